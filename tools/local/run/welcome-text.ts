import { styleText } from 'node:util'
import { signInWays } from '@/lib/auth/sign-in-ways'
import { readEnv } from '@/lib/env'
import { demo } from '@/prisma/demo'
import type { LocalPart } from '../part'

const LIST = new Intl.ListFormat('en-GB')

/**
 * How to begin: the address, whom to sign in as, a line to paste. What is somebody else's, such as a real
 * sign-in provider, is not spoken of. `styled` adds bold and dim for a terminal.
 */
export function welcomeText(variables: Record<string, string>, parts: LocalPart[], styled: boolean): string {
  const style = (format: 'bold' | 'dim', text: string) => (styled ? styleText(format, text) : text)
  const origin = `http://localhost:${variables.PORT}`
  const isLocal = (variable: string) => parts.some((part) => variable in part.variables)

  const people = [
    [
      demo.owner,
      `owner of ${demo.account.name}, whose portal opens, and of ${demo.emptyAccount.name}, which has ` +
        `none yet`,
    ],
    [demo.member, `member of ${demo.account.name}, who may not open its portal`],
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
          `  Or as a program, with ${demo.account.name}’s API key`,
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
