'use client'

import { NotAvailable } from './ui/problem'

/** Unexpected failures. Next logs them with their digest, and sends only the digest to the browser. */
export default function ErrorPage({ error }: { error: unknown }) {
  return (
    <NotAvailable reference={error instanceof Error && 'digest' in error ? String(error.digest) : null} />
  )
}
