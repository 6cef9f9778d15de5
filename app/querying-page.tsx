import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { log } from '@/lib/log'
import { inRequestContext } from '@/lib/request-context'
import { findDatabaseFailure } from '@/lib/to-api-error'
import { NotAvailable } from './ui/not-available'

/**
 * Makes a page that queries the database. While that is away, the page says so in plain HTML, where Next
 * would leave it to a script. Everything the page waits for has to be in its own function, and not in a
 * component further in.
 *
 * The status is 200 then: once a page is being rendered, Next has none to give but its own (200, 404, and 500
 * for what only a script explains). Machines ask `/api/health/ready`, which answers 503.
 */
export function queryingPage<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function QueryingPage(props: Props): Promise<ReactNode> {
    // From proxy.ts, which every page passes.
    const id = (await headers()).get('X-Request-Id') ?? randomUUID()
    return inRequestContext(id, async () => {
      try {
        return await page(props)
      } catch (thrown) {
        const away = findDatabaseFailure(thrown)
        if (!away) throw thrown
        log.error('page.failed', { reason: away.message })
        return <NotAvailable reference={id} />
      }
    })
  }
}
