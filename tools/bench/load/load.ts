/** The headers of the requests of one caller. */
export type Headers = Record<string, string>

/** What was sent and how it went. Every response was a 200 with the expected JSON. */
export type Load = {
  /** Milliseconds that each response took. */
  times: number[]
  /** From the first request to the last response. */
  seconds: number
}

/** Every response of every rung has this shape, so that none does more or less than the others. */
export const isPortalResponse = (body: unknown) =>
  typeof body === 'string' && body.startsWith('{"url":"http') && body.endsWith('"}')

/**
 * For every request. With compression, a rung would be measured for its compressor. `fetch` and Node's client
 * send the length of an empty body (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch), autocannon
 * does not.
 */
export const COMMON = { 'Accept-Encoding': 'identity', 'Content-Length': '0' }
