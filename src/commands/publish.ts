import type { Command } from 'commander'
import { systemClock } from '#kernel'
import { readConfig } from '../config.ts'
import { publishService, readSurroundings } from '../operations/services.ts'
import { chosenServices } from './check.ts'
import { withDatabase } from './database.ts'

type Options = { database?: string }

export const publishCommand = (program: Command) =>
  program
    .command('publish')
    .description('Publier des services vérifiés / Publish services that pass their checks')
    .argument('[service...]', 'tous si aucun / all of them if none')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (services: string[], options: Options) => {
      const refused = await publishAll(services, options)
      process.exitCode = refused > 0 ? 1 : 0
    })

/** The number of services that did not pass their checks. */
const publishAll = async (services: string[], options: Options): Promise<number> => {
  const config = readConfig()
  const organisations = await readSurroundings(config, systemClock)
  const chosen = await chosenServices(config.servicesDir, services)
  return withDatabase(options, async (db) => {
    const publication = {
      config,
      db,
      organisations,
      clock: systemClock,
      say: (line: string) => console.log(line),
    }
    let refused = 0
    for (const id of chosen) {
      const published = await publishService(id, publication)
      if (published.ok) continue
      if (published.refusal === 'unchanged') console.log(`${id} : rien de nouveau / nothing new`)
      else refused++
    }
    return refused
  })
}
