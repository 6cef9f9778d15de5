import { errorAnchor } from '@/lib/origin'
import type { Example } from './examples'
import type { Block, Reference, ReferenceSection } from './reference'
import type { Field } from './schema-fields'

/** Renders the reference as Markdown. `origin` makes its links absolute. */
export function referenceMarkdown({ title, summary, request, sections }: Reference, origin: string): string {
  const parts = [
    `# ${title}`,
    summary,
    `\`${request.method} ${request.url}\``,
    ...sections.flatMap(sectionParts),
  ]
  return `${parts.join('\n\n').replaceAll('](/', `](${origin}/`)}\n`
}

const sectionParts = ({ title, blocks, examples }: ReferenceSection) => [
  `## ${title}`,
  ...blocks.map(blockMarkdown),
  ...examples.flatMap(exampleParts),
]

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'fields':
      return block.fields.map(fieldMarkdown).join('\n')
    case 'failures':
      return block.failures
        .map(({ status, description, codes }) => {
          const links = codes.map(({ code }) => `[${code}](/api/errors#${errorAnchor(code)})`)
          return `- **${status}** ${description} ${links.join(', ')}`
        })
        .join('\n')
  }
}

function fieldMarkdown({ name, type, required, description, ...field }: Field): string {
  const described = field.values.filter((value) => value.description)
  const facts = [
    sentence(description),
    field.values.length > described.length && `One of ${codes(field.values.map(({ value }) => value))}.`,
    ...field.limits.map((limit) => `${limit}.`),
    field.onlyFor.length > 0 && `Only for ${codes(field.onlyFor)}.`,
    field.example && `Example: ${codes([field.example])}`,
  ]
  const line = `- ${codes([name])} (${type}${required ? ', required' : ''})`
  const text = facts.filter(Boolean).join(' ')
  return [
    text ? `${line}: ${text}` : line,
    ...described.map(({ value, description: meaning }) => `  - ${codes([value])}: ${meaning}`),
  ].join('\n')
}

// Descriptions of the published contract have no full stop.
const sentence = (text: string) => (/\w$/.test(text) ? `${text}.` : text)

const codes = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ')

const exampleParts = ({ what, panels }: Example) =>
  panels.flatMap(({ label, fence, code }) => [`${label} ${what}:`, `\`\`\`${fence}\n${code}\n\`\`\``])

/** An index of the documentation for language models, in the form that https://llmstxt.org describes. */
export function llmsIndex({ title, summary, request, sections }: Reference, origin: string): string {
  const summaryLine =
    'Hands the right person a Stripe Billing Portal session. ' +
    `Programs send \`${request.method} ${request.url}\` with an API key.`
  return `# OrbitKit Billing

> ${summaryLine}

## API

- [${title}](${origin}/docs.md): ${summary} Sections: ${sections.map((section) => section.title).join(', ')}.
- [OpenAPI 3.1](${origin}/openapi.json): the same reference for code generators
- [Error codes](${origin}/api/errors): every code with its meaning, what to do, and whether to retry
`
}
