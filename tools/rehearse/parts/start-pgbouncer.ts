import { execFile } from 'node:child_process'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findAccount } from '../../local/postgres/root-place'
import { bareEnvironment } from './bare-environment'
import { isListening } from './is-listening'
import { startProgram } from './start-program'

type Options = {
  path: string
  port: number
  /** PostgreSQL's own address. */
  databaseUrl: string
  /** Connections to PostgreSQL at most. */
  poolSize: number
}

/**
 * Starts PgBouncer in transaction mode, with the settings of compose.yaml. It refuses to run as root.
 *
 * @returns the database's address through it, and its version
 * @throws {Error} with its words, when it does not start
 */
export async function startPgbouncer(
  later: (step: () => unknown) => void,
  { path, port, databaseUrl, poolSize }: Options,
): Promise<{ url: string; consoleUrl: string; version: string }> {
  const { hostname, port: databasePort, username, password, pathname } = new URL(databaseUrl)
  const account = findAccount()
  const home = await mkdtemp(join(tmpdir(), 'orbitkit-rehearse-pgbouncer-'))
  later(() => rm(home, { recursive: true, force: true }))
  const file = join(home, 'pgbouncer.ini')
  const users = join(home, 'users.txt')
  await writeFile(users, `"${username}" "${password}"\n`, { mode: 0o600 })
  await writeFile(
    file,
    `[databases]
${pathname.slice(1)} = host=${hostname} port=${databasePort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
admin_users = ${username}
pool_mode = transaction
max_client_conn = 1000
default_pool_size = ${poolSize}
`,
    { mode: 0o600 },
  )
  const { uid, gid } = account
  if (uid !== undefined && gid !== undefined)
    for (const each of [home, file, users]) await chown(each, uid, gid)
  const pgbouncer = await startProgram({
    command: path,
    args: [file],
    env: bareEnvironment(),
    cwd: home,
    ...account,
    isReady: () => isListening(port),
  })
  later(() => pgbouncer.stop())
  const through = (database: string) =>
    Object.assign(new URL(databaseUrl), { port: String(port), pathname: `/${database}` }).href
  const { stdout } = await promisify(execFile)(path, ['--version'])
  const [version = 'PgBouncer'] = stdout.split('\n')
  return { url: through(pathname.slice(1)), consoleUrl: through('pgbouncer'), version }
}
