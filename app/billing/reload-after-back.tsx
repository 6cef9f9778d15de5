'use client'

import { useEffect } from 'react'

/** Loads the page anew where a browser brings it back as it was left: its figures may have changed since. */
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
