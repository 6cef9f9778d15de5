/** One build stage: what it starts from, and its instructions in order. */
export type Stage = { name: string; from: string; instructions: Instruction[] }

type Instruction =
  | { kind: 'copy'; from: string | null; sources: string[]; target: string }
  | { kind: 'run'; command: string }
  | { kind: 'env'; name: string; value: string }
  | { kind: 'user'; name: string }
  | { kind: 'workdir'; path: string }
  | { kind: 'healthcheck' | 'cmd'; command: string[] }
  | { kind: 'expose'; port: number }

/**
 * Parses what this project's Dockerfile uses of the format, and refuses the rest, so that nothing in it goes
 * unrehearsed: https://docs.docker.com/reference/dockerfile/
 *
 * @throws {Error} with the line that is not understood
 */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = []
  // Comments end before continued lines are joined.
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  for (const line of lines.map((each) => each.trim()).filter(Boolean)) {
    const stage = /^FROM (\S+) AS (\S+)$/.exec(line)
    if (stage) stages.push({ from: stage[1] ?? '', name: stage[2] ?? '', instructions: [] })
    else stages.at(-1)?.instructions.push(parseInstruction(line))
  }
  return stages
}

function parseInstruction(line: string): Instruction {
  const [, word = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
  switch (word) {
    case 'COPY': {
      const [, from = null, paths = ''] = /^(?:--from=(\S+) )?([^-[].*)$/.exec(rest) ?? []
      const words = paths.split(/\s+/)
      const target = words.pop() ?? ''
      if (words.length > 0) return { kind: 'copy', from, sources: words, target }
      break
    }
    case 'RUN': {
      const command = rest.replace(/^(--mount=type=cache\S* )+/, '')
      if (!command.startsWith('--')) return { kind: 'run', command }
      break
    }
    case 'ENV': {
      const [, name, value] = /^(\w+)=(\S+)$/.exec(rest) ?? []
      if (name && value) return { kind: 'env', name, value }
      break
    }
    case 'USER':
      return { kind: 'user', name: rest }
    case 'WORKDIR':
      return { kind: 'workdir', path: rest }
    case 'EXPOSE':
      return { kind: 'expose', port: Number(rest) }
    case 'HEALTHCHECK':
    case 'CMD': {
      const start = rest.indexOf('[')
      if (start >= 0)
        return { kind: word === 'CMD' ? 'cmd' : 'healthcheck', command: JSON.parse(rest.slice(start)) }
    }
  }
  throw new Error(`The rehearsal does not understand this line of the Dockerfile: ${line}`)
}
