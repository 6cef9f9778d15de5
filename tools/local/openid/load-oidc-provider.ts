/**
 * Imports oidc-provider without its greeting: on Node 20 it warns that it supports Node 22 and later. It
 * works on 20 nevertheless, as the tests beside this show, and every `npm run local` would begin with a
 * warning that nobody can act on. Remove this with Node 20.
 */
export async function loadOidcProvider() {
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words)
  }
  try {
    const { Provider } = await import('oidc-provider')
    return Provider
  } finally {
    console.warn = warn
  }
}
