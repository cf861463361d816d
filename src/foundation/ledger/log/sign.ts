import { type Clock, type Database, ok, type Queries, refused, type Result } from '#kernel'
import { EMPTY_ROOT, leafHash } from '../merkle/check.ts'
import {
  FULL_BYTES,
  HASH_BYTES,
  hashesAt,
  hashIn,
  hashRanges,
  rootOfTile,
  type Tile,
  WIDTH,
} from '../merkle/tiles.ts'
import { formatCheckpoint } from '../note.ts'
import { nextIndex } from '../store.ts'
import { type PublicLog, verifierKeyOf } from './open.ts'
import {
  electLogSigner,
  entriesFrom,
  findLog,
  findTiles,
  forgetCheckpoints,
  hold,
  keepCheckpoint,
  keepTiles,
  lastCheckpoint,
} from './store.ts'

/**
 * Why nothing is signed. `smaller-than-signed`: the ledger has fewer events than the last signed checkpoint.
 * `differs-from-signed`: it does not begin with what was signed. `restored`: it came from a backup, and what was signed
 * after that backup is not known here. Each stays until somebody looked (`parvis ledger resume`).
 */
export type LogHeld = 'smaller-than-signed' | 'differs-from-signed' | 'restored'

/** `another-log`: this process was started for a log that this database no longer keeps. */
export type SignRefusal = LogHeld | 'another-log'

/** `size`: of the last checkpoint. `signed`: one was signed now. `more`: there is more to sign already. */
export type Signing = { size: number; signed: boolean; more: boolean }

/** The most events that one checkpoint adds: what a transaction holds in memory, and a backlog's stride. */
const MOST = 100 * WIDTH
const KEPT_MS = 60 * 60 * 1_000

/**
 * Adds what was sealed since the last checkpoint to the tiles, and signs the tree's new head, in one transaction.
 * One process does it at a time; another's turn counts as nothing signed. Before it signs, it computes from the tiles
 * the root that was signed last, and looks that the ledger still begins with it: else it says so, for good.
 */
export const signHead = (
  db: Database,
  log: PublicLog,
  { clock, most = MOST }: { clock: Clock; most?: number },
): Promise<Result<Signing, SignRefusal>> =>
  db.transaction(async (tx) => {
    const last = (await lastCheckpoint(tx)) ?? { size: 0, root: EMPTY_ROOT }
    const none = ok({ size: last.size, signed: false, more: false })
    if (!(await electLogSigner(tx))) return none
    return signNext(tx, log, { clock, most })
  })

const signNext = async (
  tx: Queries,
  log: PublicLog,
  { clock, most }: { clock: Clock; most: number },
): Promise<Result<Signing, SignRefusal>> => {
  // Read again: the election is won after the last signer has committed.
  const last = await lastCheckpoint(tx)
  const { size, root } = last ?? { size: 0, root: EMPTY_ROOT }
  const kept = await findLog(tx)
  if (!kept || verifierKeyOf(kept) !== log.vkey) return refused('another-log', { size })
  if (kept.held) return refused(kept.held as LogHeld, { size })
  const head = await nextIndex(tx)
  if (head < size) return stop(tx, 'smaller-than-signed', { size, head })
  if (head === size && last) return ok({ size, signed: false, more: false })
  const edge = await edgeOf(tx, size)
  // From the last one that was signed: it must still be there.
  const first = Math.max(0, size - 1)
  const entries = await entriesFrom(tx, first, Math.min(head - size, most) + size - first)
  if (!edge || !(await continues(edge, { size, root }, entries)))
    return stop(tx, 'differs-from-signed', { size, head })
  const leaves = entries.slice(size - first).map(({ entry }) => leafHash(entry))
  const next = await extend(tx, log, { edge, size, leaves, at: clock() })
  return ok({ size: next, signed: true, more: next < head })
}

type Extension = { edge: Map<number, Tile>; size: number; leaves: Buffer[]; at: Date }

/** Writes the tiles and the checkpoint of the tree with these leaves; answers with its size. */
const extend = async (
  tx: Queries,
  log: PublicLog,
  { edge, size, leaves, at }: Extension,
): Promise<number> => {
  const tiles = grown(edge, size, leaves)
  await keepTiles(tx, tiles.written)
  const next = size + leaves.length
  const [root] = await hashRanges([{ from: 0, to: next }], async () => [...tiles.edge.values()])
  const note = log.signed(formatCheckpoint({ origin: log.origin, size: next, root: root! }))
  await keepCheckpoint(tx, { size: next, root: root!, note, at })
  await forgetCheckpoints(tx, new Date(at.getTime() - KEPT_MS))
  return next
}

const stop = async (tx: Queries, why: LogHeld, details: Record<string, unknown>) => {
  await hold(tx, why)
  return refused(why, details)
}

/** The last tile of each level of a tree of this size, where it is partial; null when one is missing or too short. */
const edgeOf = async (tx: Queries, size: number): Promise<Map<number, Tile> | null> => {
  const edge = new Map<number, Tile>()
  const places = []
  for (let level = 0; hashesAt(level, size) > 0; level++)
    if (hashesAt(level, size) % WIDTH > 0)
      places.push({ level, n: Math.floor(hashesAt(level, size) / WIDTH) })
  const tiles = await findTiles(tx, places)
  for (const tile of tiles) {
    const bytes = (hashesAt(tile.level, size) % WIDTH) * HASH_BYTES
    if (tile.hashes.length !== bytes) return null
    edge.set(tile.level, tile)
  }
  return edge.size === places.length ? edge : null
}

/** Whether tiles and seals go on from what was signed: same root, same last entry, no hole. */
const continues = async (
  edge: Map<number, Tile>,
  { size, root }: { size: number; root: Buffer },
  entries: { index: number; entry: Buffer }[],
): Promise<boolean> => {
  const first = Math.max(0, size - 1)
  if (entries.some(({ index }, at) => index !== first + at)) return false
  if (size === 0) return true
  const [computed] = await hashRanges([{ from: 0, to: size }], async () => [...edge.values()])
  if (!computed!.equals(root)) return false
  const tile = edge.get(0)
  // A full last tile was checked when it was filled, and is part of the root.
  return !tile || hashIn(tile.hashes, (size - 1) % WIDTH).equals(leafHash(entries[0]!.entry))
}

/** What becomes of the tiles with these leaves: those to be written, and the new right edge. */
const grown = (before: Map<number, Tile>, size: number, leaves: readonly Buffer[]) => {
  const edge = new Map(before)
  const written: Tile[] = []
  let [hashes, at] = [leaves, size]
  for (let level = 0; hashes.length > 0; level++) {
    const first = Math.floor(at / WIDTH)
    const tiles = cut(Buffer.concat([edge.get(level)?.hashes ?? NOTHING, ...hashes])).map((its, k) => {
      return { level, n: first + k, hashes: its }
    })
    written.push(...tiles)
    const full = tiles.filter((tile) => tile.hashes.length === FULL_BYTES)
    if (full.length === tiles.length) edge.delete(level)
    else edge.set(level, tiles.at(-1)!)
    // A tile is hashed into the level above once it is full: those before `first` are there already.
    ;[hashes, at] = [full.map((tile) => rootOfTile(tile.hashes)), first]
  }
  return { written, edge }
}

const NOTHING = Buffer.alloc(0)

const cut = (bytes: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / FULL_BYTES) }, (_, k) =>
    bytes.subarray(k * FULL_BYTES, (k + 1) * FULL_BYTES),
  )
