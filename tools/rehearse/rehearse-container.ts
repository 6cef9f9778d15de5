import { strict as assert } from 'node:assert'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { type BuiltStage, buildStages } from './container/build-stages'
import { checkServed } from './container/check-served'
import {
  listFiles,
  makeReadOnly,
  makeTemporary,
  makeWritable,
  OTHER_USER,
  requireNoPackagesAbove,
} from './container/run-read-only'
import { bareEnvironment } from './parts/bare-environment'
import { runQuietly } from './parts/run-quietly'
import { callPortal } from './parts/start-load'
import { startProgram } from './parts/start-program'
import { startWorld } from './parts/start-world'
import { withCleanUp } from './parts/with-clean-up'
import type { Rehearsal } from './rehearsal'

/** `docker stop` waits 10 s before it kills. */
const STOP_MS = 10_000

/**
 * The container without Docker: the Dockerfile's own steps in clean folders, and then what its two images
 * would run, as another user, with no right to write and no package above. The base images and compose.yaml
 * are not tried.
 */
export const container: Rehearsal = {
  name: 'container',
  needs: 'npm’s registry or a cache of it, 3 GB in the temporary folder, and 5 minutes; no Docker',
  run: (progress) =>
    withCleanUp(async (later) => {
      const home = await mkdtemp(join(tmpdir(), 'orbitkit-rehearse-container-'))
      later(async () => {
        await makeWritable(home)
        await rm(home, { recursive: true, force: true })
      })
      await chmod(home, 0o755)
      const { app, tools } = await buildStages(home, progress)
      assert.ok(app && tools, 'The Dockerfile has no stages `app` and `tools`.')
      for (const stage of [app, tools]) {
        assert.equal(stage.user, 'node', 'An image runs as root.')
        await requireNoPackagesAbove(stage.folder)
        await makeReadOnly(stage.folder)
      }
      const temporary = await makeTemporary(join(home, 'tmp'))
      const files = await listFiles(app.folder)
      const secrets = files.filter((name) => /(^|\/)\.(env|local)/.test(name))
      assert.deepEqual(secrets, [], 'The image holds settings.')

      progress('Starting PostgreSQL and Stripe')
      const world = await startWorld(later, { migrated: false })
      const port = await getPort()
      const settings = { ...world.variables, APP_ENV: 'local', PORT: String(port) }
      const environment = ({ env }: BuiltStage) =>
        bareEnvironment({ ...env, ...settings, TMPDIR: temporary, HOME: '/nonexistent' })
      const runTool = ([command = '', ...args]: string[]) =>
        runQuietly(command, args, { cwd: tools.folder, env: environment(tools), ...OTHER_USER })
      const admin = async (...args: string[]) =>
        JSON.parse(await runTool(['node', '--import', 'tsx', 'tools/admin.ts', ...args])) as Record<
          string,
          string
        >

      progress('Migrating, and creating an account and a key, from the image `tools`')
      await runTool(tools.cmd)
      const owner = ['--owner', 'olivia@example.com', '--customer', world.customer]
      const account = await admin('account', 'create', '--name', 'Northwind Studio', ...owner)
      const { key = '' } = await admin('key', 'create', account.id ?? '', '--name', 'Rehearsal')

      progress('Starting the image `app`')
      const started = performance.now()
      const [command = '', ...args] = app.cmd
      const address = `http://127.0.0.1:${port}`
      const server = await startProgram({
        command,
        args,
        cwd: app.folder,
        env: environment(app),
        ...OTHER_USER,
        isReady: () =>
          fetch(`${address}/api/health/ready`).then(
            ({ ok }) => ok,
            () => false,
          ),
      })
      later(() => server.stop())
      const startMs = performance.now() - started
      assert.equal(await callPortal(address, key), '200', `No portal session:\n${server.printed()}`)
      const firstMs = performance.now() - started
      await checkServed(address)
      const [probe = '', ...probeArgs] = app.healthcheck
      const examine = () =>
        runQuietly(probe, probeArgs, { cwd: app.folder, env: environment(app), ...OTHER_USER })
      await examine()
      progress('Examining it from the image `tools`')
      // It exits with 1, because nobody answers at the mail server's address.
      const doctor = await runTool(['node', '--import', 'tsx', 'tools/doctor.ts', '--json']).catch(String)
      for (const name of ['database', 'migrations', 'database privileges', 'stripe key'])
        assert.ok(
          doctor.includes(`"name":"${name}","state":"ok"`),
          `The doctor does not confirm ${name}:\n${doctor}`,
        )

      const { ms, killed } = await server.stop(STOP_MS)
      assert.ok(!killed, 'It did not end within the 10 s of `docker stop`.')
      await assert.rejects(examine(), 'The health check passes although nothing runs.')
      assert.deepEqual(await listFiles(app.folder), files, 'A file was added.')
      const errors = server
        .printed()
        .split('\n')
        .filter((line) => /EACCES|EROFS|Cannot find/.test(line))
      assert.deepEqual(errors, [], 'The image tries to write, or lacks a package.')
      return {
        kind: 'passed',
        figures:
          `app ${await size(app.folder)}, tools ${await size(tools.folder)} without the base image; ready after ` +
          `${Math.round(startMs)} ms, first portal session after ${Math.round(firstMs)} ms; ended in ` +
          `${Math.round(ms)} ms; ${files.length} files, none added`,
      }
    }),
}

async function size(folder: string): Promise<string> {
  const kilobytes = await runQuietly('du', ['-sk', folder], { cwd: folder, env: bareEnvironment() })
  return `${Math.round(Number.parseInt(kilobytes, 10) / 1024)} MB`
}
