/** Next bundles instrumentation, routes and pages apart, and a module's variable would exist once in each. */
const state = globalThis as typeof globalThis & { orbitkitStopping?: true }

/** Whether this process was told to stop. It finishes what it has and should get nothing new. */
export const isStopping = () => state.orbitkitStopping === true

/** Called when the process is told to stop. It never starts again. */
export function markStopping(): void {
  state.orbitkitStopping = true
}
