/** A real service that the app needs, started beside the app and stopped with it. */
export type LocalPart = {
  name: string
  address: string
  /** The environment variables that make the app use this part. */
  variables: Record<string, string>
  stop(): Promise<void>
}
