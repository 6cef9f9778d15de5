import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { registerOTel } from '@vercel/otel'
import { publicSpan } from './public-span'

/**
 * Sends traces and metrics to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, as protobuf over HTTP.
 * Headers, sampling and the rest follow OpenTelemetry's own variables:
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 *
 * Loaded only when a collector is configured. No request waits for it: what cannot be sent is dropped.
 *
 * @returns what sends the rest before the process exits; it never rejects
 */
export function startTelemetry(): () => Promise<void> {
  const spans = new BatchSpanProcessor(new PublicTraceExporter())
  const metrics = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })
  registerOTel({
    serviceName: 'orbitkit-billing',
    // Without the package's "auto", which also sends spans to Vercel as they are.
    spanProcessors: [spans],
    metricReaders: [metrics],
    // Spans of `fetch` would have whole URLs, and nothing here that matters uses `fetch`.
    instrumentations: [],
  })
  return async () => {
    await Promise.allSettled([spans.forceFlush(), metrics.forceFlush()])
  }
}

class PublicTraceExporter extends OTLPTraceExporter {
  override export(...[spans, done]: Parameters<OTLPTraceExporter['export']>): void {
    super.export(spans.map(publicSpan), done)
  }
}
