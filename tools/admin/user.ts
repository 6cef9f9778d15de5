import type { Command } from '@commander-js/extra-typings'
import { emailAddress } from '@/lib/accounts/account-fields'
import { type Release, releaseIdentities } from '@/lib/auth/release-identities'
import { checked } from './checked'
import { connectPatiently } from './connect-patiently'
import { answer, type Io } from './io'
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
      'Separate a user from the identity with which they sign in, and sign them out. The next sign-in ' +
        'that proves the address gets the user, with its memberships. Use it when somebody has a new ' +
        'identity with the same address. Without --yes it changes nothing and says what it would do.',
    )
    .argument('[email]', 'the user’s email address', checked('EMAIL', emailAddress))
    .option(
      '--all',
      'release every user: for a change of OIDC_ISSUER, before anybody signs in at the new one',
    )
    .option('--yes', 'do it')
    .action(async (named, { all = false, yes = false }) => {
      const email = named ?? null
      if (all === (email !== null)) throw new OperatorError('Name one email address, or give --all.')
      const database = connectPatiently()
      try {
        const release = await releaseIdentities(database, { email, isDryRun: !yes })
        if (email !== null && release.users === 0) throw noUser(email)
        if (!yes) io.err(`${dryRunSentence(release, email)}\n`)
        answer(io, { status: yes ? 'released' : 'dry-run', ...release })
      } finally {
        await database.$disconnect()
      }
    })
}

const noUser = (email: string) =>
  new OperatorError(`There is no user with the address ${email}, so there is nothing to release.`)

function dryRunSentence({ users, usersWithoutAddress, sessions }: Release, email: string | null): string {
  const claim =
    email === null
      ? `${users} users are each for the next sign-in that proves their address`
      : `the user is for the next sign-in that proves ${email}`
  const others =
    usersWithoutAddress > 0 ? ` Users without an address, who start as new ones: ${usersWithoutAddress}.` : ''
  return `Nothing was changed. With --yes, ${claim}. Sessions that end: ${sessions}.${others}`
}
