/** A key's name, which may be written right to left, and its first characters. */
export function KeyTitle({ name, start }: { name: string; start: string }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <bdi className="font-medium">{name}</bdi>{' '}
      <code className="whitespace-nowrap font-mono text-[0.875em] text-ink-soft">{start}…</code>
    </span>
  )
}
