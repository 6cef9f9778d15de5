/**
 * Signs out with a plain form post. NextAuth's CSRF cookie ends with the browser session and the sign-in does not; without it,
 * NextAuth's own address sets it anew and asks once more.
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
