/** The properties that are not undefined, so that spreading them over an object changes only what was given. */
export function given<T extends object>(properties: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}
