/**
 * Whether a path, relative to the root, stays out of the build, by what this project's `.dockerignore` uses
 * of the format: `*`, `!NAME`, paths, and a suffix in any folder. The last line that matches decides:
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 *
 * @throws {Error} with the line that is not understood
 */
export function readIgnored(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const pattern = line.replace(/^!/, '')
      return { ignores: pattern === line, matches: matcher(pattern) }
    })
  return (path) => rules.findLast(({ matches }) => matches(path))?.ignores ?? false
}

function matcher(pattern: string): (path: string) => boolean {
  if (pattern === '*') return () => true
  const [, suffix] = /^\*\*\/\*([\w.]+)$/.exec(pattern) ?? []
  if (suffix) return (path) => path.endsWith(suffix)
  if (!/^[\w./-]+$/.test(pattern))
    throw new Error(`The rehearsal does not understand this line of .dockerignore: ${pattern}`)
  return (path) => path === pattern || path.startsWith(`${pattern}/`)
}
