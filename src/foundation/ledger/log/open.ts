import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { CannotStart, type Clock, type Database } from '#kernel'
import { formatNote, formatVerifier, keyIdOf, signatureLine } from '../note.ts'
import { findLog, keepLog, type LogRow } from './store.ts'

/**
 * The public log that this platform keeps of its ledger (C2SP tlog-tiles). `origin` is its name for ever, `vkey` the
 * verifier key that others keep. `signed` makes a note of a checkpoint's text.
 */
export type PublicLog = { origin: string; vkey: string; signed(text: string): string }

export type LogSettings = {
  /** The operator's Ed25519 key (PKCS #8, PEM); absent, one is made and kept. */
  key: string | null
  /** What the operator calls it, or null. */
  origin: string | null
  /** What it is called when nobody chose: where its pages are. */
  otherwise: string
}

/**
 * Opens the log of this database, which the first process to come begins. Its name and its key never change after:
 * whoever verified a checkpoint would no longer know it. Throws `CannotStart` when the settings say another one.
 */
export const openPublicLog = async (
  db: Database,
  clock: Clock,
  settings: LogSettings,
): Promise<PublicLog> => {
  const given = settings.key === null ? null : createPrivateKey(settings.key)
  const kept = (await findLog(db)) ?? (await begin(db, settings, clock()))
  refuseAnother(kept, given, settings.origin)
  return signerOf(kept, given ?? keyOf(kept.secret!))
}

/** A log of that name, with that key or one of its own. */
export const makeLog = (
  origin: string,
  pem: string | null,
): { row: Omit<LogRow, 'held'>; log: PublicLog } => {
  const key = pem === null ? generateKeyPairSync('ed25519').privateKey : createPrivateKey(pem)
  const row = { origin, publicKey: publicPart(key), secret: pem === null ? secretPart(key) : null }
  return { row, log: signerOf(row, key) }
}

const begin = async (db: Database, { key, origin, otherwise }: LogSettings, at: Date): Promise<LogRow> => {
  await keepLog(db, makeLog(origin ?? otherwise, key).row, at)
  return (await findLog(db))!
}

const refuseAnother = (kept: LogRow, given: KeyObject | null, origin: string | null): void => {
  if (origin !== null && origin !== kept.origin)
    throw new CannotStart('log-origin-differs', {
      fr: `PARVIS_LOG_ORIGIN dit « ${origin} », mais le journal de cette base s’appelle « ${kept.origin} » : son nom ne change plus. Retirez ce réglage ou redonnez-lui cette valeur.`,
      en: `PARVIS_LOG_ORIGIN says "${origin}", but the log of this database is called "${kept.origin}": its name no longer changes. Remove the setting or give it that value.`,
    })
  if (given ? !publicPart(given).equals(kept.publicKey) : kept.secret === null)
    throw new CannotStart('log-key-differs', {
      fr: 'PARVIS_LOG_KEY n’est pas la clé avec laquelle le journal de cette base a été commencé. Redonnez cette clé : avec une autre, ce qui a été publié ne pourrait plus être vérifié.',
      en: 'PARVIS_LOG_KEY is not the key with which the log of this database was begun. Give that key again: with another, what was published could no longer be verified.',
    })
}

const signerOf = ({ origin, publicKey }: Omit<LogRow, 'held'>, key: KeyObject): PublicLog => ({
  origin,
  vkey: formatVerifier(origin, 1, publicKey),
  signed: (text) =>
    formatNote(text, [
      signatureLine(origin, keyIdOf(origin, 1, publicKey), sign(null, Buffer.from(text), key)),
    ]),
})

/** The verifier key of the log of this database; null when none was begun. For whoever signs nothing. */
export const verifierKeyOf = ({ origin, publicKey }: LogRow): string => formatVerifier(origin, 1, publicKey)

const publicPart = (key: KeyObject): Buffer =>
  Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url')
const secretPart = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url')

/** RFC 8410: a raw Ed25519 seed in its PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const keyOf = (secret: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
