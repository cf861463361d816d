import { EMPTY_ROOT, leafHash, nodeHash } from './check.ts'

/*
 * The tree, in terms of ranges of its leaves: which subtrees a root or a proof is made of, and how their hashes are put
 * together. Whoever holds the hashes (tiles in a database, an array in a test) only answers for complete subtrees.
 */

/** Leaves [from, to), whose hash is RFC 6962's MTH(D[from:to]). */
export type Range = { from: number; to: number }

/** A complete subtree: 2^height leaves, the `index`th of its height. */
export type Subtree = { height: number; index: number }

/** The complete subtrees that make up a range, from left to right. Its start is a multiple of the greatest of them. */
export const subtreesOf = ({ from, to }: Range): Subtree[] => {
  const parts: Subtree[] = []
  for (let at = from; at < to;) {
    const height = heightWithin(to - at)
    parts.push({ height, index: at / 2 ** height })
    at += 2 ** height
  }
  return parts
}

/** The greatest k with 2^k <= n. Counted: a logarithm rounds up just below the greater powers of two. */
const heightWithin = (n: number): number => {
  let height = 0
  while (2 ** (height + 1) <= n) height += 1
  return height
}

/** The hash of a range from those of its complete subtrees. */
export const fold = (hashes: readonly Uint8Array[]): Buffer =>
  Buffer.from(hashes.length ? hashes.reduceRight((right, left) => nodeHash(left, right)) : EMPTY_ROOT)

/** The hash of a complete subtree from its 2^k hashes of one height. */
export const foldEven = (hashes: readonly Uint8Array[]): Buffer => {
  let level = hashes
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, at) => nodeHash(level[2 * at]!, level[2 * at + 1]!))
  return Buffer.from(level[0]!)
}

/** The largest power of two smaller than n (RFC 6962 section 2.1), for n > 1. */
const splitOf = (n: number): number => 2 ** heightWithin(n - 1)

/** PATH(m, D[n]) of RFC 6962 section 2.1.1, from the leaf's sibling up. */
export const inclusionRanges = (index: number, size: number): Range[] => {
  const path = (from: number, to: number): Range[] => {
    if (to - from <= 1) return []
    const middle = from + splitOf(to - from)
    return index < middle
      ? [...path(from, middle), { from: middle, to }]
      : [...path(middle, to), { from, to: middle }]
  }
  return path(0, size)
}

/** PROOF(m, D[n]) of RFC 6962 section 2.1.2, for 0 < m <= n. */
export const consistencyRanges = (first: number, second: number): Range[] => {
  const proof = (from: number, to: number, isWhole: boolean): Range[] => {
    if (first === to) return isWhole ? [] : [{ from, to }]
    const middle = from + splitOf(to - from)
    return first <= middle
      ? [...proof(from, middle, isWhole), { from: middle, to }]
      : [...proof(middle, to, false), { from, to: middle }]
  }
  return proof(0, second, true)
}

/** A small tree in memory, by the definition: RFC 6962's MTH over entries. For whoever holds all of them. */
export const rootOfEntries = (entries: readonly Uint8Array[]): Buffer => {
  const hashes = entries.map(leafHash)
  const parts = subtreesOf({ from: 0, to: hashes.length })
  return fold(
    parts.map(({ height, index }) => foldEven(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height))),
  )
}
