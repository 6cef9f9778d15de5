/** A payment card with a satellite around it. Decorative: the name is always beside it. */
export function OrbitMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className}>
      <path
        d="M19.6 3.97A12.5 12.5 0 1 0 28.03 12.4"
        fill="none"
        strokeWidth="2.5"
        strokeLinecap="round"
        className="stroke-accent"
      />
      <rect x="9" y="11" width="14" height="10.5" rx="2.25" className="fill-accent" />
      <rect x="9" y="14" width="14" height="2" className="fill-paper" />
      <circle cx="25.2" cy="6.8" r="3.3" className="fill-satellite" />
    </svg>
  )
}
