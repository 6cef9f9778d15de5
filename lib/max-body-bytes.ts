/** The default limit of a request body, in bytes: whole KiB. The largest useful body is below 4 KiB. */
export const MAX_BODY_BYTES = 16 * 1024

/** The limit as text: `16 KiB`. */
export const MAX_BODY_SIZE = `${MAX_BODY_BYTES / 1024} KiB`
