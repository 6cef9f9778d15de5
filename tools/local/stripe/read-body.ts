import type { IncomingMessage } from 'node:http'

/** Far more than any call here has. */
const MAX_BODY_BYTES = 1_000_000

/** The body as text; null when it is too long, in which case the rest is thrown away. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size <= MAX_BODY_BYTES) chunks.push(bytes)
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8')
}
