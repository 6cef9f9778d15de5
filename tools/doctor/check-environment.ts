import type { Check } from './check'

export const checkEnvironment: Check = {
  name: 'environment',
  variables: [],
  needs: [],
  async look({ appEnv }) {
    return { ok: true, words: `APP_ENV is ${appEnv}, and every variable can be used` }
  },
}
