import type { Command } from 'commander'
import { deadLetters, retryDeadLetter, verifyLedger } from '#ledger'
import { CannotStart, type Database, systemClock } from '#kernel'
import { everySecond } from '../operations/archive.ts'
import { withDatabase } from './database.ts'

type Options = { database?: string }

export const ledgerCommand = (program: Command) => {
  const ledger = program.command('ledger').description('Le registre des événements / The ledger of events')
  ledger
    .command('verify')
    .description(
      'Recalculer tout le registre ; 1 s’il ne tient pas / Recompute it all; 1 when it does not hold',
    )
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((options: Options) => onLedger(options, verify))
  ledger
    .command('dead-letters')
    .description('Ce qu’une réaction n’a pas pu traiter / What a reaction could not handle')
    .option('--retry', 'demander que tout soit essayé de nouveau / ask that all be tried again')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((options: Options & { retry?: true }) => onLedger(options, (db) => show(db, options.retry)))
}

const UNDEFINED_TABLE = '42P01'

const onLedger = async (options: Options, work: (db: Database) => Promise<void>) => {
  try {
    await withDatabase(options, work)
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNDEFINED_TABLE) throw error
    throw new CannotStart('database-not-prepared', {
      fr: 'Cette base de données n’a jamais servi à Parvis : elle n’a pas de registre. Vérifiez --database ou DATABASE_URL.',
      en: 'This database was never used by Parvis: it has no ledger. Check --database or DATABASE_URL.',
    })
  }
}

const verify = async (db: Database) => {
  const tick = everySecond((line) => console.error(`    ${line}`))
  const verified = await verifyLedger(db, { progress: (done, of) => tick(() => `${done} / ${of}`) })
  if (verified.ok) {
    const { events, erased } = verified.value
    console.log(`Le registre tient : ${events} événements, dont ${erased} au contenu effacé.`)
    console.log(`The ledger holds: ${events} events, ${erased} of them with their content erased.`)
    return
  }
  const where = JSON.stringify(verified.details)
  console.error(`Le registre ne tient pas : ${verified.refusal} ${where}`)
  console.error(`The ledger does not hold: ${verified.refusal} ${where}`)
  process.exitCode = 1
}

const show = async (db: Database, retry: boolean | undefined) => {
  const letters = await deadLetters(db)
  for (const { subscription, index, kind, stream, attempts, at, error } of letters) {
    console.log([subscription, index, kind, stream, `×${attempts}`, at.toISOString(), error].join('\t'))
    if (retry) await retryDeadLetter(db, { subscription, index, at: systemClock() })
  }
  if (letters.length === 0) console.error('Aucun / None')
  else if (retry)
    console.error('Un processus en marche les essaiera de nouveau / A running process will try them again')
}
