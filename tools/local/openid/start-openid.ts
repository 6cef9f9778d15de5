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
 * Starts an OpenID provider on loopback, on a free port, where any e-mail address signs in without a
 * password. Everything it knows ends with it: keys, client secret and waiting sign-ins.
 *
 * It answers as 127.0.0.1, not localhost, so that it is another site to the browser than the app: cookies do
 * not mix, and what would break with a real provider breaks here too.
 *
 * @param o.redirectUris the app's callback addresses, compared exactly. "Back to the app" leads to the first
 *   one's origin.
 */
export async function startOpenid(o: { redirectUris: string[] }): Promise<LocalPart> {
  const [firstRedirectUri] = o.redirectUris
  if (!firstRedirectUri) throw new Error('startOpenid needs at least one redirect URI of the app.')
  const appOrigin = new URL(firstRedirectUri).origin

  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = {
    id: CLIENT_ID,
    secret: randomBytes(32).toString('base64url'),
    redirectUris: o.redirectUris,
  }
  const people = createPeople()
  const provider = await createProvider({ issuer, client, people, appOrigin })
  const answerSignIn = createSignInRoutes({ provider, people, appOrigin })
  const answerProtocol = provider.callback()
  server.on('request', (request, response) => {
    answerSignIn(request, response)
      .then((answered) => (answered ? undefined : answerProtocol(request, response)))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })

  return {
    name: 'OpenID provider',
    address: issuer,
    variables: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
