import { type Env, env } from './env'
import type { ErrorCode } from './errors'

/**
 * The one scheme+host that this deployment answers as, without a trailing slash:
 * `https://billing.example.com`.
 *
 * It comes from configuration and never from `Host` or `X-Forwarded-*`, which a caller can write:
 * documentation links, return addresses, the same-origin check and sign-in all trust it. On a preview an
 * APP_URL shared with production is not looked at, so that a preview's people come back to that preview.
 *
 * @throws {Error} when nothing to derive it from is set; the boot guards say so before the first request.
 */
export function origin({ appEnv, origin: from }: Pick<Env, 'appEnv' | 'origin'> = env()): string {
  if (appEnv === 'local') return `http://localhost:${from.port}`
  const previewHost = appEnv === 'preview' ? (from.vercelBranchUrl ?? from.vercelUrl) : undefined
  const found = previewHost ? `https://${previewHost}` : from.appUrl
  if (!found) throw new Error(`Set APP_URL to this deployment's origin, such as https://billing.example.com.`)
  return found
}

/** Where the documentation lives, without a trailing slash: DOCS_URL, or this deployment itself. */
export function docsUrl(settings: Env = env()): string {
  return settings.api.docsUrl ?? origin(settings)
}

/** Where an error's entry stands on the errors page: its code in lower case. */
export const errorAnchor = (code: string) => code.toLowerCase()

/**
 * Where an error is explained: `docUrl` in the envelope.
 *
 * @param docs where the documentation lives, without a trailing slash
 */
export function docUrl(code: ErrorCode, docs: string = docsUrl()): string {
  return `${docs}/api/errors/#${errorAnchor(code)}`
}
