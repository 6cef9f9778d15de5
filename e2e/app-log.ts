/**
 * What the app under test prints on standard error. A file, because hundreds of refusals are what these tests
 * are about, and would bury their own words.
 */
export const APP_LOG = `${process.env.LOCAL_DIRECTORY || '.local'}/app.log`
