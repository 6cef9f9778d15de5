/**
 * Next calls this once, before the first request. A throw would leave the server up and answering 500 to
 * everything, so a deployment that is set up wrongly says what to set and ends.
 */
export async function register(): Promise<void> {
  // Next compiles this file for its other runtime, too, which has no process to end.
  // biome-ignore lint/style/noProcessEnv: Next replaces it while building.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { endUnlessBootable } = await import('./lib/boot-guards')
    endUnlessBootable()
  }
}
