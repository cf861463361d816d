import type { Command } from 'commander'
import { assessCommand } from './assess.ts'
import { checkCommand } from './check.ts'
import { newCommand } from './new.ts'
import { publishCommand } from './publish.ts'
import { schemaCommand } from './schema.ts'
import { startCommand } from './start.ts'

/** Every command of `bin/parvis`, in the order of its help. Each adds itself to the program. */
export const commands: ((program: Command) => unknown)[] = [
  startCommand,
  newCommand,
  checkCommand,
  publishCommand,
  schemaCommand,
  assessCommand,
]
