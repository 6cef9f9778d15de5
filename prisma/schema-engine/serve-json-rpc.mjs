// @ts-check
import { createInterface } from 'node:readline'

/**
 * Handles JSON-RPC 2.0 requests, one message per line, until the input ends; then ends the process.
 * @param {() => Promise<import('./open-engine.mjs').OpenEngine>} open called by the first request, and again
 *   by the next one after a failure
 */
export async function serveJsonRpc(open) {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  // The CLI closes the input and sends SIGTERM at the same time. Ending at once would leave shadow databases
  // behind.
  process.on('SIGTERM', () => lines.close())

  /** @type {import('./open-engine.mjs').OpenEngine | undefined} */
  let opened
  /** @type {unknown} */
  let id
  process.on('uncaughtException', (error) => exitAfterPanic(id, error))

  for await (const line of lines) {
    const request = JSON.parse(line)
    if (request.method === undefined) continue // The CLI's acknowledgement of `print`.
    id = request.id
    try {
      opened ??= await open()
      send({ id, result: await call(opened.engine, request.method, request.params) })
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) exitAfterPanic(id, error)
      send({ id, error: rpcError(error) })
    }
  }
  await opened?.close()
  // The engine leaves timers of up to a minute, which would keep this process and the CLI waiting.
  process.exit()
}

/**
 * @param {import('@prisma/schema-engine-wasm').SchemaEngine} engine
 * @param {string} method of the native interface; all but one have the same name in the WebAssembly build
 * @param {unknown} params
 */
async function call(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version()
  if (method === 'diff') return print(await engine.diff(/** @type {any} */ (params)))
  const run = Object(engine)[method]
  if (typeof run !== 'function') throw new Error(`This schema engine does not support the method ${method}.`)
  return (await run.call(engine, params)) ?? null
}

/**
 * The native engine has the CLI print a diff, and returns only the exit code.
 * @param {import('@prisma/schema-engine-wasm').DiffResult} diff
 */
function print({ stdout, exitCode }) {
  if (stdout) send({ id: 0, method: 'print', params: { content: stdout } })
  return { exitCode }
}

/**
 * The engine panics with a trap, sometimes outside any promise. Its memory cannot be trusted afterwards. The
 * response is an ordinary error, because the CLI's panic report needs a terminal and is silent without one.
 * @param {unknown} id
 * @param {Error} error
 */
function exitAfterPanic(id, error) {
  const text = Object(globalThis).PRISMA_WASM_PANIC_REGISTRY?.get() || error.stack
  send({ id, error: rpcError(new Error(`The schema engine stopped: ${text}`)) })
  process.exit(1)
}

/** @param {any} error the engine's errors have a code such as P3009 if users should look it up */
function rpcError({ message, code }) {
  return {
    code: 4466,
    message,
    data: { is_panic: false, message, meta: null, ...(code && { error_code: code }) },
  }
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
