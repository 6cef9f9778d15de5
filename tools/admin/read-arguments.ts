import { parseArgs } from 'node:util'
import { OperatorError } from './operator-error'

/** What may stand behind a command: every option takes a value. */
export type Shape = { usage: string; positionals: readonly string[]; options: readonly string[] }

/**
 * Reads what stands behind a command. Values are not looked at; what is missing is for the command to say.
 *
 * @throws {OperatorError} for options it does not have, options without a value or given twice, and words too many
 */
export function readArguments(args: readonly string[], { usage, positionals, options }: Shape) {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const refuse = (problem: string) => new OperatorError(`${problem}; usage: ${usage}`)
  const given: Record<string, string> = {}
  let words = 0
  for (const token of tokens) {
    if (token.kind === 'positional') {
      const name = positionals[words]
      if (name === undefined) throw refuse(`"${token.value}" is one word too many`)
      given[name] = token.value
      words += 1
    } else if (token.kind === 'option') {
      if (!options.includes(token.name)) throw refuse(`There is no option ${token.rawName} here`)
      if (token.name in given) throw refuse(`${token.rawName} is given twice`)
      if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))
        throw refuse(`${token.rawName} needs a value`)
      given[token.name] = token.value
    }
  }
  return given
}
