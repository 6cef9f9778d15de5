/** A key as people know it: its name, in whatever direction that is written, and its first characters. */
export function KeyTitle({ name, start }: { name: string; start: string }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <bdi className="font-medium">{name}</bdi>{' '}
      <code className="whitespace-nowrap font-mono text-[0.875em] text-ink-soft">{start}…</code>
    </span>
  )
}
