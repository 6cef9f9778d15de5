import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { recordRequest } from '@/lib/record-request'
import { findRequestContext, inRequestContext, newRequestContext } from '@/lib/request-context'
import { findDatabaseFailure } from '@/lib/to-api-error'
import { NotAvailable } from './ui/problem'

/**
 * Wraps a page that queries the database. While the database is unavailable, the page says so in plain HTML;
 * Next's own error page needs a script. The page function itself must await every query: a failure in a
 * nested component is not caught here.
 *
 * The status is then 200, because a page cannot set its own status in Next. Monitoring uses
 * `/api/health/ready`, which returns 503.
 */
export function queryingPage<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function QueryingPage(props: Props): Promise<ReactNode> {
    // Set by proxy.ts.
    const id = (await headers()).get('X-Request-Id') ?? randomUUID()
    const request = findRequestContext() ?? newRequestContext('GET', '', id)
    return inRequestContext(request, async () => {
      try {
        return await page(props)
      } catch (thrown) {
        const failure = findDatabaseFailure(thrown)
        if (!failure) throw thrown
        request.failure = failure
        recordRequest(request, 200)
        return <NotAvailable reference={request.id} />
      }
    })
  }
}
