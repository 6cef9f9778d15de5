import { delimiter } from 'node:path'

/** What programs need besides their own settings. */
const KEPT = ['HOME', 'LANG', 'PATH', 'TMPDIR']

/** For npm's registry and its cache, which a machine may reach in its own way. */
const FOR_NPM =
  /^(npm_config_(registry|cache|cafile|prefer_offline|offline)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i

/**
 * The environment of a started program: nobody's own settings, no program of this project's packages, and
 * `variables`.
 */
export function bareEnvironment(variables: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => KEPT.includes(name) || FOR_NPM.test(name))
  // `npm run` puts its packages' programs there.
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    VERCEL_TELEMETRY_DISABLED: '1',
    NO_UPDATE_NOTIFIER: '1',
    ...variables,
  }
  // Next's type says that there is always a NODE_ENV; each command sets its own.
  return environment as NodeJS.ProcessEnv
}
