// @ts-check

/**
 * Applies migrations. One that never got its locks has changed nothing, so it does not count as failed: the
 * next `migrate deploy` tries again, without `migrate resolve`.
 * @param {import('./open-engine.mjs').OpenEngine} opened
 * @param {import('@prisma/schema-engine-wasm').ApplyMigrationsInput} params
 */
export async function applyMigrations({ engine, lockedOut }, params) {
  try {
    return await engine.applyMigrations(params)
  } catch (error) {
    const script = lockedOut()
    const migration = params.migrationsList.migrationDirectories.find(
      ({ migrationFile: { content } }) => content.tag === 'ok' && content.value === script,
    )
    if (!migration) throw error
    await engine.markMigrationRolledBack({ migrationName: migration.path })
    throw new Error(
      `Another session kept a lock that the migration ${migration.path} needs, so the migration was given ` +
        'up and has changed nothing. Look in pg_stat_activity for the transaction with the oldest ' +
        'xact_start, end it, and run this again.',
      { cause: error },
    )
  }
}
