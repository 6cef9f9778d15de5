type Account = { id: string; name: string }

/** Shows the page's account, with links to the same page for other accounts. Works without JavaScript. */
export function AccountSwitcher({
  account,
  all,
  path,
}: {
  account: Account
  all: readonly Account[]
  path: string
}) {
  if (all.length < 2)
    return (
      <p className="text-ink-soft [overflow-wrap:anywhere]">
        <bdi>{account.name}</bdi>
      </p>
    )
  return (
    <details className="switcher relative w-fit max-w-full">
      <summary className="button button-quiet max-w-full text-[0.9375rem]">
        <span className="sr-only">Account: </span>
        <bdi className="min-w-0 [overflow-wrap:anywhere]">{account.name}</bdi>
        <svg aria-hidden="true" viewBox="0 0 12 12" fill="none" className="size-3 shrink-0">
          <path d="M2.5 4.5 6 8l3.5-3.5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
      </summary>
      <nav
        aria-label="Accounts"
        className="card absolute top-full left-0 z-10 mt-2 max-h-80 w-max max-w-[min(22rem,calc(100vw-2.5rem))] overflow-y-auto p-1.5 shadow-lg"
      >
        <ul>
          {all.map(({ id, name }) => (
            <li key={id}>
              <a
                href={`${path}?${new URLSearchParams({ account: id })}`}
                aria-current={id === account.id ? 'true' : undefined}
                className="block rounded-lg px-3 py-2.5 leading-snug [overflow-wrap:anywhere] hover:bg-sunken aria-[current]:font-medium aria-[current]:text-accent"
              >
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  )
}
