/** Signs out with a plain form post, so that it works without a script. */
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
