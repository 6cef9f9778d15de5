import { expect, test, vi } from 'vitest'
import { runCommand } from './run-command'

test.each([
  ['its code', ['node', '-e', 'process.exit(7)'], 7],
  ['128 + n after signal n', ['node', '-e', 'process.kill(process.pid, "SIGKILL")'], 137],
] as const)('returns what a shell would: %s', async (_, command, code) => {
  expect(await runCommand({ command: [...command], variables: {} })).toBe(code)
})

test('returns 127 and says so when there is no such command', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  expect(await runCommand({ command: ['no-such-command'], variables: {} })).toBe(127)
  expect(error).toHaveBeenCalledExactlyOnceWith(
    'Command not found: no-such-command. Check the spelling, or run npm ci.',
  )
})
