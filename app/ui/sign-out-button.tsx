type Props = { className: string; everywhere?: boolean }

/** Signs out with a plain form post, which works without JavaScript: in this browser, or everywhere. */
export function SignOutButton({ className, everywhere = false }: Props) {
  return (
    <form method="post" action="/api/auth/signout">
      <input type="hidden" name="callbackUrl" value="/" />
      {everywhere && <input type="hidden" name="everywhere" value="yes" />}
      <button type="submit" className={`button ${className}`}>
        {everywhere ? 'Sign out everywhere' : 'Sign out'}
      </button>
    </form>
  )
}
