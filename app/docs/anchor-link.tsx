/** A link to a heading or a field, visible on hover and focus. */
export function AnchorLink({ id, name }: { id: string; name: string }) {
  return (
    <a href={`#${id}`} aria-label={`Link to ${name}`} className="anchor-link">
      #
    </a>
  )
}
