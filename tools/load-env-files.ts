import { readEnvFiles } from './read-env-files'

/** Adds to this process's environment what the app reads from `.env*`: see {@link readEnvFiles}. */
export function loadEnvFiles(): void {
  for (const [name, { value }] of readEnvFiles()) process.env[name] = value
}
