import type { Command } from 'commander'
import { systemClock } from '#kernel'
import { publishOrganisations } from '#parties'
import { readConfig } from '../config.ts'
import { readOrganisations } from '../operations/organisations.ts'
import { withDatabase } from './database.ts'

type Options = { database?: string }

export const organisationsCommand = (program: Command) =>
  program
    .command('organisations')
    .description('Les organismes qui participent / The organisations that take part')
    .command('publish')
    .description(
      'Inscrire au registre ceux du dossier, fermer ceux qui n’y sont plus / Register those of the folder, close those that are gone',
    )
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(publish)

const publish = async (options: Options): Promise<void> => {
  const { organisations } = await readOrganisations(readConfig())
  await withDatabase(options, async (db) => {
    const circumstances = { by: 'operator', at: systemClock() }
    const changes = await publishOrganisations(db, organisations.keys(), circumstances)
    for (const { kind, organisation } of changes) console.log(`${organisation} : ${SAID[kind]}`)
    if (changes.length === 0) console.log('Rien de nouveau / Nothing new')
  })
}

const SAID = {
  'organisation.registered': 'inscrit / registered',
  'organisation.closed': 'fermé / closed',
}
