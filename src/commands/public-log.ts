import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { CannotStart, type Database, systemClock } from '#kernel'
import {
  addCosignatures,
  addWitness,
  beginLogAgain,
  logState,
  proveEvent,
  resumeLog,
  verifyProof,
} from '#ledger'
import { originOf, readConfig } from '../config.ts'
import { onLedger, type Options, read, say, UUID } from './ledger-words.ts'

/** What an operator does with the public log: prove an event, take a witness's signature, let a held log go on. */
export const addLogCommands = (ledger: Command): void => {
  ledger
    .command('prove')
    .description(
      'Écrire la preuve qu’un événement est au journal / Write a proof that an event is in the log',
    )
    .argument('<event>', 'son identifiant, ou son rang / its id, or its index')
    .option('--reveal', 'y joindre ce qu’il dit / with what it says')
    .option('--out <file>', 'le fichier à écrire / the file to write: event.tlog-proof')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((event: string, options: Options & { reveal?: true; out?: string }) =>
      onLedger(options, (db) => prove(db, event, options)),
    )
  ledger
    .command('cosign')
    .description(
      'Garder la signature d’un témoin, d’un point de contrôle qu’il a signé / Keep a witness’s signature, from a checkpoint that it signed',
    )
    .argument('<file>', 'le point de contrôle / the checkpoint')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (file: string, options: Options) => {
      const text = await read(file)
      await onLedger(options, (db) => cosign(db, text))
    })
  const witness = ledger
    .command('witness')
    .description('Les témoins du journal public / The witnesses of the public log')
  witness
    .command('add')
    .description('Accepter les signatures d’un témoin / Accept a witness’s signatures')
    .argument('<vkey>', 'sa clé de vérification / its verifier key: temoin.example+0a1b2c3d+BA…')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((vkey: string, options: Options) => onLedger(options, (db) => accept(db, vkey)))
  ledger
    .command('resume')
    .description('Signer de nouveau un journal retenu / Sign a held log again')
    .option('--last-seen <file>', 'le plus récent point de contrôle connu / the newest checkpoint known')
    .option(
      '--nothing-newer',
      'rien n’a été signé depuis la sauvegarde / nothing was signed since the backup',
    )
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (options: Options & { lastSeen?: string; nothingNewer?: true }) => {
      const lastSeen = options.lastSeen === undefined ? undefined : await read(options.lastSeen)
      await onLedger(options, (db) => resume(db, { lastSeen, nothingNewer: options.nothingNewer }))
    })
  ledger
    .command('new-log')
    .description('Finir ce journal, en commencer un autre / End this log, begin another')
    .argument('<origin>', 'son nom / its name: services.exemple.ca/journal-2')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action((origin: string, options: Options) => onLedger(options, (db) => beginAgain(db, origin)))
}

type Proving = { reveal?: true; out?: string }

const prove = async (db: Database, event: string, { reveal, out }: Proving): Promise<void> => {
  if (!UUID.test(event) && !/^\d{1,15}$/.test(event)) return say('not-an-event')
  const asked = UUID.test(event) ? { id: event } : { index: Number(event) }
  const proof = await proveEvent(db, asked, { reveal: reveal ?? false })
  if (!proof.ok) return say(proof.refusal)
  // What we hand out, we have verified as whoever receives it will.
  const state = await logState(db)
  if (!state || !verifyProof(proof.value, state.vkey).ok) throw new Error('the proof does not hold')
  if (out === undefined) return console.log(proof.value.trimEnd())
  await writeFile(out, proof.value, { mode: reveal ? 0o600 : 0o644, flag: 'wx' }).catch((error: Error) => {
    throw new CannotStart('file-not-writable', {
      fr: `Impossible d’écrire ${out} : ${error.message}.`,
      en: `Cannot write ${out}: ${error.message}.`,
    })
  })
  console.log(`${out} : se vérifie avec la clé du journal / is verified with the log’s key: ${state.vkey}`)
}

const cosign = async (db: Database, text: string): Promise<void> => {
  const added = await addCosignatures(db, text, systemClock)
  if (!added.ok) return say(added.refusal, added.details)
  console.log(`${added.value.size} : ${added.value.names.join(', ')}`)
}

const accept = async (db: Database, vkey: string): Promise<void> => {
  const added = await addWitness(db, vkey, systemClock())
  if (!added.ok) return say(added.refusal)
  console.log(`${added.value.name} : témoin / witness`)
}

const resume = async (db: Database, seen: Parameters<typeof resumeLog>[1]): Promise<void> => {
  const resumed = await resumeLog(db, seen)
  if (resumed.ok)
    return console.log(
      `Le journal public reprend à ${resumed.value.events}. / The public log goes on from there.`,
    )
  const { refusal, details } = resumed
  if (refusal === 'not-held' || refusal === 'last-seen-unknown') return say(refusal)
  say('does-not-hold', { fault: refusal, ...details })
}

const beginAgain = async (db: Database, origin: string): Promise<void> => {
  const begun = await beginLogAgain(db, systemClock, {
    origin: originOf('<origin>', origin)!,
    key: readConfig().logKey,
  })
  if (!begun.ok) return say(begun.refusal)
  console.log(begun.value.vkey)
  console.log(
    'Redémarrez les processus : ils signeront ce journal-là. / Start the processes again: they will sign this one.',
  )
}
