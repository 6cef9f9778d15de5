import { delimiter, join } from 'node:path'
import { ROOT } from '../../read-env-files'
import { bareEnvironment } from './bare-environment'

/** The environment of a program of the working tree, whose packages' programs are on its PATH. */
export function projectEnvironment(variables: Record<string, string> = {}): NodeJS.ProcessEnv {
  const bare = bareEnvironment(variables)
  return { ...bare, PATH: [join(ROOT, 'node_modules/.bin'), bare.PATH].join(delimiter) }
}
