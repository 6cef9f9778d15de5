import autocannon from 'autocannon'
import { COMMON, type Headers, isPortalResponse, type Load } from './load'

type Options = {
  url: string
  /** Each connection takes turns with callers of its own, so that no two wait for one caller's row. */
  callers: readonly Headers[]
  connections: number
  /** Ends after this time or number. */
  until: { seconds: number } | { requests: number }
}

/** How often autocannon looks whether the time is over, in milliseconds. */
const SAMPLE_MS = 50

/**
 * Sends requests as fast as they are answered: each connection sends the next one when it has a response.
 * This measures throughput. It hides stalls, because while the server stalls nothing is sent.
 *
 * @throws {Error} when a response is missing, or is not the expected one
 */
export function closedLoop({ url, callers, connections, until }: Options): Promise<Load> {
  const times: number[] = []
  let started = performance.now()
  let last = started
  let next = 0
  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        method: 'POST',
        sampleInt: SAMPLE_MS,
        verifyBody: isPortalResponse,
        ...('seconds' in until ? { duration: until.seconds } : { amount: until.requests }),
        setupClient(client) {
          const first = next++
          const own = callers.filter((_, i) => i % connections === first % connections)
          client.setRequests(own.map((headers) => ({ method: 'POST', headers: { ...COMMON, ...headers } })))
        },
      },
      (error, result) => {
        const { errors, timeouts, non2xx, mismatches, statusCodeStats } = result
        const failures = errors + timeouts + non2xx + mismatches
        if (error) reject(error)
        else if (failures > 0 || times.length === 0)
          reject(
            new Error(
              `No figures from a run with failures: ${times.length} responses from ${url} with the statuses ` +
                `${JSON.stringify(statusCodeStats)}, of which ${mismatches} had another body; ${errors} connections ` +
                `failed, ${timeouts} of them by a timeout.`,
            ),
          )
        else resolve({ times, seconds: (last - started) / 1_000 })
      },
    )
    run.once('start', () => {
      started = performance.now()
    })
    run.on('response', (_client, _status, _bytes, responseMs) => {
      times.push(responseMs)
      last = performance.now()
    })
  })
}
