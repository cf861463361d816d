import type { Command } from 'commander'
import { assessCommand } from './assess.ts'
import { startCommand } from './start.ts'

/** Every command of `bin/parvis`, in the order of its help. Each adds itself to the program. */
export const commands: ((program: Command) => unknown)[] = [startCommand, assessCommand]
