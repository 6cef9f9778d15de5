/**
 * The longest key name, in code points, as PostgreSQL's check counts. A separate file, so that browsers do
 * not load Zod.
 */
export const MAX_NAME_LENGTH = 100
