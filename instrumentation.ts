/**
 * Next calls this once, before the first request. A misconfigured deployment prints what to set and exits. If
 * this threw instead, the server would stay up and return 500 to every request.
 */
export async function register(): Promise<void> {
  // Next also compiles this file for its Edge runtime, which has no process to exit.
  // biome-ignore lint/style/noProcessEnv: Next replaces it at build time.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { endUnlessBootable } = await import('./lib/boot-guards')
    endUnlessBootable()

    const { origin } = await import('./lib/origin')
    const { sendStrictTransportSecurity } = await import('./lib/http/send-strict-transport-security')
    sendStrictTransportSecurity(origin())
    const { env } = await import('./lib/env')
    const { observeRequests } = await import('./lib/http/observe-requests')
    observeRequests()
    let lastWork = async () => {}
    if (env().otlpEndpoint) {
      const { startTelemetry } = await import('./lib/otlp/start-telemetry')
      lastWork = startTelemetry()
    }
    // Where Next does not handle signals, as in Vercel's functions, the platform ends the process.
    if (!env().development && process.listenerCount('SIGTERM') > 0) {
      const { stopGracefully } = await import('./lib/http/stop-gracefully')
      stopGracefully({ withinMs: env().stopWithinSeconds * 1_000, lastWork })
    }
  }
}
