import { type Env, env } from './env'
import type { ErrorCode } from './errors'

/**
 * The scheme and host that this deployment serves, without a trailing slash: `https://billing.example.com`.
 *
 * It comes from configuration, never from `Host` or `X-Forwarded-*`, which a caller controls: documentation
 * links, return URLs, the same-origin check and sign-in all trust it. A preview ignores an APP_URL shared
 * with production, so its users come back to that preview.
 *
 * @throws {Error} when it cannot be derived, which the boot guards report before the first request
 */
export function origin({ appEnv, origin: from }: Pick<Env, 'appEnv' | 'origin'> = env()): string {
  if (appEnv === 'local') return `http://localhost:${from.port}`
  const previewHost = appEnv === 'preview' ? (from.vercelBranchUrl ?? from.vercelUrl) : undefined
  const found = previewHost ? `https://${previewHost}` : from.appUrl
  if (!found) throw new Error(`Set APP_URL to this deployment's origin, such as https://billing.example.com.`)
  return found
}

/** The base URL of the documentation, without a trailing slash: DOCS_URL, or this deployment's origin. */
export function docsUrl(settings: Env = env()): string {
  return settings.api.docsUrl ?? origin(settings)
}

/** The anchor of an error on the errors page: its code in lower case. */
export const errorAnchor = (code: string) => code.toLowerCase()

/**
 * The URL that explains an error: `docUrl` in the envelope.
 *
 * @param docs base URL of the documentation, without a trailing slash
 */
export function docUrl(code: ErrorCode, docs: string = docsUrl()): string {
  return `${docs}/api/errors/#${errorAnchor(code)}`
}
