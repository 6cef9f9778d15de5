/** Tells a person how long to wait, in whole seconds. */
export const waitStep = (seconds: number) =>
  `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`

/** Tells a person what to do about a failure that only an administrator can find in the log. */
export const referenceStep = (requestId: string) =>
  `If this keeps happening, send your administrator this reference: ${requestId}.`
