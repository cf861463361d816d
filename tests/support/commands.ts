import { mock } from 'node:test'
import { Command } from 'commander'
import { CannotStart } from '#kernel'

/** What a command of `bin/parvis` says and how it ends, in this process: a start of its own would take a second each time. */
export const ranHere = async (
  commands: readonly ((program: Command) => void)[],
  args: readonly string[],
): Promise<{ code: number; said: string }> => {
  const said: string[] = []
  const hear = (line: string) => void said.push(line)
  const mocks = [mock.method(console, 'log', hear), mock.method(console, 'error', hear)]
  const program = new Command()
  for (const command of commands) command(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    said.push(error.sentence.en)
    process.exitCode = 1
  }
  for (const one of mocks) one.mock.restore()
  const code = Number(process.exitCode ?? 0)
  process.exitCode = 0
  return { code, said: said.join('\n') }
}
