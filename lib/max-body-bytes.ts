/**
 * The default limit of a request's body, in bytes: a whole number of KiB. The
 * largest sensible body is below 4 KiB.
 */
export const MAX_BODY_BYTES = 16 * 1024

/** The same for readers: `16 KiB`. */
export const MAX_BODY_SIZE = `${MAX_BODY_BYTES / 1024} KiB`
