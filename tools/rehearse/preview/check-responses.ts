import { strict as assert } from 'node:assert'
import { askOverTls, type Tls } from './ask-over-tls'

type Options = { origin: string; key: string; tls: Tls; headers: Record<string, string> }

/**
 * Checks what programs get: HSTS with every response, and the deployment's own origin wherever an address is.
 *
 * @param o.headers sent with each request
 * @returns how many responses were checked
 */
export async function checkResponses(o: Options): Promise<number> {
  let responses = 0
  const ask = async (path: string, { method = 'GET', authorization = '' } = {}) => {
    const headers = { ...o.headers, ...(authorization && { Authorization: authorization }) }
    const response = await askOverTls(o.tls, o.origin + path, { method, headers })
    const hsts = response.headers['strict-transport-security']
    assert.equal(hsts, 'max-age=63072000', `${method} ${path} is sent without HSTS.`)
    assert.ok(!response.body.includes('evil.example'), `${method} ${path} repeats a forged host.`)
    assert.ok(!String(response.headers.location).includes('evil.example'), `${path} leads to a forged host.`)
    responses++
    return response
  }

  const page = await ask('/sign-in?moved=1')
  const [style = ''] = /\/_next\/static\/[\w./~-]+\.css/.exec(page.body) ?? []
  const statuses = []
  for (const path of [style, '/robots.txt', '/api/health/ready', '/no-such-page', '/docs/'])
    statuses.push((await ask(path)).status)
  assert.deepEqual([page.status, ...statuses], [200, 200, 200, 200, 404, 308])

  const refused = await ask('/api/billing-portal', { method: 'POST' })
  assert.equal(refused.status, 401)
  assert.ok(
    JSON.parse(refused.body).error.docUrl.startsWith(`${o.origin}/api/errors`),
    'docUrl is elsewhere.',
  )
  const providers = JSON.parse((await ask('/api/auth/providers')).body)
  assert.equal(providers.oidc.callbackUrl, `${o.origin}/api/auth/callback/oidc`)

  const opened = await ask('/api/billing-portal', { method: 'POST', authorization: `Bearer ${o.key}` })
  assert.equal(opened.status, 200, 'An API key does not open the portal.')
  const portal = await askOverTls(o.tls, JSON.parse(opened.body).url, {})
  assert.ok(portal.body.includes(`href="${o.origin}/billing"`), 'The portal does not lead back.')
  return responses
}
