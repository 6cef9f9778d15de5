import { strict as assert } from 'node:assert'

/**
 * Checks that a copy of the server has what is easily left behind: styles, public files and what Next renders
 * from packages.
 *
 * @throws {Error} with the path that is missing
 */
export async function checkServed(address: string): Promise<void> {
  const page = await (await fetch(`${address}/sign-in`)).text()
  const [style = '/_next/static'] = /\/_next\/static\/[\w./~-]+\.css/.exec(page) ?? []
  for (const path of [style, '/robots.txt', '/icon.svg', '/docs', '/openapi.json'])
    assert.equal((await fetch(address + path)).status, 200, `${path} is missing.`)
}
