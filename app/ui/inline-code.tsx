/** Shows text between backticks as code: “Send `Retry-After`.” */
export function InlineCode({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code
        key={index}
        className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.875em] [overflow-wrap:anywhere]"
      >
        {part}
      </code>
    ) : (
      part
    ),
  )
}
