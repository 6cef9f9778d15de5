import fc from 'fast-check'

/** Any header value: visible ASCII, space, tab and the upper half of Latin-1 (RFC 9110, 5.5). */
const noise = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
      fc.integer({ min: 0x80, max: 0xff }),
      fc.constant(0x09),
    ),
    { maxLength: 60 },
  )
  .map((codes) => String.fromCharCode(...codes))

/** Mostly valid values, some invalid ones, and noise. */
const oneOf = (good: readonly string[], bad: readonly string[]) =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...good) },
    { weight: 3, arbitrary: fc.constantFrom(...bad) },
    { weight: 1, arbitrary: noise },
  )

const authorization = oneOf(
  ['Bearer {goodKey}', 'bearer   {goodKey}'],
  [
    'Bearer {expiredKey}',
    'Bearer {revokedKey}',
    'Bearer {keyWithoutScope}',
    'Bearer {sessionToken}',
    'Bearer {goodKey},Bearer {goodKey}',
    'Basic {goodKey}',
    'Bearer',
  ],
)

const cookie = oneOf(
  [
    'next-auth.session-token={sessionToken}',
    'a=b; next-auth.session-token={sessionToken}; c',
    'next-auth.session-token=stale; next-auth.session-token={sessionToken}',
  ],
  [
    'next-auth.session-token={memberToken}',
    'next-auth.session-token=',
    '__Secure-next-auth.session-token={sessionToken}',
    '__Host-next-auth.session-token={sessionToken}',
    'next-auth.session-token={memberToken}; next-auth.session-token={sessionToken}',
    ';;=;',
  ],
)

const contentType = oneOf(
  ['application/json', 'application/json', 'application/x-www-form-urlencoded'],
  [
    'application/json;charset=utf-8',
    'application/json; charset=latin1',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json, text/plain',
  ],
)

const oddHeaders = fc.dictionary(
  fc.constantFrom(
    'Idempotency-Key',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Forwarded-For',
    'X-HTTP-Method-Override',
    'X-Middleware-Subrequest',
    'X-Request-Id',
    'Content-Encoding',
    'Accept',
    'Next-Action',
    'RSC',
    'Range',
    'If-None-Match',
    'Stripe-Account',
    'Referer',
  ),
  noise,
  { maxKeys: 3 },
)

/** A header that is absent once in `freq` times. */
const present = (name: string, value: fc.Arbitrary<string>, freq = 2) =>
  fc
    .option(value, { nil: undefined, freq })
    .map((found): Record<string, string> => (found === undefined ? {} : { [name]: found }))

/** All of these headers in one request. */
const together = (...parts: fc.Arbitrary<Record<string, string>>[]) =>
  fc.tuple(...parts).map((found): Record<string, string> => Object.assign({}, ...found))

const fromOwnPage = fc.constant({ Origin: '{ownOrigin}', 'Sec-Fetch-Site': 'same-origin' })

const fromSomewhere = together(
  present('Origin', oneOf(['{ownOrigin}'], ['null', 'https://evil.example'])),
  present('Sec-Fetch-Site', oneOf(['same-origin', 'none'], ['same-site', 'cross-site'])),
)

const idempotencyKey = fc.oneof(fc.constantFrom('one', 'two'), noise)

/** A key or a cookie, sometimes both or neither. */
const credentials = fc.oneof(
  { weight: 5, arbitrary: present('Authorization', authorization, 9) },
  {
    weight: 5,
    arbitrary: together(
      present('Cookie', cookie, 9),
      fc.oneof({ weight: 4, arbitrary: fromOwnPage }, fromSomewhere),
    ),
  },
  {
    weight: 1,
    arbitrary: together(present('Authorization', authorization), present('Cookie', cookie), fromSomewhere),
  },
)

/** Headers of a program, a browser, or an unknown client. The lane fills in `{…}`. */
export const generatedHeaders = together(
  credentials,
  present('Content-Type', contentType, 6),
  present('Idempotency-Key', idempotencyKey),
  fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, oddHeaders),
)
