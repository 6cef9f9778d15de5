import { origin } from '@/lib/origin'
import type { Check } from './check'

export const checkOrigin: Check = {
  name: 'origin and return URLs',
  variables: [
    'APP_URL',
    'NEXTAUTH_URL',
    'VERCEL_URL',
    'VERCEL_BRANCH_URL',
    'PORT',
    'ALLOWED_RETURN_ORIGINS',
    'DOCS_URL',
  ],
  needs: [],
  async look(env) {
    const others = env.api.allowedReturnOrigins
    const open = others.find((address) => env.appEnv !== 'local' && address.startsWith('http:'))
    if (open)
      return {
        ok: false,
        words: `people can be sent back to ${open}, which is not encrypted`,
        todo: 'Use https in ALLOWED_RETURN_ORIGINS.',
      }
    const also = others.length > 0 ? `, or to ${others.join(', ')}` : ''
    return { ok: true, words: `the portal leads back to ${origin(env)}/billing${also}` }
  },
}
