import type { Command } from 'commander'
import { systemClock } from '#kernel'
import { setState } from '#registries'
import { readConfig } from '../config.ts'
import { readSurroundings } from '../operations/services.ts'
import { withDatabase } from './database.ts'

/** The keeper’s switch of a demonstration registry: what people see when a source is away can be walked. */
export const registryCommand = (program: Command) =>
  program
    .command('registry')
    .description(
      'Mettre un registre de démonstration hors service, ou en service / Take a demonstration registry down, or up',
    )
    .argument('<down|up>')
    .argument('<registry>', 'etat-civil, revenu…')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (state: string, registry: string, options: { database?: string }) => {
      process.exitCode = await turn(state, registry, options)
    })

const turn = async (state: string, registry: string, options: { database?: string }): Promise<number> => {
  const { registries } = await readSurroundings(readConfig(), systemClock)
  const known = [...registries.keys()].filter((id) => id !== 'self')
  if (state !== 'down' && state !== 'up') return refuse(`down, up`, state)
  if (!known.includes(registry)) return refuse(known.join(', '), registry)
  await withDatabase(options, (db) => setState(db, registry, state === 'up', systemClock()))
  console.log(state === 'up' ? `${registry} : en service / up` : `${registry} : hors service / down`)
  return 0
}

const refuse = (known: string, given: string): number => {
  console.error(`« ${given} » ? Donnez l’un de : ${known}. / Give one of: ${known}.`)
  return 1
}
