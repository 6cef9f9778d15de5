type Step = () => unknown

/** What one rehearsal has to clean up, and that under way. */
type Scope = { steps: Step[]; cleaning?: Promise<void> }

const open = new Set<Scope>()
const interruption = new AbortController()

/** Aborted when the process is about to end: commands that run then are ended, too. */
export const interrupted = interruption.signal

/**
 * Runs `body`, and then, however it ends, what it gave to `later`, the last first. A step that fails does not
 * keep the others from running.
 *
 * @throws what `body` threw, or else the first failure of a step
 */
export async function withCleanUp<T>(body: (later: (step: Step) => void) => Promise<T>): Promise<T> {
  const scope: Scope = { steps: [] }
  open.add(scope)
  let result: T
  try {
    result = await body((step) => {
      // What was about to start when the process was interrupted.
      if (scope.cleaning) void step()
      else scope.steps.push(step)
    })
  } catch (error) {
    await cleanUp(scope).catch(() => {})
    throw error
  }
  await cleanUp(scope)
  return result
}

/** Ends commands and cleans up what is still open, for a process that is about to end. */
export async function cleanUpAll(): Promise<void> {
  interruption.abort()
  await Promise.allSettled([...open].map(cleanUp))
}

function cleanUp(scope: Scope): Promise<void> {
  scope.cleaning ??= runSteps(scope.steps).finally(() => open.delete(scope))
  return scope.cleaning
}

async function runSteps(steps: Step[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps.reverse()) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
