import { type Attributes, type Histogram, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { ApiError } from './api-error'

/**
 * Spans and measurements, by OpenTelemetry's API alone. Until `start-telemetry.ts` has registered an SDK,
 * each of these functions does nothing. Attributes hold what log lines may hold.
 */
const SCOPE = 'orbitkit-billing'

/**
 * In seconds: https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
 */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

type Work<T> = (annotate: (attributes: Attributes) => void) => Promise<T>

/**
 * Runs work as a span below the current one. A failure marks the span with its code, never with its message.
 *
 * @param attributes known before the work; `annotate` adds others
 */
export function inSpan<T>(name: string, work: Work<T>, attributes: Attributes = {}): Promise<T> {
  const kind = 'server.address' in attributes ? SpanKind.CLIENT : SpanKind.INTERNAL
  return trace.getTracer(SCOPE).startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work((more) => span.setAttributes(more))
    } catch (error) {
      span.setAttribute('error.type', errorType(error))
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

/** A function of which each call is a span. */
export function traced<Args extends unknown[], T>(
  name: string,
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return (...args) => inSpan(name, () => work(...args))
}

/** Adds attributes to the span that is current, if one is. */
export function annotateSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes)
}

/** The id of the trace that is being recorded, if one is. */
export function findTraceId(): string | undefined {
  const span = trace.getActiveSpan()
  return span?.isRecording() ? span.spanContext().traceId : undefined
}

const histograms = new Map<string, Histogram>()

/**
 * Measures a duration. The number of measurements counts the events.
 *
 * @param name as in OpenTelemetry's conventions, such as `http.server.request.duration`
 * @param ms in milliseconds; it is sent in seconds, as the conventions demand
 */
export function measure(name: string, ms: number, attributes: Attributes): void {
  let histogram = histograms.get(name)
  if (!histogram) {
    // Made at first use, because one made before the SDK is registered never records.
    const advice = { explicitBucketBoundaries: BUCKETS }
    histogram = metrics.getMeter(SCOPE).createHistogram(name, { unit: 's', advice })
    histograms.set(name, histogram)
  }
  histogram.record(ms / 1_000, attributes)
}

/** The code of a documented failure, otherwise the error's class. */
export function errorType(error: unknown): string {
  if (error instanceof ApiError) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
