import { createHash } from 'node:crypto'

/*
 * RFC 6962 (and RFC 9162 section 2.1, which says how to verify). This file is bundled into the verifier that strangers
 * run: it imports nothing but node:crypto. Sizes and indexes are numbers up to 2^53; what is not such a number fails.
 */

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** The record hash of an entry: SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Buffer => sha256(LEAF, entry)
/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right)
/** The root of a tree of nothing. */
export const EMPTY_ROOT = sha256()

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === 32)
const half = (n: number): number => Math.floor(n / 2)
const isOdd = (n: number): boolean => n % 2 === 1

export type Inclusion = { index: number; size: number; leaf: Uint8Array; proof: readonly Uint8Array[] }

/** The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2), or null when it cannot be one. */
export const rootOfInclusion = ({ index, size, leaf, proof }: Inclusion): Uint8Array | null => {
  if (!isCount(index) || !isCount(size) || index >= size) return null
  if (!areHashes([leaf, ...proof])) return null
  let [at, last] = [index, size - 1]
  let root: Uint8Array = leaf
  for (const beside of proof) {
    if (last === 0) return null
    if (isOdd(at) || at === last) {
      root = nodeHash(beside, root)
      while (!isOdd(at) && at > 0) [at, last] = [half(at), half(last)]
    } else root = nodeHash(root, beside)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 ? root : null
}

/** Whether the leaf is at that place of the tree whose root this is. */
export const isIncluded = (claim: Inclusion, root: Uint8Array): boolean => {
  const reached = rootOfInclusion(claim)
  return reached !== null && same(reached, root)
}

export type Head = { size: number; root: Uint8Array }

/**
 * Whether the second tree begins with the whole of the first (RFC 9162 section 2.1.4.2). Nothing follows from an empty
 * first tree: that is no proof.
 */
export const isConsistent = (first: Head, second: Head, proof: readonly Uint8Array[]): boolean => {
  if (!isCount(first.size) || !isCount(second.size)) return false
  if (first.size === 0 || first.size > second.size || !areHashes(proof)) return false
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root)
  // A first tree that is a whole subtree of the second is its own first hash.
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : [...proof]
  const begin = path.shift()
  if (!begin || proof.length === 0) return false
  let [at, last] = [first.size - 1, second.size - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let [ofFirst, ofSecond]: [Uint8Array, Uint8Array] = [begin, begin]
  for (const beside of path) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      ;[ofFirst, ofSecond] = [nodeHash(beside, ofFirst), nodeHash(beside, ofSecond)]
      while (!isOdd(at) && at > 0) [at, last] = [half(at), half(last)]
    } else ofSecond = nodeHash(ofSecond, beside)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && same(ofFirst, first.root) && same(ofSecond, second.root)
}

const isPowerOfTwo = (n: number): boolean => {
  let left = n
  while (left > 1 && !isOdd(left)) left /= 2
  return left === 1
}
