'use client'

import { NotAvailable } from './ui/problem'

/** For what nobody foresaw. Next logs the failure under its digest and keeps its message from the browser. */
export default function ErrorPage({ error }: { error: unknown }) {
  return (
    <NotAvailable reference={error instanceof Error && 'digest' in error ? String(error.digest) : null} />
  )
}
