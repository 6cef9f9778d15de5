import fc from 'fast-check'

const address = fc.oneof(
  fc.constantFrom(
    '/billing',
    '{ownOrigin}/x',
    '//evil.example',
    '/\\evil',
    'https:evil',
    '/\u0000',
    '/\ud800',
  ),
  fc.webUrl(),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

const subscription = fc.constantFrom('{subscription}', '{othersSubscription}', 'sub_0', 'sub_../x', 7)

const flow = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom(
        'payment_method_update',
        'subscription_cancel',
        'subscription_update',
        'subscription_update_confirm',
        'other',
      ),
      subscription,
      items: fc.array(
        fc.record(
          { id: fc.constantFrom('{item}', 'si_0', ''), quantity: fc.integer() },
          { requiredKeys: ['id'] },
        ),
        { maxLength: 2 },
      ),
      afterCompletion: fc.record({ returnUrl: address }, { requiredKeys: [] }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Input that is usually valid. */
const sound = fc.record(
  {
    returnUrl: fc.constantFrom('/billing', '{ownOrigin}/x'),
    locale: fc.constantFrom('de', 'auto', 'es-419'),
    billingAccountId: fc.constantFrom('{account}', '{account}', '{othersAccount}'),
    flow: fc.constantFrom(
      { type: 'payment_method_update' },
      { type: 'subscription_cancel', subscription: '{subscription}' },
      { type: 'subscription_cancel', subscription: '{othersSubscription}' },
    ),
  },
  { requiredKeys: [] },
)

const input = fc.record(
  {
    returnUrl: fc.oneof({ weight: 3, arbitrary: address }, fc.jsonValue({ maxDepth: 1 })),
    locale: fc.oneof(fc.constantFrom('de', 'auto', 'es-419', 'tlh'), fc.jsonValue({ maxDepth: 1 })),
    flow,
    billingAccountId: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('{account}', '{othersAccount}') },
      fc.string(),
    ),
    unknown: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: [] },
)

/** JSON with one defect: something removed or inserted. */
const damaged = fc
  .tuple(
    input,
    fc.nat(),
    fc.constantFrom('', '"', '{', '}', ',', '\\', '\u0000', '\ud800', '"__proto__":1,', '[[[['),
  )
  .map(([value, at, inserted]) => {
    const text = JSON.stringify(value)
    const cut = at % (text.length + 1)
    return text.slice(0, cut) + inserted + text.slice(at % 3 === 0 ? cut + 1 : cut)
  })

const form = fc
  .array(
    fc.tuple(
      fc.constantFrom('locale', 'returnUrl', 'billingAccountId', 'flow', 'x', '__proto__'),
      fc.oneof(fc.constantFrom('de', '/billing', '{account}'), fc.string()),
    ),
    {
      maxLength: 3,
    },
  )
  .map((fields) =>
    fields.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
  )

/** A body: valid, nearly valid, a form, or arbitrary. The lane fills in `{…}`. */
export const generatedBody = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constant('{}') },
  { weight: 6, arbitrary: fc.oneof(sound, input).map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: damaged },
  { weight: 3, arbitrary: form },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.integer({ min: 16_000, max: 40_000 }).map((length) => '{}'.padEnd(length)) },
  { weight: 1, arbitrary: fc.nat({ max: 20_000 }).map((depth) => '['.repeat(depth)) },
)
