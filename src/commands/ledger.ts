import type { Command } from 'commander'
import { deadLetters, eraseContent, retryDeadLetter, verifyLedger } from '#ledger'
import { type Database, systemClock } from '#kernel'
import { everySecond } from '../operations/archive.ts'
import { addLogCommands } from './public-log.ts'
import { onLedger, type Options, read, say, UUID } from './ledger-words.ts'

export const ledgerCommand = (program: Command) => {
  const ledger = program.command('ledger').description('Le registre des événements / The ledger of events')
  ledger
    .command('verify')
    .description(
      'Recalculer tout le registre ; 1 s’il ne tient pas / Recompute it all; 1 when it does not hold',
    )
    .option('--checkpoint <file>', 'que le registre doit prolonger / that the ledger must continue')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (options: Options & { checkpoint?: string }) => {
      const checkpoint =
        options.checkpoint === undefined ? {} : { checkpoint: await read(options.checkpoint) }
      await onLedger(options, (db) => verify(db, checkpoint))
    })
  ledger
    .command('dead-letters')
    .description('Ce qu’une réaction n’a pas pu traiter / What a reaction could not handle')
    .option('--retry', 'demander que tout soit essayé de nouveau / ask that all be tried again')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((options: Options & { retry?: true }) => onLedger(options, (db) => show(db, options.retry)))
  ledger
    .command('erase')
    .description(
      'Effacer pour toujours ce que disent les événements d’une suite / Erase for good what the events of a stream say',
    )
    .argument('<stream>', 'la suite, un identifiant / the stream, an id')
    .requiredOption('--reason <text>', 'pourquoi, sans nommer personne / why, naming nobody')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((stream: string, options: Options & { reason: string }) =>
      onLedger(options, (db) => erase(db, stream, options.reason)),
    )
  addLogCommands(ledger)
}

const verify = async (db: Database, { checkpoint }: { checkpoint?: string }) => {
  const tick = everySecond((line) => console.error(`    ${line}`))
  const progress = (done: number, of: number) => tick(() => `${done} / ${of}`)
  const verified = await verifyLedger(db, checkpoint === undefined ? { progress } : { progress, checkpoint })
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

/** Acts done at a keyboard of the server are the operator's: who that was is the organisation's own record. */
const OPERATOR = 'operator'

const erase = async (db: Database, stream: string, reason: string) => {
  if (!UUID.test(stream)) return say('not-a-stream')
  const erasure = { actor: OPERATOR, channel: 'command', at: systemClock(), reason }
  const erased = await db.transaction((tx) => eraseContent(tx, stream, erasure))
  if (!erased.ok) return say(erased.refusal)
  const { events } = erased.value
  console.log(`Effacé : ce que disaient ${events} événements. / Erased: what ${events} events said.`)
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
