import { readFile } from 'node:fs/promises'
import { CannotStart, type Database, type Text } from '#kernel'
import { withDatabase } from './database.ts'

/* What the ledger's commands share: a prepared database, a file that can be read, and the sentences of their refusals. */

export type Options = { database?: string }

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const UNDEFINED_TABLE = '42P01'

export const onLedger = async (options: Options, work: (db: Database) => Promise<void>) => {
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

export const read = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: Error) => {
    throw new CannotStart('file-not-readable', {
      fr: `Impossible de lire ${file} : ${error.message}.`,
      en: `Cannot read ${file}: ${error.message}.`,
    })
  })

/** A refusal in both languages, and status 1. */
export const say = (refusal: keyof typeof SENTENCES, details: Record<string, unknown> = {}): void => {
  const { fr, en } = SENTENCES[refusal] as Text
  const where = Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''
  console.error(`${fr}${where}`)
  console.error(`${en}${where}`)
  process.exitCode = 1
}

const SENTENCES = {
  'not-a-stream': {
    fr: 'Une suite se donne par son identifiant : 0199f0a0-0000-7000-8000-000000000001.',
    en: 'A stream is given by its id: 0199f0a0-0000-7000-8000-000000000001.',
  },
  'reason-missing': { fr: 'Donnez une raison.', en: 'Give a reason.' },
  'nothing-to-erase': {
    fr: 'Rien à effacer : cette suite n’a pas d’événement, ou ils ne disent plus rien.',
    en: 'Nothing to erase: this stream has no event, or they say nothing any more.',
  },
  'not-an-event': {
    fr: 'Un événement se donne par son identifiant, ou par son rang dans le registre (à partir de 0).',
    en: 'An event is given by its id, or by its index in the ledger (from 0).',
  },
  'no-such-event': { fr: 'Cet événement n’existe pas.', en: 'There is no such event.' },
  'not-signed-yet': {
    fr: 'Cet événement n’est dans aucun point de contrôle signé. La plateforme en signe un chaque seconde tant qu’elle tourne.',
    en: 'This event is in no signed checkpoint yet. The platform signs one every second while it runs.',
  },
  'content-erased': {
    fr: 'Ce que disait cet événement a été effacé : prouvez-le sans --reveal.',
    en: 'What this event said was erased: prove it without --reveal.',
  },
  'no-log': {
    fr: 'Cette base n’a pas encore de journal public : démarrez la plateforme une fois.',
    en: 'This database has no public log yet: start the platform once.',
  },
  'not-our-checkpoint': {
    fr: 'Ce fichier n’est pas un point de contrôle signé par ce journal.',
    en: 'This file is not a checkpoint signed by this log.',
  },
  'not-our-tree': {
    fr: 'Ce point de contrôle porte notre signature mais ne correspond pas à nos données : il y a deux versions du journal. Gardez ce fichier et cherchez pourquoi.',
    en: 'This checkpoint carries our signature and is not what our data give: two views of the log exist. Keep this file and find out why.',
  },
  'no-known-witness': {
    fr: 'Aucun témoin connu n’a signé ce fichier. Ajoutez sa clé : « parvis ledger witness add ».',
    en: 'No known witness signed this file. Add its key: "parvis ledger witness add".',
  },
  'cosignature-invalid': {
    fr: 'Une signature d’un témoin connu ne tient pas : rien n’a été gardé.',
    en: 'A signature of a known witness does not hold: nothing was kept.',
  },
  'not-a-verifier-key': {
    fr: 'Ce n’est pas une clé de vérification (nom+identifiant+clé, de type 1 ou 4).',
    en: 'This is not a verifier key (name+id+key, of type 1 or 4).',
  },
  'own-key': {
    fr: 'C’est la clé ou le nom du journal lui-même : un témoin est quelqu’un d’autre.',
    en: 'This is the key or the name of the log itself: a witness is somebody else.',
  },
  'not-held': { fr: 'Rien ne retient le journal public.', en: 'Nothing holds the public log.' },
  'last-seen-unknown': {
    fr: 'Donnez le plus récent point de contrôle que quelqu’un a gardé (--last-seen), ou dites que rien n’a été signé après la sauvegarde (--nothing-newer).',
    en: 'Give the newest checkpoint that anyone kept (--last-seen), or say that nothing was signed after the backup (--nothing-newer).',
  },
  'does-not-hold': {
    fr: 'Le registre ne prolonge pas ce qui a été signé. S’il a perdu des événements, seul un autre journal peut suivre : « parvis ledger new-log ».',
    en: 'The ledger does not continue what was signed. Where events are lost, only another log can follow: "parvis ledger new-log".',
  },
  'same-origin': {
    fr: 'Un autre journal porte un autre nom.',
    en: 'Another log has another name.',
  },
  'same-key': {
    fr: 'Un autre journal a une autre clé : changez PARVIS_LOG_KEY.',
    en: 'Another log has another key: change PARVIS_LOG_KEY.',
  },
} as const satisfies Record<string, Text>
