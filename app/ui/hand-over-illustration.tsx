/** The landing page's illustration: an invoice and a card in orbit. Decorative. */
export function HandOverIllustration({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 440 400" fill="none" className={className}>
      <g className="stroke-line" strokeWidth="1.5">
        <circle cx="220" cy="200" r="112" />
        <circle
          cx="220"
          cy="200"
          r="152"
          strokeDasharray="2 7"
          strokeLinecap="round"
          className="stroke-edge"
        />
        <circle cx="220" cy="200" r="192" />
      </g>

      <g className="orbit-slow">
        <circle cx="220" cy="48" r="7" className="fill-satellite" />
      </g>
      <g className="orbit-slower">
        <circle cx="412" cy="200" r="4.5" className="fill-accent" />
        <circle cx="28" cy="200" r="3" className="fill-edge" />
      </g>

      <g transform="rotate(-6 220 200)">
        <rect
          x="150"
          y="118"
          width="124"
          height="158"
          rx="12"
          strokeWidth="1.5"
          className="fill-surface stroke-line"
        />
        <rect x="168" y="138" width="44" height="8" rx="4" className="fill-ink" />
        <g className="fill-line">
          <rect x="168" y="162" width="88" height="5" rx="2.5" />
          <rect x="168" y="176" width="72" height="5" rx="2.5" />
          <rect x="168" y="190" width="80" height="5" rx="2.5" />
        </g>
        <rect x="168" y="250" width="36" height="8" rx="4" className="fill-accent" />
      </g>
      <g transform="rotate(5 250 245)">
        <rect x="196" y="206" width="128" height="82" rx="11" className="fill-accent" />
        <rect x="196" y="224" width="128" height="14" className="fill-accent-strong" />
        <rect x="210" y="262" width="40" height="7" rx="3.5" className="fill-on-accent" opacity="0.85" />
        <circle cx="296" cy="266" r="8" className="fill-satellite" />
        <circle cx="306" cy="266" r="8" className="fill-on-accent" opacity="0.5" />
      </g>
    </svg>
  )
}
