import type { Command } from '@commander-js/extra-typings'
import { emailAddress } from '@/lib/accounts/account-fields'
import { type Release, releaseIdentities } from '@/lib/auth/release-identities'
import { checked } from './checked'
import { connectForLongQueries } from './connect-for-long-queries'
import { type Io, printResult } from './io'
import { OperatorError } from './operator-error'
import { requireSetting } from './require-setting'

/** Adds the commands about the people who sign in. */
export function addUserCommands(program: Command, io: Io): void {
  const user = program
    .command('user')
    .description('People who sign in')
    .hook('preAction', () => requireSetting('DATABASE_URL'))

  user
    .command('release')
    .description(
      'Detach a user from the identity they sign in with, and sign them out. The next sign-in with ' +
        'the same verified address takes over the user and its memberships. Use it when a person has a ' +
        'new identity with the same address. Without --yes it only reports what it would do.',
    )
    .argument('[email]', 'the user’s email address', checked('EMAIL', emailAddress))
    .option(
      '--all',
      'release every user: after changing OIDC_ISSUER, before anyone signs in with the new provider',
    )
    .option('--yes', 'do it')
    .action(async (named, { all = false, yes = false }) => {
      const email = named ?? null
      if (all === (email !== null)) throw new OperatorError('Name one email address, or give --all.')
      const database = connectForLongQueries()
      try {
        const release = await releaseIdentities(database, { email, isDryRun: !yes })
        if (email !== null && release.users === 0) throw noUser(email)
        if (!yes) io.err(`${dryRunSentence(release, email)}\n`)
        printResult(io, { status: yes ? 'released' : 'dry-run', ...release })
      } finally {
        await database.$disconnect()
      }
    })
}

const noUser = (email: string) =>
  new OperatorError(`There is no user with the address ${email}: check the spelling. Nothing was released.`)

function dryRunSentence({ users, usersWithoutAddress, sessions }: Release, email: string | null): string {
  const claim =
    email === null
      ? `${users} users can be taken over by the next sign-in with their verified address`
      : `the user can be taken over by the next sign-in with the verified address ${email}`
  const others =
    usersWithoutAddress > 0
      ? ` Users without an address, who will start as new users: ${usersWithoutAddress}.`
      : ''
  return `Nothing was changed. With --yes, ${claim}. Sessions that will end: ${sessions}.${others}`
}
