/** Signs out with a plain form post, which works without JavaScript. */
export function SignOutButton({ className }: { className: string }) {
  return (
    <form method="post" action="/api/auth/signout">
      <input type="hidden" name="callbackUrl" value="/" />
      <button type="submit" className={`button ${className}`}>
        Sign out
      </button>
    </form>
  )
}
