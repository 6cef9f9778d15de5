import { fileURLToPath } from 'node:url'
import nextEnv from '@next/env'

/** The project's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A variable from a file, and the name of the file, such as `.env.local`. */
export type FromFile = { value: string; file: string }

/**
 * Reads `.env*` as the app does, with Next's own loader: the development files, unless NODE_ENV is
 * `production` or `test`. Skips variables that the environment already has, even empty ones. Sets nothing.
 * https://nextjs.org/docs/app/guides/environment-variables#environment-variable-load-order
 *
 * Skips DIRECT_DATABASE_URL too if the environment sets DATABASE_URL: migrations would otherwise run on
 * another database.
 */
export function readEnvFiles(directory = ROOT): Map<string, FromFile> {
  const before = { ...process.env }
  nextEnv.updateInitialEnv(before)
  const isDevelopment = process.env.NODE_ENV !== 'production'
  const { parsedEnv, loadedEnvFiles } = nextEnv.loadEnvConfig(directory, isDevelopment, console, true)
  // The loader changes the environment, and leaves a mark that stops the loader of a child process.
  nextEnv.resetEnv()

  const found = Object.entries(parsedEnv ?? {}).flatMap(([name, value]) => {
    const file = loadedEnvFiles.find(({ env }) => name in env)?.path
    return value === undefined || !file ? [] : [[name, { value, file }] as const]
  })
  const values = new Map(found)
  if (process.env.DATABASE_URL?.trim()) values.delete('DIRECT_DATABASE_URL')
  return values
}

/** Adds the variables from `.env*` to this process's environment: see {@link readEnvFiles}. */
export function loadEnvFiles(): void {
  for (const [name, { value }] of readEnvFiles()) process.env[name] = value
}
