import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { Configuration, Provider } from 'oidc-provider'
import { createMemoryAdapter } from './memory-adapter'
import type { People } from './people'
import { messagePage } from './sign-in-page'

const SCOPE = 'openid email profile'

/** How long the sign-in page stays valid. */
const OPEN_S = 60 * 60

/** The app uses its tokens once, immediately. */
const TOKEN_S = 10 * 60

type Options = {
  issuer: string
  client: { id: string; secret: string; redirectUris: string[] }
  people: People
  /** The target of "Back to the app". */
  appOrigin: string
}

/**
 * A certified OpenID provider with strict settings: only authorization code with PKCE, and claims from the
 * userinfo endpoint, as OpenID Connect Core 5.4 specifies for the code flow. There is no consent page,
 * because this app is the only client.
 */
export async function createProvider({ issuer, client, people, appOrigin }: Options): Promise<Provider> {
  const OidcProvider = await loadOidcProvider()
  const configuration: Configuration = {
    adapter: createMemoryAdapter(),
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: client.redirectUris }],
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: SCOPE.split(' '),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    jwks: { keys: [await signingKey()] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        interaction: 'local_openid_interaction',
        resume: 'local_openid_resume',
        session: 'local_openid_session',
      },
    },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    ttl: { Interaction: OPEN_S, Session: OPEN_S, AccessToken: TOKEN_S, IdToken: TOKEN_S, Grant: TOKEN_S },
    clientBasedCORS: () => false,
    // Sessions are not stored (see the adapter), so tokens cannot depend on one.
    expiresWithSession: () => false,
    findAccount: (_ctx, sub) => {
      const claims = people.find(sub)
      return claims && { accountId: sub, claims: () => claims }
    },
    async loadExistingGrant({ oidc }) {
      const of = { clientId: oidc.client?.clientId, accountId: oidc.session?.accountId }
      const grant = new oidc.provider.Grant(of)
      grant.addOIDCScope(SCOPE)
      await grant.save()
      return grant
    },
    async renderError(ctx, { error, error_description }) {
      ctx.type = 'html'
      ctx.body = await messagePage({
        title: 'Sign-in failed',
        message: `${error_description ?? error}. Go back to the app and start again.`,
        appOrigin,
      })
    },
  }
  return new OidcProvider(issuer, configuration)
}

async function signingKey() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }
}

/**
 * Imports oidc-provider without its startup warning: on Node.js 20 it says that it supports only 22 and
 * later. The tests show that it works on 20. Remove this when Node.js 20 is no longer supported.
 */
async function loadOidcProvider() {
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words)
  }
  try {
    const { Provider } = await import('oidc-provider')
    return Provider
  } finally {
    console.warn = warn
  }
}
