import type { Env } from '../env'

/**
 * Google as an OpenID provider (https://developers.google.com/identity/openid-connect/openid-connect). Its
 * ID tokens contain `email_verified`.
 */
export function googleSettings(client: NonNullable<Env['auth']['google']>): NonNullable<Env['auth']['oidc']> {
  return { ...client, issuer: 'https://accounts.google.com', trustsEmail: false, idTokenAlg: 'RS256' }
}
