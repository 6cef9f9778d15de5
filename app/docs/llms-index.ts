import type { Reference } from './reference'

/** An index of the documentation for language models, in the form that https://llmstxt.org describes. */
export function llmsIndex({ title, summary, request, sections }: Reference, origin: string): string {
  return `# OrbitKit Billing

> Hands the right person a Stripe Billing Portal session.
> Programs send \`${request.method} ${request.url}\` with an API key.

## API

- [${title}](${origin}/docs.md): ${summary} Sections: ${sections.map((section) => section.title).join(', ')}.
- [OpenAPI 3.1](${origin}/openapi.json): the same reference for code generators
- [Error codes](${origin}/api/errors): every code with its meaning, what to do, and whether to retry
`
}
