import { setTimeout as sleep } from 'node:timers/promises'
import { styleText } from 'node:util'
import { signInWays } from '@/lib/auth/sign-in-ways'
import { readEnv } from '@/lib/env'
import { demo } from '@/prisma/seed/demo-people'
import type { LocalPart } from '../part'

const LIST = new Intl.ListFormat('en-GB')

/**
 * The text that says how to begin: the URL, whom to sign in as, a command to paste. Omits services that are
 * not local, such as a real sign-in provider. `styled` adds bold and dim for a terminal.
 */
export function welcomeText(variables: Record<string, string>, parts: LocalPart[], styled: boolean): string {
  const style = (format: 'bold' | 'dim', text: string) => (styled ? styleText(format, text) : text)
  const origin = `http://localhost:${variables.PORT}`
  const isLocal = (variable: string) => parts.some((part) => variable in part.variables)

  const people = [
    [
      demo.owner,
      `owner of ${demo.account.name}, which can open its portal, and of ${demo.emptyAccount.name}, ` +
        `which has no Stripe customer yet`,
    ],
    [demo.member, `member of ${demo.account.name}, without access to its portal`],
  ] as const
  const signIn = people.map(([{ email }, role]) => `    ${email}  ${style('dim', role)}`)

  const ways = signInWays(readEnv(variables).auth).map(({ name }) => name)
  const inbox = parts.find((part) => 'EMAIL_SERVER' in part.variables)

  const sections = [
    [`  ${style('bold', 'OrbitKit Billing')} is at ${style('bold', origin)}`],
    isLocal('OIDC_ISSUER') ? ['  Sign in as', ...signIn] : [],
    ways.length > 1 ? [`  Ways to sign in: ${LIST.format(ways)}`] : [],
    inbox ? [`  Emails arrive at ${style('bold', inbox.address)}`] : [],
    isLocal('STRIPE_SECRET_KEY')
      ? [
          `  Or call the API with ${demo.account.name}’s API key`,
          `    curl -X POST ${origin}/api/billing-portal -H "Authorization: Bearer ` +
            `${variables.ORBITKIT_API_KEY}"`,
        ]
      : [],
    parts.map(({ name, address }) => style('dim', `  ${name} at ${address}`)),
    [style('dim', '  Ctrl-C stops everything.')],
  ]
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `\n${text.join('\n\n')}\n\n`
}

const POLL_MS = 250

/**
 * A development server compiles its first page well within this time, even on a slow machine. After it,
 * nothing is printed.
 */
const PATIENCE_MS = 180_000

/** Prints how to begin as soon as the command responds over HTTP, whatever the status. */
export async function showWelcome(variables: Record<string, string>, parts: LocalPart[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    if (await responds(`http://localhost:${variables.PORT}/api/health`)) {
      process.stderr.write(welcomeText(variables, parts, Boolean(process.stderr.isTTY)))
      return
    }
    await sleep(POLL_MS)
  }
}

function responds(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  )
}
