/**
 * Signs out with a plain form post. NextAuth's CSRF cookie ends with the browser session, which the sign-in outlives.
 * Without the cookie the button links to NextAuth's own page, which sets it and asks again.
 */
export function SignOutButton({ csrfToken, className }: { csrfToken: string | null; className: string }) {
  if (!csrfToken)
    return (
      <a href="/api/auth/signout" className={`button ${className}`}>
        Sign out
      </a>
    )
  return (
    <form method="post" action="/api/auth/signout">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value="/" />
      <button type="submit" className={`button ${className}`}>
        Sign out
      </button>
    </form>
  )
}
