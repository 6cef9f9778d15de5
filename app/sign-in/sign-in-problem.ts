const TRY_AGAIN = 'Try again. If this keeps happening, tell your administrator.'

/**
 * NextAuth's codes for `?error=` (https://next-auth.js.org/configuration/pages#error-codes) that a sign-in
 * here can meet, and our own (lib/auth/answer-callback.ts, answer-form.ts).
 */
const PROBLEMS = new Map<unknown, string>([
  [
    'SignInLost',
    'Signing in took longer than 15 minutes, or your browser does not keep cookies for this site. Allow ' +
      'them for this site, then try again.',
  ],
  ['StartedElsewhere', 'Signing in was started under another address. Try again from here.'],
  [
    'AccessDenied',
    'Signing in was canceled, or you are not allowed in here. Try again, or ask your administrator for access.',
  ],
  [
    'Configuration',
    'Sign-in is not set up correctly on this server. Ask your administrator to look at the server’s log.',
  ],
  ['OAuthSignin', `The identity provider could not be reached. ${TRY_AGAIN}`],
  [
    'OAuthCallback',
    `Signing in took longer than 15 minutes, or the identity provider’s answer was refused. ${TRY_AGAIN}`,
  ],
  ['OAuthCreateAccount', `Your user could not be stored. ${TRY_AGAIN}`],
  ['Callback', `Signing in could not be completed. ${TRY_AGAIN}`],
  [
    'OAuthAccountNotLinked',
    'Your email address already belongs to a user here, who signs in with another identity. This ' +
      'happens after a change at the identity provider, such as a new user for the same person. Ask your ' +
      'administrator to release your address (the command is “user release”). Then sign in again, and you have ' +
      'your billing accounts back.',
  ],
  ['EmailAddress', 'That is not an email address we can send to. Check it, then try again.'],
  [
    'EmailLimit',
    'Too many sign-in links were requested. Use the one in your latest email, or try again in 15 minutes.',
  ],
  ['EmailSignin', `The email could not be sent. ${TRY_AGAIN}`],
  ['EmailCreateAccount', `Your user could not be stored. ${TRY_AGAIN}`],
  ['Verification', 'This sign-in link has expired or was used already. Request a new one.'],
  ['SessionRequired', 'Sign in to see that page.'],
])

/**
 * What went wrong with signing in and what to do next, in words, or null when nothing did. Unknown codes get
 * a general sentence.
 */
export function signInProblem(code: unknown): string | null {
  if (code === undefined) return null
  return PROBLEMS.get(code) ?? `Signing in did not work. ${TRY_AGAIN}`
}
