import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { endProcesses } from '../processes/end-processes.mjs'
import { findTree } from '../processes/find-tree.mjs'
import { findProcess, isRunning } from '../processes/list-processes.mjs'
import { askForVariables, type ControlServer, startControlServer } from './control-server'
import { createState, type RunState, readState, removeState, replaceState } from './state'

/** The right to start parts in a directory. */
export type Lead = {
  kind: 'lead'
  mark: string
  /** Notes the command for the case that nothing else is left to end it. */
  noteCommand(command: { pid: number; started: string }): void
  /** Lets others join, with these variables. */
  publish(variables: Record<string, string>): void
  /** Lets nobody join any more; who comes now waits until this run is over. */
  retire(): void
  release(): void
}

export type Claim = Lead | { kind: 'join'; variables: Record<string, string> }

/** A run that is stopping is waited for: ending a command and a database can take ten seconds each. */
const STOPPING_MS = 25_000

/**
 * Decides whether this run starts the parts of a directory or joins a run that has.
 *
 * Two runs on one database file are impossible, and two sets of parts would show other accounts in the browser than on the command line. The
 * first run therefore serves its variables on a port of loopback, to whoever can read the token in its state file. A port tells
 * the living from the dead: after a crash nobody answers there, whatever the file says. What a dead run left behind is ended here.
 *
 * @throws {Error} a sentence to show, when a run neither answers nor ends
 */
export async function claimRun(directory: string): Promise<Claim> {
  const token = randomBytes(24).toString('base64url')
  const control = await startControlServer(token)
  const self = { pid: process.pid, started: findProcess(process.pid)?.started ?? '' }
  const state: RunState = { ...self, port: control.port, token, mark: randomUUID() }
  while (!createState(directory, state)) {
    const other = readState(directory)
    const variables = other && isRunning(other) ? await askForVariables(other) : null
    if (variables) {
      control.close()
      return { kind: 'join', variables }
    }
    if (other) await clearUpAfter(other)
    removeState(directory, other?.token)
  }
  return lead(directory, state, control)
}

function lead(directory: string, state: RunState, control: ControlServer): Lead {
  const release = () => {
    control.close()
    removeState(directory, state.token)
  }
  // Also when something throws where nobody catches it.
  process.once('exit', release)
  return {
    kind: 'lead',
    mark: state.mark,
    noteCommand: (command) => replaceState(directory, { ...state, command }),
    publish: control.publish,
    retire: control.close,
    release,
  }
}

async function clearUpAfter(run: RunState): Promise<void> {
  const deadline = Date.now() + STOPPING_MS
  while (isRunning(run)) {
    if (Date.now() > deadline)
      throw new Error(`Process ${run.pid} holds the local parts but does not answer: end it.`)
    await sleep(50)
  }
  const { command, mark } = run
  const find = () => findTree(command && isRunning(command) ? command.pid : -1, mark)
  await endProcesses(find, { signal: 'SIGTERM', graceMs: 5_000 })
}
