import type { Command } from 'commander'
import { assessCommand } from './assess.ts'
import { backupCommand } from './backup.ts'
import { barometerCommand } from './barometer.ts'
import { checkCommand } from './check.ts'
import { importCommand } from './import.ts'
import { ledgerCommand } from './ledger.ts'
import { mailCommand } from './mail.ts'
import { newCommand } from './new.ts'
import { organisationsCommand } from './organisations.ts'
import { publishCommand } from './publish.ts'
import { registryCommand } from './registry.ts'
import { restoreCommand } from './restore.ts'
import { schemaCommand } from './schema.ts'
import { simulateCommand } from './simulate.ts'
import { startCommand } from './start.ts'

/** Every command of `bin/parvis`, in the order of its help. Each adds itself to the program. */
export const commands: ((program: Command) => unknown)[] = [
  startCommand,
  newCommand,
  checkCommand,
  publishCommand,
  organisationsCommand,
  schemaCommand,
  assessCommand,
  backupCommand,
  restoreCommand,
  simulateCommand,
  registryCommand,
  importCommand,
  ledgerCommand,
  barometerCommand,
  mailCommand,
]
