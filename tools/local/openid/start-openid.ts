import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LocalPart } from '../part'
import { createProvider } from './create-provider'
import { createPeople } from './people'
import { createSignInRoutes } from './sign-in-routes'

const CLIENT_ID = 'orbitkit-billing'

/**
 * Starts an OpenID provider on a free loopback port, where any email address signs in without a password. Its
 * keys, client secret and pending sign-ins end with it.
 *
 * Its host is 127.0.0.1, not localhost, so that browsers treat it as a different site from the app. Cookies
 * do not mix, and what would fail with a real provider also fails here.
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

  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { issuer = address } = o
  const client = {
    id: CLIENT_ID,
    secret: randomBytes(32).toString('base64url'),
    redirectUris: o.redirectUris,
  }
  const people = createPeople()
  const provider = await createProvider({ issuer, client, people, appOrigin })
  provider.proxy = issuer !== address
  const answerSignIn = createSignInRoutes({ provider, people, appOrigin })
  const answerProtocol = provider.callback()
  server.on('request', (request, response) => {
    answerSignIn(request, response)
      .then((answered) => (answered ? undefined : answerProtocol(request, response)))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })

  return {
    name: 'OpenID provider',
    address,
    variables: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
