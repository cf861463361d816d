import assert from 'node:assert/strict'
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { EMPTY_ROOT, isConsistent, isIncluded, leafHash, nodeHash } from './check.ts'
import { hashRanges, pathOfIndex, type Tile, tileAsked } from './tiles.ts'
import { consistencyRanges, fold, foldEven, inclusionRanges, rootOfEntries, subtreesOf } from './tree.ts'

/* One file: the given cases and the properties are two judges of the same few functions. */

const SHARED = process.env['PARVIS_SHARED'] ?? join(import.meta.dirname, '../../../../../shared')
const casesOf = (name: string) => join(SHARED, 'data/merkle', `${name}.ndjson`)

type Case = { name: string; wantErr: boolean; proof: string[] | null } & Record<string, string>
const readCases = (name: string): Case[] =>
  readFileSync(casesOf(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const bytes = (text: string) => Buffer.from(text, 'base64')

/** MTH of RFC 6962 section 2.1, as it is written there, over the hashes of leaves. */
const naiveRoot = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

const leavesOf = (size: number): Buffer[] => Array.from({ length: size }, () => leafHash(randomBytes(32)))

/** The tiles of a tree, by their definition in C2SP tlog-tiles. */
const tilesOf = (leaves: readonly Buffer[]): Tile[] => {
  const tiles: Tile[] = []
  let hashes = [...leaves]
  for (let level = 0; hashes.length > 0; level++) {
    for (let n = 0; n * 256 < hashes.length; n++)
      tiles.push({ level, n, hashes: Buffer.concat(hashes.slice(n * 256, (n + 1) * 256)) })
    hashes = Array.from({ length: Math.floor(hashes.length / 256) }, (_, n) =>
      naiveRoot(hashes.slice(n * 256, (n + 1) * 256)),
    )
  }
  return tiles
}
const readerOf = (leaves: readonly Buffer[]) => {
  const tiles = tilesOf(leaves)
  return async (places: { level: number; n: number }[]) =>
    tiles.filter((tile) => places.some(({ level, n }) => level === tile.level && n === tile.n))
}

const flipped = (hash: Buffer): Buffer => {
  const other = Buffer.from(hash)
  other[randomInt(32)]! ^= 1 << randomInt(8)
  return other
}

describe('the cases of the transparency.dev collection', { skip: absent() }, () => {
  it('of inclusion have the verdict that is expected, all 98', () => {
    const cases = readCases('inclusion')
    assert.equal(cases.length, 98)
    for (const { name, leafIdx, treeSize, root, leafHash: leaf, proof, wantErr } of cases) {
      const claim = { index: Number(leafIdx), size: Number(treeSize), leaf: bytes(leaf!) }
      assert.equal(isIncluded({ ...claim, proof: (proof ?? []).map(bytes) }, bytes(root!)), !wantErr, name)
    }
  })

  it('of consistency have the verdict that is expected, all 98', () => {
    const cases = readCases('consistency')
    assert.equal(cases.length, 98)
    for (const { name, size1, size2, root1, root2, proof, wantErr } of cases) {
      const first = { size: Number(size1), root: bytes(root1!) }
      const second = { size: Number(size2), root: bytes(root2!) }
      assert.equal(isConsistent(first, second, (proof ?? []).map(bytes)), !wantErr, name)
    }
  })
})

function absent(): string | false {
  return existsSync(casesOf('inclusion')) ? false : `not there: ${casesOf('inclusion')} (PARVIS_SHARED)`
}

/** Around every boundary of a tile, and some sizes drawn at random. */
const SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 767, 768, 1_000]

describe('a tree', () => {
  it('has the root that RFC 6962 defines, whichever way it is put together', async () => {
    assert.deepEqual(EMPTY_ROOT, naiveRoot([]))
    for (const size of [...SIZES, randomInt(1, 2_000)]) {
      const entries = Array.from({ length: size }, () => randomBytes(32))
      const leaves = entries.map(leafHash)
      const root = naiveRoot(leaves)
      assert.deepEqual(rootOfEntries(entries), root)
      assert.deepEqual((await hashRanges([{ from: 0, to: size }], readerOf(leaves)))[0], root, String(size))
    }
  })

  it('proves every leaf, and nothing else passes for it', async () => {
    for (const size of SIZES) {
      const leaves = leavesOf(size)
      const [root, read] = [naiveRoot(leaves), readerOf(leaves)]
      const all = size < 20 ? leaves.keys() : [0, size - 1, randomInt(size), randomInt(size)]
      for (const index of all) {
        const proof = await hashRanges(inclusionRanges(index, size), read)
        const claim = { index, size, leaf: leaves[index]!, proof }
        assert.ok(isIncluded(claim, root))
        assert.ok(!isIncluded({ ...claim, leaf: flipped(leaves[index]!) }, root))
        assert.ok(!isIncluded({ ...claim, proof: [...proof, root] }, root))
        assert.ok(!isIncluded(claim, flipped(root)))
        for (const [at, hash] of proof.entries())
          assert.ok(!isIncluded({ ...claim, proof: proof.with(at, flipped(hash)) }, root))
        if (proof.length === 0) continue
        assert.ok(!isIncluded({ ...claim, proof: proof.slice(1) }, root))
        assert.ok(!isIncluded({ ...claim, index: index ^ 1 }, root) || index === (index ^ 1))
      }
    }
  })

  it('proves that it began as any smaller one, and as no other', async () => {
    for (const size of SIZES) {
      const leaves = leavesOf(size)
      const [root, read] = [naiveRoot(leaves), readerOf(leaves)]
      for (const first of size < 20 ? leaves.keys().map((n) => n + 1) : [1, size, 1 + randomInt(size), 256]) {
        if (first > size) continue
        const began = { size: first, root: naiveRoot(leaves.slice(0, first)) }
        const proof = await hashRanges(consistencyRanges(first, size), read)
        assert.ok(isConsistent(began, { size, root }, proof), `${first} ${size}`)
        const other = { size: first, root: naiveRoot([...leaves.slice(0, first - 1), randomBytes(32)]) }
        assert.ok(!isConsistent(other, { size, root }, proof))
        assert.ok(!isConsistent(began, { size, root: flipped(root) }, proof))
        for (const [at, hash] of proof.entries())
          assert.ok(!isConsistent(began, { size, root }, proof.with(at, flipped(hash))))
      }
    }
  })

  it('cuts ranges well up to the largest size that we count', () => {
    for (const size of [2 ** 31 + 1, 2 ** 40 - 1, 2 ** 48 - 1, 2 ** 49 - 1, Number.MAX_SAFE_INTEGER]) {
      const sum = subtreesOf({ from: 0, to: size }).reduce((leaves, { height }) => leaves + 2 ** height, 0)
      assert.equal(sum, size)
      const ranges = inclusionRanges(size - 1, size)
      assert.equal(
        ranges.reduce((leaves, { from, to }) => leaves + to - from, 0),
        size - 1,
      )
    }
  })

  it('does not compute from a tile that is missing or cut', async () => {
    const leaves = leavesOf(300)
    const cut = async (places: { level: number; n: number }[]) =>
      (await readerOf(leaves)(places)).map((tile) => ({ ...tile, hashes: tile.hashes.subarray(0, 32) }))
    await assert.rejects(hashRanges([{ from: 0, to: 300 }], cut), /not there, or is too short/)
    await assert.rejects(
      hashRanges([{ from: 0, to: 300 }], async () => []),
      /not there, or is too short/,
    )
    assert.deepEqual(fold([foldEven(leaves.slice(0, 256))]), naiveRoot(leaves.slice(0, 256)))
  })
})

describe('the name of a tile', () => {
  it('is the one that the specification gives', () => {
    assert.equal(pathOfIndex(1_234_067), 'x001/x234/067')
    assert.equal(pathOfIndex(0), '000')
    assert.equal(pathOfIndex(1_000), 'x001/000')
    assert.deepEqual(tileAsked('0/x001/x234/067'), { level: 0, n: 1_234_067, width: 256 })
    assert.deepEqual(tileAsked('63/000.p/7'), { level: 63, n: 0, width: 7 })
    assert.deepEqual(tileAsked('entries/x001/002.p/255'), { level: 'entries', n: 1_002, width: 255 })
  })

  it('is read in that form only', () => {
    for (const junk of [
      '',
      '0',
      '0/',
      '0/0',
      '0/0000',
      '00/000',
      '64/000',
      '-1/000',
      '0/x000/001',
      '0/001/002',
      '0/000.p',
      '0/000.p/0',
      '0/000.p/256',
      '0/000.p/01',
      '0/000.p/7/8',
      'entries',
      'data/000',
      '0/x999/x999/x999/x999/x999/x999/999',
      '0/000\n',
      '0/../000',
    ])
      assert.equal(tileAsked(junk), null, junk)
  })
})
