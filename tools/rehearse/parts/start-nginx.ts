import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareEnvironment } from './bare-environment'
import { findProgram } from './find-program'
import { isListening } from './is-listening'
import { type Program, startProgram } from './start-program'

const FOLDERS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** The path of nginx, or why a rehearsal that needs it cannot run. */
export function findNginx(): { path: string } | { why: string } {
  const path = findProgram('nginx')
  return path ? { path } : { why: 'nginx is not installed (Debian: apt-get install nginx-light)' }
}

/**
 * Starts nginx with its files in a folder of its own. It listens where `http` says.
 *
 * @param port one that it listens on, on 127.0.0.1
 * @param http the inside of the block `http`
 * @throws {Error} with nginx's words, when it does not start
 */
export async function startNginx(
  later: (step: () => unknown) => void,
  { path, port, http }: { path: string; port: number; http: string },
): Promise<Program> {
  const home = await mkdtemp(join(tmpdir(), 'orbitkit-rehearse-nginx-'))
  later(() => rm(home, { recursive: true, force: true }))
  const own = FOLDERS.map((name) => `${name}_temp_path ${home}/${name};`).join('\n  ')
  const file = join(home, 'nginx.conf')
  await writeFile(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${home}/nginx.pid;
error_log stderr error;
worker_processes 1;
events {}
http {
  access_log off;
  ${own}
${http}
}
`,
  )
  const nginx = await startProgram({
    command: path,
    args: ['-p', home, '-c', file, '-e', 'stderr'],
    env: bareEnvironment(),
    isReady: () => isListening(port),
  })
  later(() => nginx.stop())
  return nginx
}
