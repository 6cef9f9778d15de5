// @ts-check
import { tsImport } from 'tsx/esm/api'
import { variableOf } from './connection-config.mjs'

/**
 * Refuses to work through a pooler, before the engine takes its lock. Where that cannot be tried, such as for
 * a user who may have one connection only, the engine goes ahead.
 * @param {import('./connection-config.mjs').ConnectionConfig} config
 * @param {string | undefined} url
 */
export async function refusePooler(config, url) {
  /** @type {typeof import('../../lib/database/is-pooled')} */
  const { isPooled, poolerTodo } = await tsImport('../../lib/database/is-pooled.ts', import.meta.url)
  if (!(await isPooled(config).catch(() => false))) return
  const variable = variableOf(url)
  throw new Error(
    `${variable} leads through a pooler, where Prisma's lock would stay behind and stop the next migration. ` +
      poolerTodo(variable),
  )
}
