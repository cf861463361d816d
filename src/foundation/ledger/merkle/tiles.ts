import { foldEven, fold, type Range, type Subtree, subtreesOf } from './tree.ts'

/*
 * C2SP tlog-tiles, tiles of height 8: where a hash lies, how a tile is named, and how hashes are put together from
 * tiles. A tile is the concatenation of up to 256 hashes of 32 bytes; the hashes of level L span 256^L leaves.
 */

export const WIDTH = 256
export const HASH_BYTES = 32
export const FULL_BYTES = WIDTH * HASH_BYTES

export type TilePlace = { level: number; n: number }
export type Tile = TilePlace & { hashes: Buffer }

/** Answers with the tiles that there are among those asked for. */
export type TileReader = (places: TilePlace[]) => Promise<Tile[]>

export const tileName = ({ level, n }: TilePlace): string => `${level}/${n}`

/** How many hashes a tree of this size has at a level. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / WIDTH ** level)

/** Where the hashes of a complete subtree lie: all in one tile. */
const hashesOf = ({ height, index }: Subtree): TilePlace & { at: number; count: number } => {
  const level = Math.floor(height / 8)
  const count = 2 ** (height % 8)
  const first = index * count
  return { level, n: Math.floor(first / WIDTH), at: first % WIDTH, count }
}

export const hashIn = (tile: Uint8Array, at: number): Buffer =>
  Buffer.from(tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))

/** The hash of a full tile: what the level above holds of it. */
export const rootOfTile = (tile: Buffer): Buffer =>
  foldEven(Array.from({ length: WIDTH }, (_, at) => hashIn(tile, at)))

/** The hashes of ranges, each tile asked for once. A hash that no tile holds is a hole in the log: it throws. */
export const hashRanges = async (ranges: readonly Range[], read: TileReader): Promise<Buffer[]> => {
  const parts = ranges.map((range) => subtreesOf(range).map(hashesOf))
  const places = new Map(parts.flat().map(({ level, n }) => [tileName({ level, n }), { level, n }]))
  const tiles = new Map((await read([...places.values()])).map((tile) => [tileName(tile), tile.hashes]))
  const hashOf = (part: ReturnType<typeof hashesOf>): Buffer => {
    const tile = tiles.get(tileName(part))
    if (!tile || tile.length < (part.at + part.count) * HASH_BYTES)
      throw new Error(`The tile ${tileName(part)} is not there, or is too short`)
    return foldEven(Array.from({ length: part.count }, (_, k) => hashIn(tile, part.at + k)))
  }
  return parts.map((its) => fold(its.map(hashOf)))
}

/** `1234067` is `x001/x234/067`. */
export const pathOfIndex = (n: number): string => {
  const digits = String(n)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  return padded.replace(/(\d{3})(?=\d)/g, 'x$1/')
}

export type Asked = { level: number | 'entries'; n: number; width: number }

/** What `<L>/<N>[.p/<W>]` asks for; null for what the specification does not call a tile. */
export const tileAsked = (path: string): Asked | null => {
  const found = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return null
  const [, level = '', index = '', partial] = found
  const n = Number(index.replace(/[x/]/g, ''))
  const width = partial === undefined ? WIDTH : Number(partial)
  const its = { level: level === 'entries' ? ('entries' as const) : Number(level), n, width }
  if (!Number.isSafeInteger(n) || pathOfIndex(n) !== index) return null
  if (its.level !== 'entries' && its.level > 63) return null
  return partial !== undefined && width >= WIDTH ? null : its
}
