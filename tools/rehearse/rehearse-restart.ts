import { setTimeout as wait } from 'node:timers/promises'
import getPort from 'get-port'
import { buildOnce } from './parts/build-once'
import { startInstance } from './parts/start-instance'
import { startLoad } from './parts/start-load'
import { findNginx, startNginx } from './parts/start-nginx'
import { startWorld } from './parts/start-world'
import { withCleanUp } from './parts/with-clean-up'
import type { Rehearsal } from './rehearsal'
import { restartServers } from './restart/restart-servers'
import { sendAfterIdling } from './restart/send-after-idling'

const CLIENTS = 12

/** A bound: the load ends with the restarts, long before. */
const MOST_REQUESTS = 30_000

/** Requests before and after each restart. */
const STEADY = 500

const POLL_MS = 50

/** An instance has to be gone by then: Kubernetes, ECS and Heroku kill after 30 s. */
const LIMIT_MS = 25_000

/** How long the rehearsal waits to see it end by itself. */
const PATIENCE_MS = 40_000

/**
 * Replaces two instances behind nginx, one after the other, while clients send portal calls. nginx keeps
 * connections to the instances, as its documentation recommends, and repeats no POST that it has sent
 * (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream), so each request that an
 * instance cuts is lost.
 */
export const restart: Rehearsal = {
  name: 'restart',
  needs: 'nginx, and 3 minutes',
  run: (progress) =>
    withCleanUp(async (later) => {
      const nginx = findNginx()
      if ('why' in nginx) return { kind: 'skipped', why: nginx.why }
      await buildOnce(progress)

      progress('Starting PostgreSQL, Stripe, two instances and nginx')
      const world = await startWorld(later)
      const key = await world.createKey(await world.createAccount())
      const variables = { ...world.variables, APP_ENV: 'local', RATE_LIMIT_PER_MINUTE: '100000' }
      const [port, ...ports] = [await getPort(), await getPort(), await getPort()]
      const instances = await Promise.all(ports.map((each) => startInstance(each, variables)))
      later(() => Promise.all(instances.map((instance) => instance.stop())))
      const proxy = await startNginx(later, {
        path: nginx.path,
        port,
        http: restartServers({ port, instances: ports, clients: CLIENTS }),
      })
      const address = `http://127.0.0.1:${port}`

      progress(`Sending portal calls from ${CLIENTS} clients, and replacing each instance`)
      const { load, stop } = startLoad({ address, key, clients: CLIENTS, most: MOST_REQUESTS })
      later(stop)
      const steady = async () => {
        for (const from = load.ended; load.ended < Math.min(from + STEADY, MOST_REQUESTS); )
          await wait(POLL_MS)
      }
      const ended: number[] = []
      await steady()
      for (const [index, each] of ports.entries()) {
        const before = load.ended
        const { ms, killed } = (await instances[index]?.stop(PATIENCE_MS)) ?? { ms: 0, killed: false }
        ended.push(ms)
        progress(
          `Instance ${index + 1} ${killed ? 'was killed' : 'ended'} after ${inSeconds(ms)} and ` +
            `${load.ended - before} requests`,
        )
        instances[index] = await startInstance(each, variables)
        await steady()
      }
      await stop()

      progress('Sending portal calls on connections that have been idle for about 5 and 6 s')
      const idle = await sendAfterIdling(address, key)

      const list = [...load.failures].map(([end, count]) => `${count} × ${end}`).join(', ')
      const figures =
        `${load.ended} requests, ${list ? `lost ${list}` : 'none lost'}; instances gone after ` +
        `${ended.map(inSeconds).join(' and ')}; ${idle.lost} of ${idle.sent} lost on idle connections`
      if (
        load.failures.size > 0 ||
        idle.lost > 0 ||
        ended.some((ms) => ms > LIMIT_MS) ||
        load.ended >= MOST_REQUESTS
      )
        throw new Error(`${figures}\n${withoutRefusals(proxy.printed())}`)
      return { kind: 'passed', figures }
    }),
}

/** nginx's words without those about refused connections, after which it asks the other instance. */
const withoutRefusals = (printed: string) =>
  printed
    .split('\n')
    .filter((line) => !line.includes('(111: Connection refused)'))
    .join('\n')

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
