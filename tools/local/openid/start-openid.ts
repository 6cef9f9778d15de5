import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { listenLocally } from '../listen-locally'
import type { LocalPart } from '../part'
import { createProvider } from './create-provider'
import { createPeople } from './people'
import { signInApp } from './sign-in-app'

const CLIENT_ID = 'orbitkit-billing'

/**
 * Starts an OpenID provider on a free loopback port, where any email address signs in without a password. Its
 * keys, client secret and pending sign-ins end with it.
 *
 * @param o.redirectUris the app's callback URLs, compared exactly. "Back to the app" links to the origin of
 *   the first.
 * @param o.issuer its public address, where a proxy with TLS is in front that sets `X-Forwarded-Proto` and
 *   `X-Forwarded-Host`; by default its own
 */
export async function startOpenid(o: { redirectUris: string[]; issuer?: string }): Promise<LocalPart> {
  const [firstRedirectUri] = o.redirectUris
  if (!firstRedirectUri) throw new Error('startOpenid needs at least one redirect URI.')
  const appOrigin = new URL(firstRedirectUri).origin

  const { origin: address, serve, stop } = await listenLocally()
  const { issuer = address } = o
  const secret = randomBytes(32).toString('base64url')
  const client = { id: CLIENT_ID, secret, redirectUris: o.redirectUris }
  const people = createPeople()
  const provider = await createProvider({ issuer, client, people, appOrigin })
  provider.proxy = issuer !== address
  const answerProtocol = provider.callback()
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.route('/sign-in', signInApp({ provider, people, appOrigin }))
  app.all('*', async (c) => {
    await answerProtocol(c.env.incoming, c.env.outgoing)
    return RESPONSE_ALREADY_SENT
  })
  serve(app.fetch)

  const variables = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: secret }
  return { name: 'OpenID provider', address, variables, stop }
}
