import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  addCosignatures,
  addWitness,
  append,
  formatVerifier,
  openPublicLog,
  parseNote,
  type PublicLog,
  readCheckpoint,
  sealBatch,
  signatureLine,
  signHead,
} from '#ledger'
import { type Database, systemClock as clock } from '#kernel'
import { eventOf } from './ledger.ts'

/** A ledger with a public log, whose events are written, sealed and signed when a test says so. */
export type TestLog = {
  log: PublicLog
  write(count: number, given?: Parameters<typeof eventOf>[0]): Promise<void>
  seal(): Promise<void>
  /** Seals and signs; answers with the size that is signed. */
  sign(): Promise<number>
}

export const openTestLog = async (db: Database): Promise<TestLog> => {
  await db.pool.query('TRUNCATE event, seal, sealer, log, tile, checkpoint, witness, cosignature')
  const log = await openPublicLog(db, clock, { key: null, origin: 'parvis.example/journal', otherwise: '' })
  const its: TestLog = {
    log,
    async write(count, given) {
      const events = Array.from({ length: count }, () =>
        eventOf({ measure: { channel: 'portal' }, ...given }),
      )
      await db.transaction((tx) => append(tx, events))
    },
    async seal() {
      for (;;) {
        const sealing = await sealBatch(db, { clock })
        if (!sealing.busy && !sealing.more) return
      }
    },
    async sign() {
      await its.seal()
      for (;;) {
        const signing = await signHead(db, log, { clock })
        if (!signing.ok) throw new Error(signing.refusal)
        if (!signing.value.more) return signing.value.size
      }
    },
  }
  return its
}

/** A witness of the tests: its raw public key, and what it signs. */
export const openWitness = (): { key: Buffer; sign(message: Uint8Array): Buffer } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { key: rawOf(publicKey), sign: (message) => sign(null, message, privateKey) }
}

const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')

/** Two witnesses of a platform that runs, of which one has cosigned the last checkpoint. */
export const cosignLast = async (db: Database): Promise<void> => {
  let note: string | null = null
  while (!(note = await readCheckpoint(db))) await new Promise((next) => setTimeout(next, 50))
  const [one, other] = [openWitness(), openWitness()]
  const vkey = formatVerifier('temoin.example/un', 1, one.key)
  await addWitness(db, vkey, clock())
  await addWitness(db, formatVerifier(`temoin.example/${'deux'.repeat(12)}`, 4, other.key), clock())
  const { text } = parseNote(note)!
  const line = signatureLine('temoin.example/un', vkey.split('+')[1]!, one.sign(Buffer.from(text)))
  const added = await addCosignatures(db, `${note}${line}\n`, clock)
  if (!added.ok) throw new Error(added.refusal)
}
