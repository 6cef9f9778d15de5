type Step = () => unknown

const open = new Set<Step[]>()

/**
 * Runs `body`, and then, however it ends, what it gave to `later`, the last first. A step that fails does not
 * keep the others from running.
 *
 * @throws what `body` threw, or else the first failure of a step
 */
export async function withCleanUp<T>(body: (later: (step: Step) => void) => Promise<T>): Promise<T> {
  const steps: Step[] = []
  open.add(steps)
  let result: T
  try {
    result = await body((step) => steps.push(step))
  } catch (error) {
    await cleanUp(steps).catch(() => {})
    throw error
  }
  await cleanUp(steps)
  return result
}

/** Cleans up what is still open, for a process that is about to end. */
export async function cleanUpAll(): Promise<void> {
  await Promise.allSettled([...open].map(cleanUp))
}

async function cleanUp(steps: Step[]): Promise<void> {
  const failures: unknown[] = []
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  open.delete(steps)
  if (failures.length > 0) throw failures[0]
}
