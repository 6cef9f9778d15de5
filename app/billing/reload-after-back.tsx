'use client'

import { useEffect } from 'react'

/** Reloads a page that the browser restores from its back/forward cache, because its figures may be old. */
export function ReloadAfterBack() {
  useEffect(() => {
    function reload({ persisted }: PageTransitionEvent) {
      if (persisted) window.location.reload()
    }
    window.addEventListener('pageshow', reload)
    return () => window.removeEventListener('pageshow', reload)
  }, [])
  return null
}
