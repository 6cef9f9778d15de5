const NAME = 'portal_session'

/**
 * The cookie that keeps a session with the browser that opened it. It goes to that session's pages alone.
 *
 * `Lax`, not `Strict`: whoever comes back through the same link from the business's site must be let in. It is not `Secure`, because the
 * portal is plain http on this machine.
 */
export function cookieHeader(token: string, value: string): string {
  return `${NAME}=${value}; Path=/p/session/${token}; HttpOnly; SameSite=Lax`
}

/** The cookie's value in a `Cookie` header. */
export function cookieIn(header = ''): string | undefined {
  for (const pair of header.split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === NAME) return value
  }
  return undefined
}
