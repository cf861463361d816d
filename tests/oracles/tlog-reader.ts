import { createHash, createPublicKey, verify } from 'node:crypto'

/*
 * A reader of public logs written from the texts of C2SP alone (tlog-tiles, tlog-checkpoint, signed-note) and RFC 6962,
 * and from nothing of ours: what it reads, others' readers read. It keeps to the simplest way: all of level 0, and the
 * recursive definitions.
 */

export type Head = { origin: string; size: number; root: string }

const hash = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
const byte = (n: number) => Uint8Array.of(n)

const fetched = async (url: string): Promise<Response> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response
}

/** Fetches `<prefix>/checkpoint` and verifies it with a verifier key. */
export const readHead = async (prefix: string, vkey: string, at = 'checkpoint'): Promise<Head> => {
  const response = await fetched(`${prefix}/${at}`)
  if (response.headers.get('content-type') !== 'text/plain; charset=utf-8') throw new Error('content type')
  return openHead(await response.text(), vkey)
}

export const openHead = (note: string, vkey: string): Head => {
  const [name, id, ...rest] = vkey.split('+')
  const material = Buffer.from(rest.join('+'), 'base64')
  if (material[0] !== 1) throw new Error('not an Ed25519 key')
  const expected = hash(Buffer.from(`${name}\n`), material).subarray(0, 4)
  if (expected.toString('hex') !== id) throw new Error('the id is not the key’s')
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: material.subarray(1).toString('base64url') },
    format: 'jwk',
  })
  const isGood = note
    .slice(end + 2)
    .split('\n')
    .filter((line) => line.startsWith(`— ${name} `))
    .map((line) => Buffer.from(line.split(' ')[2]!, 'base64'))
    .filter((signature) => signature.subarray(0, 4).equals(expected))
    .some((signature) => verify(null, Buffer.from(text), key, signature.subarray(4)))
  if (!isGood) throw new Error('not signed by that key')
  const [origin, size, root] = text.split('\n')
  if (origin !== name) throw new Error('the origin is another’s')
  return { origin: origin!, size: Number(size), root: root! }
}

const pathOf = (n: number): string => {
  const last = String(n % 1000).padStart(3, '0')
  const before = Math.floor(n / 1000)
  return before === 0 ? last : `${xs(before)}/${last}`
}
const xs = (n: number): string =>
  n < 1000
    ? `x${String(n).padStart(3, '0')}`
    : `${xs(Math.floor(n / 1000))}/x${String(n % 1000).padStart(3, '0')}`

/** What lies at a tile's address for a tree of this size, cut into hashes; `level` may be `entries`. */
const bytesOf = async (prefix: string, level: string, n: number, width: number): Promise<Buffer> => {
  const response = await fetched(`${prefix}/tile/${level}/${pathOf(n)}${width < 256 ? `.p/${width}` : ''}`)
  if (response.headers.get('content-type') !== 'application/octet-stream') throw new Error('content type')
  if (!/immutable/.test(response.headers.get('cache-control') ?? '')) throw new Error('not kept')
  return Buffer.from(await response.arrayBuffer())
}

const widths = (count: number): number[] => [
  ...Array.from({ length: Math.floor(count / 256) }, () => 256),
  ...(count % 256 ? [count % 256] : []),
]

/** Every hash of a level of a tree of this size. */
export const readLevel = async (prefix: string, level: number, size: number): Promise<Buffer[]> => {
  const hashes: Buffer[] = []
  for (const [n, width] of widths(Math.floor(size / 256 ** level)).entries()) {
    const tile = await bytesOf(prefix, String(level), n, width)
    if (tile.length !== width * 32) throw new Error(`tile ${level}/${n} is ${tile.length} bytes`)
    for (let at = 0; at < width; at++) hashes.push(tile.subarray(at * 32, at * 32 + 32))
  }
  return hashes
}

/** Every entry, from the bundles. */
export const readEntries = async (prefix: string, size: number): Promise<Buffer[]> => {
  const entries: Buffer[] = []
  for (const [n, width] of widths(size).entries()) {
    const bundle = await bytesOf(prefix, 'entries', n, width)
    let at = 0
    for (; at < bundle.length;) {
      const length = bundle.readUInt16BE(at)
      entries.push(bundle.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
    if (at !== bundle.length || entries.length !== n * 256 + width) throw new Error(`bundle ${n}`)
  }
  return entries
}

export const leafOfEntry = (entry: Uint8Array): Buffer => hash(byte(0), entry)

const split = (n: number): number => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** MTH, by its definition. */
export const rootOf = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return hash()
  if (leaves.length === 1) return leaves[0]!
  const k = split(leaves.length)
  return hash(byte(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}

/** The root that a leaf and its audit path give: RFC 6962 section 2.1.1, read backwards. */
export const rootFrom = (leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer => {
  if (size === 1) {
    if (path.length > 0) throw new Error('the path is too long')
    return leaf
  }
  const beside = path.at(-1)
  if (!beside) throw new Error('the path is too short')
  const k = split(size)
  return index < k
    ? hash(byte(1), rootFrom(leaf, index, k, path.slice(0, -1)), beside)
    : hash(byte(1), beside, rootFrom(leaf, index - k, size - k, path.slice(0, -1)))
}

export type TlogProof = { extra: Buffer | null; index: number; path: Buffer[]; checkpoint: string }

/** A file of C2SP tlog-proof. */
export const readProof = (text: string): TlogProof => {
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, end).split('\n')
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1') throw new Error('not a proof')
  const extra = lines[0]!.startsWith('extra ') ? Buffer.from(lines.shift()!.slice(6), 'base64') : null
  const index = Number(lines.shift()!.replace('index ', ''))
  return {
    extra,
    index,
    path: lines.map((line) => Buffer.from(line, 'base64')),
    checkpoint: text.slice(end + 2),
  }
}
