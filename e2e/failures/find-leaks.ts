import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { db } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

/** Secrets that must not be found, by name. */
export type Canaries = Readonly<Record<string, string>>

/** The names of the canaries in a text, as is or percent-encoded. */
export function leaksIn(text: string, canaries: Canaries): string[] {
  const holds = (canary: string) => text.includes(canary) || text.includes(encodeURIComponent(canary))
  return Object.keys(canaries).filter((name) => holds(String(canaries[name])))
}

type Column = { table: string; column: string }

/** `Table.column: canary` for every database column, of any type, that contains a canary. */
export async function leaksInDatabase(canaries: Canaries): Promise<string[]> {
  const columns = await db().$queryRaw<Column[]>`
    SELECT table_name AS "table", column_name AS "column"
    FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2`
  const values = Object.values(canaries)
  const found = await Promise.all(
    columns.map(async ({ table, column }) => {
      // Identifiers cannot be parameters. These come from the database itself.
      const [text, from] = [Prisma.raw(`"${column}"::text`), Prisma.raw(`"${table}"`)]
      const held = await db().$queryRaw<{ canary: string }[]>`
        SELECT DISTINCT canary FROM ${from}, unnest(${values}::text[]) AS canary WHERE strpos(${text}, canary) > 0`
      return held.map(({ canary }) => `${table}.${column}: ${nameOf(canary, canaries)}`)
    }),
  )
  return found.flat()
}

const nameOf = (value: string, canaries: Canaries) =>
  Object.keys(canaries).find((name) => canaries[name] === value)

/** `path: canary` for every file in a directory that was written since `since`, such as a trace. */
export async function leaksInFiles(directory: string, since: Date, canaries: Canaries): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const found = await Promise.all(
    paths.map(async (path) => {
      if ((await stat(path)).mtime < since) return []
      return leaksIn(await readFile(path, 'latin1'), canaries).map((name) => `${path}: ${name}`)
    }),
  )
  return found.flat()
}
