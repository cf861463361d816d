import { type Clock, type Database, ok, type Queries, refused, type Result } from '#kernel'
import { openCheckpoint, type Note, parseVerifier, readSignature, type Verifier } from '../note.ts'
import { verifierKeyOf } from './open.ts'
import { rootAt } from './read.ts'
import {
  findLog,
  keepCheckpoint,
  keepCosignature,
  keepWitness,
  lastCheckpoint,
  type Witness,
  witnesses,
  waitForLogSigner,
} from './store.ts'

/** Accepts a witness by its verifier key, of either type: a plain note signature or a cosignature/v1. */
export const addWitness = async (
  q: Queries,
  vkey: string,
  at: Date,
): Promise<Result<Witness, 'not-a-verifier-key' | 'own-key'>> => {
  const verifier = parseVerifier(vkey)
  if (!verifier) return refused('not-a-verifier-key')
  const log = await findLog(q)
  // A log that vouches for itself is no witness.
  if (log && (verifier.key.equals(log.publicKey) || verifier.name === log.origin)) return refused('own-key')
  const witness = { name: verifier.name, vkey: vkey.trim(), addedAt: at }
  await keepWitness(q, witness)
  return ok(witness)
}

export type CosignRefusal =
  'no-log' | 'not-our-checkpoint' | 'not-our-tree' | 'no-known-witness' | 'cosignature-invalid'

/**
 * Takes the lines of known witnesses from a checkpoint that they cosigned, and keeps those that hold, to be served with
 * the checkpoint of that size. `not-our-tree`: it is signed with our key, and is not what our tiles give: two views of
 * this log exist, and somebody must look.
 */
export const addCosignatures = (
  db: Database,
  text: string,
  clock: Clock,
): Promise<Result<{ size: number; names: string[] }, CosignRefusal>> =>
  db.transaction(async (tx) => {
    const log = await findLog(tx)
    if (!log) return refused('no-log')
    const opened = openCheckpoint(text, verifierKeyOf(log))
    if (!opened) return refused('not-our-checkpoint')
    await waitForLogSigner(tx)
    const { size, root, note } = opened
    const last = await lastCheckpoint(tx)
    if (!last || size > last.size || !(await rootAt(tx, size)).equals(root))
      return refused('not-our-tree', { size, last: last?.size ?? 0 })
    const found = linesOf(note, await witnesses(tx))
    if (found === 'cosignature-invalid') return refused('cosignature-invalid', { size })
    if (found.length === 0) return refused('no-known-witness', { size })
    // Forgotten meanwhile, it is kept again: what was cosigned is published.
    const ours = note.signatures.find(({ name }) => name === log.origin)!
    await keepCheckpoint(tx, { size, root, note: `${note.text}\n${ours.line}\n`, at: clock() })
    for (const { vkey, line, at } of found)
      await keepCosignature(tx, { size, vkey, line, signedAt: at === null ? clock() : new Date(at * 1_000) })
    return ok({ size, names: found.map(({ name }) => name) })
  })

type Line = { name: string; vkey: string; line: string; at: number | null }

const linesOf = (note: Note, known: readonly Witness[]): Line[] | 'cosignature-invalid' => {
  const lines = known.flatMap(({ name, vkey }) => {
    const verifier = parseVerifier(vkey)!
    return note.signatures.filter(isOf(verifier)).map((signature) => {
      const signed = readSignature(note.text, signature, verifier)
      return signed && { name, vkey, line: signature.line, at: signed.at }
    })
  })
  return lines.some((line) => line === null) ? 'cosignature-invalid' : (lines as Line[])
}

const isOf =
  (verifier: Verifier) =>
  ({ name, keyId }: Note['signatures'][number]): boolean =>
    name === verifier.name && keyId === verifier.keyId
