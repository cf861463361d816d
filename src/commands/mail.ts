import type { Command } from 'commander'
import { type Database, systemClock } from '#kernel'
import { deadMail, recordBounce, reviveDead } from '#notices'
import { withDatabase } from './database.ts'

type Options = { database?: string }

/** Far longer than any notice of non-delivery: what comes after is let by, so that its sender does not fail. */
const MOST_BYTES = 1_000_000

export const mailCommand = (program: Command) => {
  const mail = program.command('mail').description('Les courriels envoyés / The e-mail that was sent')
  mail
    .command('bounce')
    .description(
      'Lire un avis de non-remise sur l’entrée standard / Read a notice of non-delivery on standard input',
    )
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (options: Options) => {
      const source = await beginningOf(process.stdin)
      process.exitCode = await withDatabase(options, (db) => bounce(db, source))
    })
  mail
    .command('dead')
    .description('Ce qui n’a pas pu être envoyé / What could not be sent')
    .option('--retry', 'tout remettre en file / put all of it back in the queue')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((options: Options & { retry?: true }) =>
      withDatabase(options, (db) => (options.retry ? retry(db) : show(db))),
    )
}

/** Status 0 also for what is no bounce: a mail server that pipes everything here must not send it back. */
const bounce = async (db: Database, source: Buffer): Promise<number> => {
  const read = await recordBounce(db, source, systemClock())
  if (!read.ok) {
    console.log('Aucun de nos messages n’est en cause / None of our messages is concerned')
    return 0
  }
  const { again, address } = read.value
  if (again) console.log('Déjà connu / Known already')
  else if (address)
    console.log('Noté ; l’adresse ne reçoit plus rien / Recorded; the address receives nothing')
  else console.log('Noté / Recorded')
  return 0
}

/** All of the input is read; of what has no end, no more than that is kept. */
const beginningOf = async (input: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    if (length <= MOST_BYTES) chunks.push(chunk)
    length += chunk.length
  }
  return Buffer.concat(chunks)
}

const show = async (db: Database): Promise<void> => {
  const dead = await deadMail(db, 100)
  for (const { at, id, kind, attempts, error } of dead)
    console.log([at.toISOString(), id, kind, attempts, error ?? ''].join('  '))
  if (dead.length === 0) console.log('Rien / Nothing')
}

const retry = async (db: Database): Promise<void> => {
  const count = await reviveDead(db, systemClock())
  console.log(`${count} remis en file / back in the queue`)
}
