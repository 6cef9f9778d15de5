import { Agent, createServer, request as requestHttp } from 'node:http'

/**
 * A plain reverse proxy in a process of its own: each request goes to the next server. When a connection is
 * refused, nothing has been sent, so the request goes to the one after. A connection that breaks later
 * becomes a 502, because only the client knows whether its POST may be repeated. nginx does the same by
 * default: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream
 *
 * The parent process receives `{ port }`, and sends `{ ports }` to change the servers.
 */
const agent = new Agent({ keepAlive: true })

/** @type {number[]} */
let ports = []
let turn = 0

/**
 * @param {import('node:http').IncomingMessage} received
 * @param {Buffer} body
 * @param {import('node:http').ServerResponse} response
 * @param {number} attempts how many servers are left to try
 */
function pass(received, body, response, attempts) {
  turn = (turn + 1) % ports.length
  const { method, url: path, headers } = received
  const passed = requestHttp({ host: '127.0.0.1', port: ports[turn], method, path, headers, agent })
  passed.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.once('error', () => response.destroy()).pipe(response)
  })
  passed.once('error', (error) => {
    if (Object(error).code === 'ECONNREFUSED' && attempts > 1) pass(received, body, response, attempts - 1)
    else if (response.headersSent) response.destroy()
    else response.writeHead(502).end()
  })
  passed.end(body)
}

const server = createServer({ keepAliveTimeout: 620_000 }, (received, response) => {
  /** @type {Buffer[]} */
  const chunks = []
  received.on('data', (chunk) => chunks.push(chunk))
  received.once('end', () => pass(received, Buffer.concat(chunks), response, ports.length))
})

process.on('message', (message) => {
  ports = Object(message).ports
  process.send?.({ ports })
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => process.send?.({ port: Object(server.address()).port }))
