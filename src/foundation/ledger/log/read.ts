import type { Queries } from '#kernel'
import { leafOf } from '../event.ts'
import { type Asked, HASH_BYTES, hashRanges, WIDTH } from '../merkle/tiles.ts'
import { consistencyRanges, inclusionRanges } from '../merkle/tree.ts'
import { formatNote, parseNote } from '../note.ts'
import { verifierKeyOf } from './open.ts'
import type { LogHeld } from './sign.ts'
import {
  cosignaturesOf,
  entriesFrom,
  findCheckpoint,
  findLog,
  findTiles,
  lastCheckpoint,
  lastCosigned,
  witnesses,
} from './store.ts'

/** A checkpoint with the lines of the witnesses that cosigned it; the last one when no size is given. */
export const readCheckpoint = async (q: Queries, size?: number): Promise<string | null> => {
  const kept = size === undefined ? await lastCheckpoint(q) : await findCheckpoint(q, size)
  if (!kept) return null
  const lines = (await cosignaturesOf(q, kept.size)).map(({ line }) => line)
  const note = parseNote(kept.note)!
  return formatNote(note.text, [...note.signatures.map(({ line }) => line), ...lines])
}

/** The bytes of a tile or of a bundle of entries as C2SP tlog-tiles has them; null for what the log has not (yet). */
export const readTile = async (q: Queries, { level, n, width }: Asked): Promise<Buffer | null> => {
  if (level === 'entries') return readEntries(q, n, width)
  const [tile] = await findTiles(q, [{ level, n }])
  const bytes = width * HASH_BYTES
  return !tile || tile.hashes.length < bytes ? null : tile.hashes.subarray(0, bytes)
}

const LENGTH = Buffer.from([0, 32])

/** Served only where they hash to the tile that was signed: a fault here is the ledger's, and is not handed out. */
const readEntries = async (q: Queries, n: number, width: number): Promise<Buffer | null> => {
  const hashes = await readTile(q, { level: 0, n, width })
  if (!hashes) return null
  const entries = await entriesFrom(q, n * WIDTH, width)
  const leaves = Buffer.concat(entries.map(({ entry }) => leafOf(entry)))
  if (!leaves.equals(hashes)) throw new Error(`The entries of tile ${n} are not those that were signed`)
  return Buffer.concat(entries.flatMap(({ entry }) => [LENGTH, entry]))
}

/** The root of the log at a size up to the last checkpoint's. */
export const rootAt = async (q: Queries, size: number): Promise<Buffer> =>
  (await hashRanges([{ from: 0, to: size }], (places) => findTiles(q, places)))[0]!

/** An inclusion proof of the event at `index` in the tree of this size. */
export const inclusionProof = (q: Queries, index: number, size: number): Promise<Buffer[]> =>
  hashRanges(inclusionRanges(index, size), (places) => findTiles(q, places))

/** A consistency proof from a tree of `first` events (at least one) to one of `second`. */
export const consistencyProof = (q: Queries, first: number, second: number): Promise<Buffer[]> =>
  hashRanges(consistencyRanges(first, second), (places) => findTiles(q, places))

/**
 * How the public log stands, for people: null before its first checkpoint. `root` in base64, as in the checkpoint;
 * `held` says why nothing is being signed; a witness's `size` is the greatest that it cosigned.
 */
export type LogState = {
  origin: string
  vkey: string
  held: LogHeld | null
  head: { size: number; root: string; at: Date } | null
  witnesses: { name: string; vkey: string; cosigned: { size: number; at: Date } | null }[]
}

export const logState = async (q: Queries): Promise<LogState | null> => {
  const log = await findLog(q)
  if (!log) return null
  const [last, known, cosigned] = [await lastCheckpoint(q), await witnesses(q), await lastCosigned(q)]
  const of = new Map(cosigned.map(({ vkey, size, signedAt }) => [vkey, { size, at: signedAt }]))
  return {
    origin: log.origin,
    vkey: verifierKeyOf(log),
    held: log.held as LogHeld | null,
    head: last && { size: last.size, root: last.root.toString('base64'), at: last.at },
    witnesses: known.map(({ name, vkey }) => ({ name, vkey, cosigned: of.get(vkey) ?? null })),
  }
}
