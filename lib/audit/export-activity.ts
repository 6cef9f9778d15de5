import { type Activity, listActivity } from './list-activity'

/** Events read in one statement, which has a request's time limit. */
const BATCH = 500

/**
 * All activity of one account in the last so many days, the newest first, read in batches: it may be long.
 */
export async function* exportActivity(accountId: string, days: number): AsyncGenerator<Activity> {
  for (let before: string | null = null; ; ) {
    const batch: Activity[] = await listActivity([accountId], { limit: BATCH, before, days })
    yield* batch
    if (batch.length < BATCH) return
    before = batch.at(-1)?.id ?? null
  }
}
