/** The variables that have a value. An operator who writes `NAME=` means that it is unset. */
export function presentVariables(source: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(source).filter((entry): entry is [string, string] =>
    Boolean(entry[1]?.trim()),
  )
  return Object.fromEntries(entries)
}
