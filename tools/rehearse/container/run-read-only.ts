import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { promisify } from 'node:util'
import { findAccount } from '../../local/postgres/root-place'

/** A user for the image's processes: not root, and not who owns the files, if this process may choose. */
export const OTHER_USER = findAccount()

/**
 * Takes away every right to write in a folder, so that an ordinary user meets what a read-only root file
 * system is, with another error. Root could still write, so its processes run as {@link OTHER_USER}.
 */
export async function makeReadOnly(folder: string): Promise<void> {
  await promisify(execFile)('chmod', ['-R', 'a-w,a+rX', folder])
}

/** Makes it writable again, so that it can be removed. */
export async function makeWritable(folder: string): Promise<void> {
  await promisify(execFile)('chmod', ['-R', 'u+w', folder])
}

/** A folder for the one place where a container may write: its `/tmp`. */
export async function makeTemporary(folder: string): Promise<string> {
  await mkdir(folder)
  await chmod(folder, 0o777)
  return folder
}

/** Every file in a folder, to see that nothing was added. */
export async function listFiles(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort()
}

/** @throws {Error} when a folder above has packages, which Node would find */
export async function requireNoPackagesAbove(folder: string): Promise<void> {
  for (let above = dirname(folder); ; above = dirname(above)) {
    if ((await readdir(above)).includes('node_modules'))
      throw new Error(`${join(above, 'node_modules')} is above the copy: what it lacks would not show.`)
    if (above === parse(above).root) return
  }
}
