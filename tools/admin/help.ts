import type { Command } from './command'

/** What `help` prints. */
export function help(commands: readonly Command[]): string {
  const entries = commands.map(({ name, synopsis, summary }) => {
    const call = `${name} ${synopsis}`.trimEnd()
    return `  ${call}\n      ${summary}\n`
  })
  return `npm run --silent admin -- COMMAND

Each command prints its answer as one line of JSON on standard output. A problem is told in one sentence on
standard error, with exit code 1, and then nothing was changed unless the sentence says so.

${entries.join('')}  help
      Prints this.

On a bare machine: npm run local -- npm run --silent admin -- COMMAND
`
}
