import { expect, test, vi } from 'vitest'
import { readBytes } from './read-bytes'

const post = (body: BodyInit | null) =>
  // A stream body needs `duplex`, which the types of fetch lack.
  new Request('http://localhost/', { method: 'POST', body, ...{ duplex: 'half' } })

test('returns the raw bytes, even if they are not text', async () => {
  const sent = Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x00, 0x7d])
  expect(Uint8Array.from(await readBytes(post(sent), 1024))).toEqual(sent)
  expect(await readBytes(post(null), 1024)).toHaveLength(0)
})

test('accepts a body of exactly the limit and refuses one byte more with 413', async () => {
  expect(await readBytes(post('a'.repeat(1024)), 1024)).toHaveLength(1024)
  await expect(readBytes(post('a'.repeat(1025)), 1024)).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    status: 413,
    publicMessage: 'The body must not be larger than 1 KiB',
  })
})

/** An endless body in 512-byte chunks, and its state. */
function endlessBody() {
  const seen = { sent: 0, cancelled: false }
  const stream = new ReadableStream({
    pull(controller) {
      seen.sent += 512
      controller.enqueue(new Uint8Array(512))
    },
    cancel() {
      seen.cancelled = true
    },
  })
  return { stream, seen }
}

test('refuses at the limit without waiting for the end', async () => {
  const { stream, seen } = endlessBody()
  await expect(readBytes(post(stream), 1024)).rejects.toMatchObject({ status: 413 })
  expect(seen.sent).toBeLessThan(8 * 1024)
})

test('does not touch a body whose length is 0', async () => {
  const request = new Request('http://localhost/', { method: 'POST', headers: { 'Content-Length': '0' } })
  const body = vi.spyOn(request, 'body', 'get')
  expect(await readBytes(request, 1024)).toHaveLength(0)
  expect(body).not.toHaveBeenCalled()
})

test('drains another megabyte to keep the connection usable, then closes it', async () => {
  const { stream, seen } = endlessBody()
  await expect(readBytes(post(stream), 1024)).rejects.toMatchObject({ status: 413 })
  await vi.waitFor(() => expect(seen.cancelled).toBe(true))
  expect(seen.sent).toBeGreaterThan(1024 * 1024)
  expect(seen.sent).toBeLessThan(1024 * 1024 + 8 * 1024)
})

test('a client that disconnects is not a server error', async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  await expect(readBytes(post(broken), 1024)).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    status: 400,
    publicMessage: 'The body broke off before its end',
  })
})
