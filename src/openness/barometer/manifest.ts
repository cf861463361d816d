import { isDay } from './days.ts'

/*
 * What a publication says of itself, for whoever publishes and whoever verifies: this file runs in the stand-alone
 * verifier too.
 */

export const FORMAT = 'parvis-measures-1'

/** The names of what lies in a publication's folder. The proofs come last: they prove the manifest. */
export const MANIFEST = 'manifest.json'
export const MEASURES = 'measures.ndjson'
export const FIGURES = 'figures.json'
export const PROOF = 'proof.txt'
export const CONSISTENCY = 'consistency.json'

export type ManifestFile = { name: string; type: string; bytes: number; sha256: string }

export type Manifest = {
  format: typeof FORMAT
  /** The civil day in Québec that the publication is of, and which of that day. */
  day: string
  revision: number
  publishedAt: string
  /** The definitions that its figures follow. */
  definitions: { target: number; version: number; from: string }[]
  /** The log that holds it, and the verifier key of its signatures; null where nothing is signed. */
  log: { origin: string; vkey: string } | null
  /** The head of the ledger that it was counted up to; the root in hexadecimal, null where nothing is signed. */
  head: { size: number; root: string | null }
  files: ManifestFile[]
}

/** The folder's name. */
export const nameOf = ({ day, revision }: { day: string; revision: number }): string =>
  revision === 1 ? day : `${day}-r${revision}`

/** The day and revision that a folder's name says; null when it is no such name. */
export const publicationNamed = (name: string): { day: string; revision: number } | null => {
  const [, day, revision] = /^(\d{4}-\d{2}-\d{2})(?:-r([2-9]|[1-9]\d{1,4}))?$/.exec(name) ?? []
  return isDay(day) ? { day, revision: Number(revision ?? 1) } : null
}

/** Reads a manifest; what is wrong with it, in words, when it is not one. */
export const manifestOf = (text: string): Manifest | { fault: string } => {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return { fault: 'is not JSON' }
  }
  const m = said as Partial<Manifest> | null
  if (typeof m !== 'object' || m === null || Array.isArray(m)) return { fault: 'is not an object' }
  if (m.format !== FORMAT) return { fault: `says format ${JSON.stringify(m.format)}: this reads ${FORMAT}` }
  const shapes: [keyof Manifest, boolean][] = [
    ['day', isDay(m.day)],
    ['revision', Number.isSafeInteger(m.revision) && m.revision! > 0],
    ['publishedAt', typeof m.publishedAt === 'string' && !Number.isNaN(Date.parse(m.publishedAt))],
    ['definitions', Array.isArray(m.definitions) && m.definitions.every(isDefinition)],
    ['log', m.log === null || (typeof m.log?.origin === 'string' && typeof m.log.vkey === 'string')],
    ['head', isHead(m.head)],
    ['files', Array.isArray(m.files) && m.files.every(isFile)],
  ]
  const wrong = shapes.find(([, isRight]) => !isRight)
  return wrong ? { fault: `has no readable "${wrong[0]}"` } : (m as Manifest)
}

const isDefinition = (one: unknown): boolean => {
  const { target, version, from } = (one ?? {}) as Record<string, unknown>
  return Number.isSafeInteger(target) && Number.isSafeInteger(version) && isDay(from)
}

const isHead = (head: unknown): boolean => {
  const { size, root } = (head ?? {}) as Record<string, unknown>
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return false
  return root === null || (typeof root === 'string' && /^[0-9a-f]{64}$/.test(root))
}

const isFile = (file: unknown): boolean => {
  const { name, type, bytes, sha256 } = (file ?? {}) as Record<string, unknown>
  return (
    typeof name === 'string' &&
    /^[a-z][a-z0-9.-]{0,60}$/.test(name) &&
    typeof type === 'string' &&
    Number.isSafeInteger(bytes) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  )
}
