/** A try of the whole with parts that nobody here wrote, apart from `npm test`. */
export type Rehearsal = {
  name: string
  /** What it needs on this machine, in one line. */
  needs: string
  /**
   * Leaves nothing behind.
   *
   * @param progress shows what happens now
   * @returns its figures in one line, or why it could not run here
   * @throws {Error} when it failed
   */
  run(
    progress: (line: string) => void,
  ): Promise<{ kind: 'passed'; figures: string } | { kind: 'skipped'; why: string }>
}
