/** The shape of an id in a URL or a form. PostgreSQL rejects some other text, such as NUL. */
export const RECORD_ID = /^[\w-]{1,64}$/
