import type { ApiError } from './api-error'
import { log } from './log'

/**
 * Logs a failure with its internal story: at level error where it is ours, with the stack of a defect.
 *
 * @param event what failed, such as `request.failed`
 */
export function logFailure(event: string, { status, code, message, cause }: ApiError): void {
  const write = status >= 500 ? log.error : log.info
  write(event, {
    status,
    code,
    reason: message,
    ...(status === 500 && cause instanceof Error && { stack: cause.stack }),
  })
}
