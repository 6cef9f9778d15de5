import { InlineCode } from '../ui/inline-code'

/** A link or strong text of Markdown. */
const MARKUP = /\[(?<label>[^\]]+)\]\((?<href>[^)]+)\)|\*\*(?<strong>[^*]+)\*\*/

/** Shows a paragraph of the reference: its code, strong text and links. */
export function InlineText({ text }: { text: string }) {
  const match = MARKUP.exec(text)
  if (!match) return <InlineCode text={text} />
  const { label, href, strong } = match.groups ?? {}
  return (
    <>
      <InlineCode text={text.slice(0, match.index)} />
      {strong ? (
        <strong>{strong}</strong>
      ) : (
        <a href={href} className="link">
          {label}
        </a>
      )}
      <InlineText text={text.slice(match.index + match[0].length)} />
    </>
  )
}
