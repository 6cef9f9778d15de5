const TRY_AGAIN = 'Try again. If this keeps happening, tell your administrator.'

/**
 * The `?error=` codes that a sign-in can produce: NextAuth's
 * (https://next-auth.js.org/configuration/pages#error-codes) and our own, set in lib/auth.
 */
const PROBLEMS = new Map<unknown, string>([
  [
    'SignInLost',
    'Signing in took longer than 15 minutes, or your browser does not keep cookies for this site. Allow ' +
      'cookies, then try again.',
  ],
  ['StartedElsewhere', 'Signing in started on another host name. Try again here.'],
  [
    'AccessDenied',
    'Signing in was canceled, or you do not have access. Try again, or ask your administrator for access.',
  ],
  [
    'Configuration',
    'Sign-in is not configured correctly on this server. Ask your administrator to check the server log.',
  ],
  ['OAuthSignin', `The identity provider could not be reached. ${TRY_AGAIN}`],
  [
    'OAuthCallback',
    `Signing in took longer than 15 minutes, or the identity provider’s response was refused. ${TRY_AGAIN}`,
  ],
  ['OAuthCreateAccount', `Your user could not be saved. ${TRY_AGAIN}`],
  ['Callback', `Signing in could not be completed. ${TRY_AGAIN}`],
  [
    'OAuthAccountNotLinked',
    'Your email address already belongs to a user with another identity. This happens when something ' +
      'changes at the identity provider, such as a new user for the same person. Ask your administrator to ' +
      'release your address (the command is “user release”). Then sign in again to get your billing ' +
      'accounts back.',
  ],
  ['EmailAddress', 'That is not an email address we can send to. Check it, then try again.'],
  [
    'EmailLimit',
    'Too many sign-in links were requested. Use the link in your latest email, or try again in 15 minutes.',
  ],
  ['EmailSignin', `The email could not be sent. ${TRY_AGAIN}`],
  ['EmailCreateAccount', `Your user could not be saved. ${TRY_AGAIN}`],
  ['Verification', 'This sign-in link has expired or was used already. Request a new one.'],
  // Set by our own pages, when a form or a page needs a session.
  ['SessionEnded', 'Your session has ended. Sign in again to continue.'],
  ['SessionRequired', 'Sign in to see that page.'],
])

/**
 * The message for an error code: what went wrong and what to do next. Null without a code; general for an
 * unknown one.
 */
export function signInProblem(code: unknown): string | null {
  if (code === undefined) return null
  return PROBLEMS.get(code) ?? `Signing in did not work. ${TRY_AGAIN}`
}
