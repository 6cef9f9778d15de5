import { SETTINGS } from '../../local/run/given-settings'

/** What npm, Vercel, Next and CI services set for the commands that they run. */
const FROM_OUTSIDE = /^(npm_(?!config_)|VERCEL|NOW_|NEXT_|__NEXT|CI$|NODE_ENV$|NODE_OPTIONS$)/

/** This process's environment without any variable of this app, as on a machine that has never seen it. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !SETTINGS.includes(name) && !FROM_OUTSIDE.test(name),
  )
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(own),
    NEXT_TELEMETRY_DISABLED: '1',
    VERCEL_TELEMETRY_DISABLED: '1',
    NO_UPDATE_NOTIFIER: '1',
    npm_config_prefer_offline: 'true',
  }
  // Next's type says that there is always a NODE_ENV; each command sets its own.
  return environment as NodeJS.ProcessEnv
}
