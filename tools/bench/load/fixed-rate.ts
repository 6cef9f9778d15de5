import { Agent, request as requestHttp } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { COMMON, type Headers, isPortalResponse, type Load } from './load'

type Options = { url: string; callers: readonly Headers[]; perSecond: number; seconds: number }

/** Requests that may be open at once. More means that the server is far behind, and the run ends. */
const MOST_OPEN = 2_000

/**
 * Sends requests at even intervals, whether or not the server keeps up. A response's time counts from the
 * moment at which its request was due, so a stall counts for every request that waited in it.
 *
 * autocannon's `overallRate` does neither: it sends each second's requests in one burst, one after the other,
 * and takes one millisecond as the interval when it corrects times (its lib/httpClient.js, `rateInterval`,
 * and lib/run.js, `recordValueWithExpectedInterval`; 9.0.0).
 *
 * @returns null when the server is so far behind that it cannot keep the rate
 * @throws {Error} when a response is missing, or is not the expected one
 */
export async function fixedRate({ url, callers, perSecond, seconds }: Options): Promise<Load | null> {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  const total = Math.round(perSecond * seconds)
  const started = performance.now()
  const inFlight = new Set<Promise<void>>()
  let failure: unknown
  let tooLate = false

  for (let sent = 0; sent < total && failure === undefined; await sleep(1)) {
    for (const elapsed = performance.now() - started; sent < total; sent += 1) {
      const due = (sent * 1_000) / perSecond
      if (due > elapsed) break
      const headers = callers[sent % callers.length] ?? {}
      const work = post(url, headers, agent).then(
        () => void times.push(performance.now() - started - due),
        (error: unknown) => {
          failure ??= error
        },
      )
      inFlight.add(work)
      void work.finally(() => inFlight.delete(work))
    }
    tooLate = inFlight.size > MOST_OPEN
    if (tooLate) break
  }
  await Promise.all(inFlight)
  agent.destroy()
  if (failure !== undefined) throw new Error(`No figures from a run with failures: ${failure}`)
  return tooLate ? null : { times, seconds: (performance.now() - started) / 1_000 }
}

function post(url: string, headers: Headers, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    requestHttp(url, { method: 'POST', headers: { ...COMMON, ...headers }, agent }, async (response) => {
      try {
        const body = await text(response)
        if (response.statusCode === 200 && isPortalResponse(body)) resolve()
        else reject(new Error(`${url} responded with ${response.statusCode}.`))
      } catch (error) {
        reject(error)
      }
    })
      .once('error', reject)
      .end()
  })
}
