import { z } from 'zod'

// How the values of variables are written, each with the words for one that is not.

/** `docker run --env-file` keeps quotes that a shell and .env files strip. */
const QUOTED = /^(["'`]).*\1$/s

// Trims the white space that files, terminals and web forms add. An empty variable counts as unset.
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value
    const trimmed = value.trim()
    if (QUOTED.test(trimmed)) context.addIssue('has quotes around its value: remove them')
    return trimmed || undefined
  }, schema.optional())

const BARE_ORIGIN = 'must be a bare origin such as https://billing.example.com'
export const httpOrigin = z
  .url({ protocol: /^https?$/, error: BARE_ORIGIN, abort: true })
  .refine((value) => new URL(value).pathname === '/' && !/[?#@]/.test(value), { error: BARE_ORIGIN })
  .transform((value) => new URL(value).origin)

export const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1')

export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .transform((value) => value.replace(/\/+$/, ''))

export const commaSeparated = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(item))

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }))
}

const SMTP_URL = 'must be an SMTP URL such as smtps://USER:PASSWORD@smtp.example.com'
export const smtpUrl = z.url({ protocol: /^smtps?$/, error: SMTP_URL, abort: true }).refine((value) => {
  const { hostname, pathname, search } = new URL(value)
  return hostname !== '' && /^\/?$/.test(pathname) && search === '' && isDecodable(value)
}, SMTP_URL)

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

/** One mailbox, with or without a name, in printable ASCII: other characters would need encoding. */
const MAILBOX = /^(?:([\w !#$%&'*+/=?^`{|}~.-]*)<([^<>\s]+)>|[^<>\s]+)$/

export const mailbox = z
  .string()
  .transform((value) => {
    const [whole = '', name, address] = MAILBOX.exec(value) ?? []
    return { name: name?.trim() ?? '', address: address ?? whole }
  })
  .refine(({ address }) => z.regexes.html5Email.test(address), {
    error: 'must be an email address, such as billing@example.com or Billing <billing@example.com>',
  })

const WEBHOOK_SECRETS = 'must be one signing secret (whsec_…), or two separated by a comma'
export const webhookSecrets = commaSeparated(z.string().regex(/^whsec_\w+$/, WEBHOOK_SECRETS)).refine(
  (secrets) => secrets.length <= 2,
  WEBHOOK_SECRETS,
)

// Vercel sets bare host names and serves only https.
export const vercelHost = z.string().regex(/^[a-z0-9.-]+$/i, { error: 'must be a host name' })
