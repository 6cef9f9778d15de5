import { strict as assert } from 'node:assert'
import getPort from 'get-port'
import { chromium } from 'playwright'
import { chromiumPath } from '@/e2e/chromium-path'
import { startOpenid } from '../local/openid/start-openid'
import { buildOnce } from './parts/build-once'
import { findProgram } from './parts/find-program'
import { makeCertificate } from './parts/make-certificate'
import { startInstance } from './parts/start-instance'
import { findNginx, startNginx } from './parts/start-nginx'
import { startWorld } from './parts/start-world'
import { withCleanUp } from './parts/with-clean-up'
import { checkResponses } from './preview/check-responses'
import { previewServers } from './preview/preview-servers'
import { visitAsPerson } from './preview/visit-as-person'
import type { Rehearsal } from './rehearsal'

const HOST = 'billing-git-rehearsal.example.com'
const PORTAL_HOST = 'pay.example.net'
const PERSON = 'olivia@example.com'

/** By which a client, or a proxy that was set up wrong, can claim another address. */
const FORGED = {
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'http',
  'X-Forwarded-Port': '81',
  Forwarded: 'host=evil.example;proto=http',
}

/**
 * A preview as a person sees it: the production build behind nginx with TLS, under the preview's host name,
 * with an OpenID provider and a portal on https under names of their own. nginx passes requests on with a
 * plain `proxy_pass`, which sends neither the browser's Host nor its scheme.
 */
export const preview: Rehearsal = {
  name: 'preview',
  needs: 'nginx, openssl, and 2 minutes',
  run: (progress) =>
    withCleanUp(async (later) => {
      const nginx = findNginx()
      if ('why' in nginx) return { kind: 'skipped', why: nginx.why }
      if (!findProgram('openssl')) return { kind: 'skipped', why: 'openssl is not installed' }
      await buildOnce(progress)

      progress('Starting PostgreSQL, Stripe, an OpenID provider, nginx and the app')
      const origin = `https://${HOST}`
      const certificate = await makeCertificate(later, [HOST, PORTAL_HOST, 'localhost'])
      const world = await startWorld(later)
      const [port, stripePort, appPort] = [await getPort(), await getPort(), await getPort()]
      const openid = await startOpenid({
        redirectUris: [`${origin}/api/auth/callback/oidc`],
        issuer: `https://localhost:${port}`,
      })
      later(() => openid.stop())
      const http = previewServers({
        certificate,
        app: { host: HOST, port, address: `http://127.0.0.1:${appPort}` },
        openid: { host: 'localhost', port, address: openid.address },
        stripe: { host: PORTAL_HOST, port: stripePort, address: world.stripe.address },
      })
      await startNginx(later, { path: nginx.path, port, http })
      const app = await startInstance(appPort, {
        ...world.variables,
        ...openid.variables,
        APP_ENV: 'preview',
        APP_URL: origin,
        EMAIL_SERVER: '',
        EMAIL_FROM: '',
        STRIPE_API_BASE_URL: `https://localhost:${stripePort}`,
        STRIPE_PORTAL_HOSTS: PORTAL_HOST,
        NODE_EXTRA_CA_CERTS: certificate.authorityPath,
      })
      later(() => app.stop())
      const account = await world.createAccount()
      await world.database.query(
        `INSERT INTO "Invitation" ("billingAccountId", email, role) VALUES ($1, $2, 'OWNER')`,
        [account, PERSON],
      )
      const key = await world.createKey(account)

      progress('Asking over TLS, with and without forged headers')
      const tls = { ca: certificate.authority, ports: { [HOST]: port, [PORTAL_HOST]: stripePort } }
      let responses = 0
      for (const headers of [{}, FORGED]) responses += await checkResponses({ origin, key, tls, headers })

      progress('Signing in and opening the portal in a browser')
      const browser = await chromium.launch({
        executablePath: await chromiumPath(),
        args: [
          `--host-resolver-rules=MAP ${HOST}:443 127.0.0.1:${port}, MAP ${PORTAL_HOST}:443 127.0.0.1:${stripePort}`,
          // Only this key, unlike Playwright's `ignoreHTTPSErrors`.
          `--ignore-certificate-errors-spki-list=${certificate.publicKeyHash}`,
        ],
      })
      later(() => browser.close())
      const cookies = await visitAsPerson(browser, {
        origin,
        portalHost: PORTAL_HOST,
        person: PERSON,
        headers: {},
      })
      progress('The same, with forged headers')
      await visitAsPerson(browser, { origin, portalHost: PORTAL_HOST, person: PERSON, headers: FORGED })

      const log = app.printed()
      for (const secret of [key, '/p/session/', PERSON])
        assert.ok(!log.includes(secret), `In the log: ${secret}`)
      return {
        kind: 'passed',
        figures:
          `sign-in, portal and back on ${origin}, twice; ${responses} responses with HSTS; ` +
          `cookies ${cookies.join(', ')}`,
      }
    }),
}
