import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Debian and macOS put servers, which may not be on an ordinary user's PATH. */
const ALSO = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']

/** The path of an installed program, or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...ALSO]
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
