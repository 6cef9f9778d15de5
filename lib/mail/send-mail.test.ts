import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMail } from '@/tools/local/mail/start-mail'
import type { LocalPart } from '@/tools/local/part'
import { readInbox } from '@/tools/test/read-inbox'
import { readEnv } from '../env'
import { sendMail } from './send-mail'

let mail: LocalPart
beforeAll(async () => {
  mail = await startMail()
})
afterAll(() => mail.stop())

test.each([
  ['VERCEL_ENV', 'preview', '[dependabot/npm_and_yarn/größer] Sign in'],
  ['VERCEL_ENV', 'production', 'Sign in'],
  ['APP_ENV', 'local', 'Sign in'],
])('where %s is %s, the subject is “%s”', async (variable, value, subject) => {
  const to = `${value}@example.com`
  const settings = readEnv({
    ...mail.variables,
    [variable]: value,
    VERCEL_GIT_COMMIT_REF: 'dependabot/npm_and_yarn/größer',
  })
  await sendMail(to, 'Sign in', { heading: 'Sign in', paragraphs: [], note: 'None.' }, settings)
  expect((await readInbox(mail.address, to)).map((sent) => sent.subject)).toEqual([subject])
})
