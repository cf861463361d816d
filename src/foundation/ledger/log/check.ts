import { type Queries, refused, type Refused } from '#kernel'
import { EMPTY_ROOT, isIncluded } from '../merkle/check.ts'
import { FULL_BYTES, HASH_BYTES, hashIn, rootOfTile, WIDTH } from '../merkle/tiles.ts'
import { openCheckpoint } from '../note.ts'
import { verifierKeyOf } from './open.ts'
import { inclusionProof, rootAt } from './read.ts'
import { checkpointsAfter, findLog, lastCheckpoint, tilesFrom } from './store.ts'

/**
 * `signed-differs`: what is sealed at this index is not what was signed there (an event altered with its seal, removed
 * with what follows renumbered, or put elsewhere). `tail-removed`: fewer events than were signed. `tile-differs`: a tile
 * is not what its events give. `checkpoint-differs`: a checkpoint is not of this tree, or not of this key.
 */
export type LogFault = 'signed-differs' | 'tail-removed' | 'tile-differs' | 'checkpoint-differs'

export type LogCheck = {
  /** The leaves from `from` on (a multiple of 256) against the tiles; the details name the index, or the tile. */
  leaves(from: number, leaves: readonly Buffer[]): Promise<Refused<LogFault> | null>
  /** What is above them, once all `events` were given. */
  whole(events: number): Promise<Refused<LogFault> | null>
}

/** Checks a ledger against what was signed of it, up to the last checkpoint. Keeps 32 bytes for 256 events. */
export const checkLog = async (q: Queries): Promise<LogCheck> => {
  const { size, root } = (await lastCheckpoint(q)) ?? { size: 0, root: EMPTY_ROOT }
  const roots: Buffer[] = []
  const differs = async (index: number, was: Buffer): Promise<Refused<LogFault>> => {
    const proof = await inclusionProof(q, index, size).catch(() => [])
    // The tile leads to the signed root: it is the ledger that is no longer what was signed.
    if (isIncluded({ index, size, leaf: was, proof }, root)) return refused('signed-differs', { index })
    return refused('tile-differs', { level: 0, n: Math.floor(index / WIDTH) })
  }
  return {
    async leaves(from, leaves) {
      const first = from / WIDTH
      const signed = leaves.slice(0, Math.max(0, size - from))
      const tiles = await tilesFrom(q, 0, first, Math.ceil(signed.length / WIDTH))
      for (let at = 0; at < signed.length; at++) {
        const [k, place] = [Math.floor(at / WIDTH), at % WIDTH]
        const tile = tiles[k]
        if (tile?.n !== first + k || tile.hashes.length <= place * HASH_BYTES)
          return refused('tile-differs', { level: 0, n: first + k })
        const was = hashIn(tile.hashes, place)
        if (!was.equals(signed[at]!)) return differs(from + at, was)
        if (place === WIDTH - 1) roots.push(rootOfTile(tile.hashes))
      }
      return null
    },
    async whole(events) {
      if (events < size) return refused('tail-removed', { index: events, signed: size })
      return (await faultAbove(q, roots)) ?? faultOfCheckpoints(q)
    },
  }
}

/** Each level from the roots of the full tiles below it. */
const faultAbove = async (q: Queries, below: Buffer[]): Promise<Refused<LogFault> | null> => {
  let hashes = below
  for (let level = 1; hashes.length > 0; level++) {
    const above: Buffer[] = []
    for (let n = 0; n * WIDTH < hashes.length; n++) {
      const expected = Buffer.concat(hashes.slice(n * WIDTH, (n + 1) * WIDTH))
      const [tile] = await tilesFrom(q, level, n, 1)
      // A live log adds to its tiles meanwhile: what we expect is their beginning.
      if (tile?.n !== n || !tile.hashes.subarray(0, expected.length).equals(expected))
        return refused('tile-differs', { level, n })
      if (expected.length === FULL_BYTES) above.push(rootOfTile(expected))
    }
    hashes = above
  }
  return null
}

const CHUNK = 500

const faultOfCheckpoints = async (q: Queries): Promise<Refused<LogFault> | null> => {
  for (let after = -1; ;) {
    const kept = await checkpointsAfter(q, after, CHUNK)
    for (const { size, root, note } of kept) {
      const opened = await opensAs(q, note)
      const isItself = opened?.size === size && opened.root.equals(root)
      if (!isItself || (await faultOfCheckpoint(q, note))) return refused('checkpoint-differs', { size })
    }
    if (kept.length < CHUNK) return null
    after = kept.at(-1)!.size
  }
}

const opensAs = async (q: Queries, note: string) => {
  const log = await findLog(q)
  return log && openCheckpoint(note, verifierKeyOf(log))
}

/** A checkpoint that somebody kept, against the tree as it is here: null when the tree continues it. */
export const faultOfCheckpoint = async (q: Queries, note: string): Promise<Refused<LogFault> | null> => {
  const opened = await opensAs(q, note)
  if (!opened) return refused('checkpoint-differs', { why: 'not signed with the key of this log' })
  const { size, root } = opened
  const last = await lastCheckpoint(q)
  if (!last || size > last.size) return refused('tail-removed', { index: last?.size ?? 0, signed: size })
  const here = await rootAt(q, size).catch(() => null)
  return here?.equals(root) ? null : refused('checkpoint-differs', { size })
}
