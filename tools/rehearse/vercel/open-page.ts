import { runQuietly } from '../parts/run-quietly'

/** Asks the proxy's function for a page at each host, as Vercel's runtime does. */
const SCRIPT = `
  const handle = require('./___next_launcher.cjs')
  const open = async (host) => {
    const headers = { Host: host, 'X-Forwarded-Host': host }
    const response = await handle(new Request('https://' + host + '/billing?a=1', { headers }))
    return response.headers.get('location')
  }
  Promise.all(process.argv.slice(1).map(open)).then((found) => console.log(JSON.stringify(found)))`

/**
 * Opens a page at the deployment's own URL and at its branch's.
 *
 * @param folder the built function of proxy.ts
 * @throws {Error} unless the first redirects to the second, which does not redirect
 */
export async function openPage(
  folder: string,
  o: { system: { VERCEL_URL: string; VERCEL_BRANCH_URL: string }; env: NodeJS.ProcessEnv },
): Promise<void> {
  const { VERCEL_URL, VERCEL_BRANCH_URL } = o.system
  const args = ['-e', SCRIPT, VERCEL_URL, VERCEL_BRANCH_URL]
  const found = await runQuietly(process.execPath, args, { cwd: folder, env: o.env })
  const expected = JSON.stringify([`https://${VERCEL_BRANCH_URL}/billing?a=1`, null])
  if (found.trim() !== expected) throw new Error(`Pages redirect to ${found.trim()}, not ${expected}.`)
}
