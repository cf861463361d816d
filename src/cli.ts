import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { CannotStart } from '#kernel'
import { commands } from './commands/index.ts'
import { HOME } from './config.ts'

/**
 * The command line. What an operator must mend is one sentence in each language and status 1; a bug shows its stack.
 */
const { version } = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as { version: string }

const program = new Command('parvis')
  .description('La plateforme des services publics numériques / The platform of digital public services')
  .version(version)
  .showHelpAfterError()

for (const add of commands) add(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  console.error(`\n${error.sentence.fr}\n${error.sentence.en}`)
  process.exit(1)
}
