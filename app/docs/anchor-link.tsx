/** A link to a heading or a field, shown while the pointer or the focus is on it. */
export function AnchorLink({ id, name }: { id: string; name: string }) {
  return (
    <a href={`#${id}`} aria-label={`Link to ${name}`} className="anchor-link">
      #
    </a>
  )
}
