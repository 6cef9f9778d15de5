// @ts-check
import { createInterface } from 'node:readline'
import { applyMigrations } from './apply-migrations.mjs'

/**
 * Handles JSON-RPC 2.0 requests, one message per line, until the input ends; then ends the process.
 * @param {(patience: import('./run-patiently.mjs').Patience) =>
 *   Promise<import('./open-engine.mjs').OpenEngine>} open called by the first request, and again by the next
 *   one after a failure
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
      opened ??= await open({ onLocked })
      send({ id, result: await call(opened, request.method, request.params) })
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) exitAfterPanic(id, error)
      send({ id, error: rpcError(await withLockHolder(error, opened)) })
    }
  }
  await opened?.close()
  // The engine leaves timers of up to a minute, which would keep this process and the CLI waiting.
  process.exit()
}

/**
 * @param {import('./open-engine.mjs').OpenEngine} opened
 * @param {string} method of the native interface; all but one have the same name in the WebAssembly build
 * @param {unknown} params
 */
async function call(opened, method, params) {
  const { engine } = opened
  if (method === 'getDatabaseVersion') return engine.version()
  if (method === 'applyMigrations') return applyMigrations(opened, /** @type {any} */ (params))
  if (method === 'diff') {
    const { stdout, exitCode } = await engine.diff(/** @type {any} */ (params))
    if (stdout) print(stdout)
    return { exitCode }
  }
  const run = Object(engine)[method]
  if (typeof run !== 'function') throw new Error(`This schema engine does not support the method ${method}.`)
  return (await run.call(engine, params)) ?? null
}

/**
 * Has the CLI print a text, as the native engine does with a diff.
 * @param {string} content
 */
function print(content) {
  send({ id: 0, method: 'print', params: { content } })
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

/** @param {number} attempt @param {number} tries */
function onLocked(attempt, tries) {
  print(`Another session holds a lock. Gave way and starts again (try ${attempt} of ${tries} failed).\n`)
}

/**
 * Prisma's error for its own lock does not say who has it.
 * @param {any} error
 * @param {import('./open-engine.mjs').OpenEngine | undefined} opened
 */
async function withLockHolder(error, opened) {
  if (error?.code !== 'P1002' || !opened) return error
  const { code, message } = error
  return { code, message: `${message}\n\n${await opened.lockHolder()}`.trimEnd() }
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
