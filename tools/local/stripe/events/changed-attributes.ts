/** The attributes of `before` that are different in `after`: an event's `previous_attributes`. Undefined when nothing changed. */
export function changedAttributes(before: object, after: object): object | undefined {
  const now = new Map(Object.entries(after).map(([name, value]) => [name, JSON.stringify(value)]))
  const changed = Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== now.get(name))
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}
