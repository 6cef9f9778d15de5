// @ts-check
/**
 * Serves the function in this folder over HTTP on a free port of this machine, which it prints, as Vercel's
 * runtime does: with a request context whose `waitUntil` keeps the process awake. `GET /awake` returns how
 * often that was asked for.
 */
const { createServer } = require('node:http')

let asked = 0
const context = { waitUntil: () => (asked += 1) }
Object.assign(globalThis, { [Symbol.for('@vercel/request-context')]: { get: () => context } })

const handle = require(`${process.cwd()}/___next_launcher.cjs`)
const server = createServer((request, response) => {
  if (request.url === '/awake') response.end(String(asked))
  else handle(request, response)
})
server.listen(0, '127.0.0.1', () => console.log(`port ${Object(server.address()).port}`))
