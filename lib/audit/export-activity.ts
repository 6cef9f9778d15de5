import { type Activity, listActivity } from './list-activity'

/** Events read in one statement, which has a request's time limit. */
const BATCH = 500

/**
 * All activity of one account since then, the newest first, read in batches: it may be long.
 *
 * @param since null for all that is kept
 */
export async function* exportActivity(accountId: string, since: Date | null): AsyncGenerator<Activity> {
  for (let before: string | null = null; ; ) {
    const batch: Activity[] = await listActivity([accountId], { limit: BATCH, before, since })
    yield* batch
    if (batch.length < BATCH) return
    before = batch.at(-1)?.id ?? null
  }
}
