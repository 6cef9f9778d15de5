import { accountCreate } from './account-create'
import { accountImport } from './account-import'
import { accountLink } from './account-link'
import { accountList } from './account-list'
import { accountShow } from './account-show'
import { accountUnlink } from './account-unlink'
import type { Command } from './command'
import { keyCreate } from './key-create'
import { keyRevoke } from './key-revoke'
import { memberAdd } from './member-add'
import { portalSetup } from './portal-setup'

/** Everything an operator can do, in the order of `help`. */
export const commands: readonly Command[] = [
  accountCreate,
  accountImport,
  accountList,
  accountShow,
  accountLink,
  accountUnlink,
  memberAdd,
  keyCreate,
  keyRevoke,
  portalSetup,
]
