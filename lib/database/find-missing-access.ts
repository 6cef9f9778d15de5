import { Prisma } from '@/prisma/generated/client'

/** Tables are named after the models. */
const TABLES = Object.values(Prisma.ModelName)

const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']

type Table = {
  user: string
  name: string
  exists: boolean
  /** Whether it is found without naming the schema. */
  visible: boolean
  missing: string[]
}

/**
 * Asks for the user's missing privileges on each table. Without USAGE on the schema no table privilege
 * counts.
 */
const QUESTION = `
  SELECT current_user::text AS "user", name, relation.oid IS NOT NULL AS "exists",
    coalesce(pg_table_is_visible(relation.oid), false) AS "visible",
    ARRAY(
      SELECT privilege FROM unnest(ARRAY[${PRIVILEGES.map(quoted)}]) AS privilege
      WHERE NOT coalesce(has_table_privilege(relation.oid, privilege), false)
    ) AS "missing"
  FROM unnest(ARRAY[${TABLES.map(quoted)}]) AS name
  LEFT JOIN pg_class AS relation
    ON relation.relname = name AND relation.relnamespace = to_regnamespace('public')`

/** What keeps the database user from the tables, and the command that fixes it. */
export type MissingAccess = { words: string; todo: string }

/**
 * Checks that the user of DATABASE_URL can use every table of this version: it exists, is found without its
 * schema, and may be read and written. Otherwise only some requests would fail.
 *
 * @param ask runs a statement without parameters
 * @returns null when nothing is missing
 */
export async function findMissingAccess(
  ask: (sql: string) => Promise<unknown[]>,
): Promise<MissingAccess | null> {
  const tables = (await ask(QUESTION)) as Table[]
  const names = (which: (table: Table) => boolean) => tables.filter(which).map(({ name }) => name)
  const user = identifier(tables[0]?.user ?? '')

  const absent = names(({ exists }) => !exists)
  if (absent.length > 0)
    return {
      words: `the schema public lacks ${absent.join(', ')}`,
      todo: 'Run npx prisma migrate deploy.',
    }
  const grants = PRIVILEGES.flatMap((privilege) => {
    const lacking = names(({ missing }) => missing.includes(privilege))
    return lacking.length > 0
      ? [`GRANT ${privilege} ON ${lacking.map(identifier).join(', ')} TO ${user};`]
      : []
  })
  if (grants.length > 0)
    return {
      words: `the database user ${user} lacks privileges`,
      todo: `As the tables' owner run: ${grants.join(' ')}`,
    }
  const hidden = names(({ visible }) => !visible)
  if (hidden.length === 0) return null
  return {
    words: `the database user ${user} does not find ${hidden.join(', ')} without naming the schema`,
    todo: `Run: GRANT USAGE ON SCHEMA public TO ${user}; ALTER ROLE ${user} SET search_path = public;`,
  }
}

function quoted(name: string): string {
  return `'${name}'`
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
