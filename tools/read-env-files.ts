import { fileURLToPath } from 'node:url'
import nextEnv from '@next/env'

/** The project's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A variable that the process's environment lacks, and the file it comes from, such as `.env.local`. */
export type FromFile = { value: string; file: string }

/**
 * Reads `.env*` as the app does, with Next's own loader: those for development, unless NODE_ENV is
 * `production` or `test`. A variable that the environment has is not looked for, even if it is empty. Nothing
 * is set. https://nextjs.org/docs/app/guides/environment-variables#environment-variable-load-order
 *
 * DIRECT_DATABASE_URL belongs to the DATABASE_URL beside it. With that one from the environment, a file's
 * would lead migrations to another database.
 */
export function readEnvFiles(directory = ROOT): Map<string, FromFile> {
  const before = { ...process.env }
  nextEnv.updateInitialEnv(before)
  const isDevelopment = process.env.NODE_ENV !== 'production'
  const { parsedEnv, loadedEnvFiles } = nextEnv.loadEnvConfig(directory, isDevelopment, console, true)
  // The loader sets what it finds, and a mark by which the loader of a child process would find nothing.
  nextEnv.resetEnv()

  const found = Object.entries(parsedEnv ?? {}).flatMap(([name, value]) => {
    const file = loadedEnvFiles.find(({ env }) => name in env)?.path
    return value === undefined || !file ? [] : [[name, { value, file }] as const]
  })
  const values = new Map(found)
  if (process.env.DATABASE_URL?.trim()) values.delete('DIRECT_DATABASE_URL')
  return values
}

/** Adds to this process's environment what the app reads from `.env*`: see {@link readEnvFiles}. */
export function loadEnvFiles(): void {
  for (const [name, { value }] of readEnvFiles()) process.env[name] = value
}
