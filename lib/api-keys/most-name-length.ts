/**
 * The longest name of a key, in characters and not UTF-16 units: PostgreSQL's check counts the same way.
 * Apart, for browsers.
 */
export const MOST_NAME_LENGTH = 100
