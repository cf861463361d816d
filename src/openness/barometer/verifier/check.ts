import { createHash } from 'node:crypto'
import { isConsistent, verifyProof } from '#ledger'
import type { Definition } from '../definition.ts'
import { DEFINITIONS, inForceOn } from '../definitions.ts'
import { CONSISTENCY, FIGURES, MANIFEST, type Manifest, manifestOf, MEASURES, PROOF } from '../manifest.ts'
import type { Measure } from '../measure.ts'
import { figuresFrom, figuresText } from '../published-text.ts'
import { releaseFaults } from '../release-faults.ts'
import { differencesIn } from './differences.ts'
import type { Fault, Reader } from './fault.ts'
import { readMeasures } from './measures-file.ts'

/** What was verified of one publication: it holds when there are no faults. */
export type Verdict = {
  day: string
  revision: number
  measures: number
  figures: number
  head: Manifest['head']
  /** The verifier key that the proof was checked with, and whether it came with the publication itself. */
  key: { vkey: string; isItsOwn: boolean } | null
  /** When the log signed the head that holds the publication is not told: which head it was is. */
  proved: { index: number; size: number; origin: string } | null
  faults: Fault[]
}

export type Checking = { vkey?: string | undefined; definitions?: readonly Definition[] }

/**
 * Everything that anybody can verify of one publication from its files alone: their digests, the rule by which counts of
 * persons are published, each figure from the measures by the very folds that made it, the log's signature, and that the
 * log holds this manifest. Null when there is no publication.
 */
export const checkPublication = async (
  read: Reader,
  { vkey, definitions = DEFINITIONS }: Checking = {},
): Promise<Verdict | null> => {
  const bytes = await read(MANIFEST)
  if (!bytes) return null
  const manifest = manifestOf(bytes.toString())
  if ('fault' in manifest) return unreadable(manifest.fault)
  const files = await Promise.all(
    [MEASURES, FIGURES].map(async (name) => ({ name, ...(await readListed(read, manifest, name)) })),
  )
  const [measures, figures] = files.map(({ body }) => body)
  const counted = measures ? readMeasures(measures.toString()) : { measures: [], faults: [] }
  const inForce = definitionsOf(manifest, definitions)
  const made = inForce.definitions
    ? compareFigures(counted.measures, manifest, inForce.definitions, figures)
    : { count: 0, faults: [] }
  const proof = await checkProof(read, manifest, digestOf(bytes), vkey)
  return {
    day: manifest.day,
    revision: manifest.revision,
    measures: counted.measures.length,
    figures: made.count,
    head: manifest.head,
    key: proof.key,
    proved: proof.proved,
    faults: [
      ...files.flatMap(({ faults }) => faults),
      ...counted.faults,
      ...inForce.faults,
      ...(inForce.definitions
        ? ruleFaults(counted.measures, manifest.day, inForce.definitions, counted.faults.length)
        : []),
      ...made.faults,
      ...proof.faults,
    ],
  }
}

const unreadable = (says: string): Verdict => ({
  day: '',
  revision: 0,
  measures: 0,
  figures: 0,
  head: { size: 0, root: null },
  key: null,
  proved: null,
  faults: [fault(MANIFEST, '', says)],
})

const fault = (file: string, where: string, says: string): Fault => ({ file, where, says })

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const readListed = async (
  read: Reader,
  { files }: Manifest,
  name: string,
): Promise<{ body: Buffer | null; faults: Fault[] }> => {
  const listed = files.filter((file) => file.name === name)
  if (listed.length !== 1) return { body: null, faults: [fault(MANIFEST, name, 'is not listed once')] }
  const body = await read(name)
  if (!body) return { body, faults: [fault(name, '', 'is missing')] }
  const [{ bytes, sha256 }] = listed as [Manifest['files'][number]]
  if (body.length !== bytes)
    return {
      body,
      faults: [fault(name, 'size', `is ${body.length} bytes, where the manifest says ${bytes}`)],
    }
  const digest = digestOf(body)
  if (digest === sha256) return { body, faults: [] }
  return {
    body,
    faults: [fault(name, 'digest', `has the SHA-256 ${digest}, where the manifest says ${sha256}`)],
  }
}

/** The definitions that the publication followed, as this verifier knows them. */
const definitionsOf = (
  manifest: Manifest,
  known: readonly Definition[],
): { definitions: Definition[] | null; faults: Fault[] } => {
  const found = manifest.definitions.map(({ target, version, from }) =>
    known.find((one) => one.target === target && one.version === version && one.from === from),
  )
  const faults = found.flatMap((definition, at) => {
    const { target, version } = manifest.definitions[at]!
    const says = `follows a definition that this verifier does not know: take the one that lies beside the data`
    return definition ? [] : [fault(MANIFEST, `definitions, target ${target} version ${version}`, says)]
  })
  if (faults.length > 0) return { definitions: null, faults }
  return {
    definitions: found as Definition[],
    faults: forceFaults(found as Definition[], manifest.day, known),
  }
}

/** Each target under the version that ruled on that day: nobody leaves one out, nor chooses what suits them. */
const forceFaults = (found: readonly Definition[], day: string, known: readonly Definition[]): Fault[] => {
  const inForce = inForceOn(day, known)
  const places = inForce.flatMap((one) =>
    found.filter((other) => other === one).length === 1
      ? []
      : [`target ${one.target} version ${one.version}`],
  )
  const others = found.filter((one) => !inForce.includes(one))
  return [
    ...places.map((place) =>
      fault(MANIFEST, `definitions, ${place}`, 'was in force, and is not followed once'),
    ),
    ...others.map(({ target, version }) =>
      fault(MANIFEST, `definitions, target ${target} version ${version}`, 'was not in force'),
    ),
  ]
}

/** What breaks the rule is named by its line; where lines are not read, the rest follows from that. */
const ruleFaults = (
  measures: readonly Measure[],
  day: string,
  definitions: readonly Definition[],
  unread: number,
): Fault[] =>
  unread > 0
    ? []
    : releaseFaults(measures, day, definitions).map(({ line, says }) =>
        fault(MEASURES, line > 0 ? `line ${line}` : '', says),
      )

const compareFigures = (
  measures: readonly Measure[],
  { day }: Manifest,
  definitions: readonly Definition[],
  published: Buffer | null | undefined,
): { count: number; faults: Fault[] } => {
  const figures = figuresFrom(measures, day, definitions)
  if (!published) return { count: figures.length, faults: [] }
  const text = published.toString()
  if (text === figuresText(figures)) return { count: figures.length, faults: [] }
  const said = jsonOf(text)
  if (!Array.isArray(said))
    return { count: figures.length, faults: [fault(FIGURES, '', 'is no list of figures')] }
  const differences = figures.flatMap((figure, at) =>
    differencesIn(said[at], JSON.parse(JSON.stringify(figure)), '').map(({ field, live, recomputed }) => {
      const whose = figure.organisation === null ? 'all organisations' : figure.organisation
      const where = `target ${figure.target}, ${whose}${field && `, ${field.slice(1)}`}`
      return fault(FIGURES, where, `says ${textOf(live)}, where the measures come to ${textOf(recomputed)}`)
    }),
  )
  if (said.length > figures.length)
    differences.push(
      fault(FIGURES, '', `holds ${said.length} figures, where the measures come to ${figures.length}`),
    )
  const otherwise = [fault(FIGURES, '', 'says the same figures, but is not written as they are')]
  return { count: figures.length, faults: differences.length > 0 ? differences : otherwise }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const textOf = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

type Proven = Pick<Verdict, 'key' | 'proved' | 'faults'>

const checkProof = async (
  read: Reader,
  manifest: Manifest,
  digest: string,
  pinned: string | undefined,
): Promise<Proven> => {
  const vkey = pinned ?? manifest.log?.vkey
  const none = { key: null, proved: null }
  if (!vkey) return { ...none, faults: [fault(MANIFEST, 'log', 'names no log: nothing was signed')] }
  const key = { vkey, isItsOwn: pinned === undefined }
  const faults: Fault[] = []
  if (pinned !== undefined && manifest.log?.vkey !== pinned)
    faults.push(fault(MANIFEST, 'log.vkey', 'is not the key that you gave'))
  const text = (await read(PROOF))?.toString()
  if (text === undefined) {
    const says = 'is missing: it comes some seconds after the publication'
    return { key, proved: null, faults: [...faults, fault(PROOF, '', says)] }
  }
  const proof = verifyProof(text, vkey)
  if (!proof.ok)
    return { key, proved: null, faults: [...faults, fault(PROOF, '', PROOF_SAYS[proof.refusal])] }
  const { index, checkpoint, envelope, body } = proof.value
  const proved = { index, size: checkpoint.size, origin: checkpoint.origin }
  const { day, revision, files, head } = manifest
  const says = (name: string, is: unknown, should: unknown) =>
    is === should
      ? []
      : [fault(PROOF, name, `says ${textOf(is)}, where the publication says ${textOf(should)}`)]
  const listed = (name: string) => files.find((file) => file.name === name)?.sha256
  faults.push(
    ...says('kind', envelope['kind'], 'measures.published'),
    ...says('day', body?.['day'], day),
    ...says('revision', body?.['revision'], revision),
    ...says('manifest', body?.['manifest'], digest),
    ...says('measures', body?.['measures'], listed(MEASURES)),
    ...says('figures', body?.['figures'], listed(FIGURES)),
    ...(index < head.size ? [fault(PROOF, 'index', 'comes before the head that was counted up to')] : []),
    ...(await consistencyFaults(read, manifest, checkpoint)),
  )
  return { key, proved, faults }
}

const PROOF_SAYS = {
  'not-a-proof': 'is no C2SP tlog-proof, or was altered',
  'not-signed': 'holds a head that this key did not sign, or that was altered',
  'not-included': 'does not lead from the event to the signed head',
  'content-differs': 'reveals other content than the event committed to',
} as const

/** That the signed log goes on from the head that the measures were counted up to. */
const consistencyFaults = async (
  read: Reader,
  { head }: Manifest,
  signed: { size: number; root: Uint8Array },
): Promise<Fault[]> => {
  if (head.size === 0) return []
  if (head.root === null)
    return [fault(MANIFEST, 'head.root', 'is missing: nothing binds the measures to the log')]
  const text = (await read(CONSISTENCY))?.toString()
  if (text === undefined) return [fault(CONSISTENCY, '', 'is missing')]
  const { first, second, hashes } = (jsonOf(text) ?? {}) as Record<string, unknown>
  const said = JSON.stringify([first, second])
  if (said !== JSON.stringify([head, { size: signed.size }]) || !areHashes(hashes))
    return [fault(CONSISTENCY, '', 'is not of these two heads, or was altered')]
  const holds = isConsistent(
    { size: head.size, root: Buffer.from(head.root, 'hex') },
    signed,
    hashes.map((hash) => Buffer.from(hash, 'hex')),
  )
  return holds
    ? []
    : [fault(CONSISTENCY, '', 'does not lead from the head that was counted to the signed one')]
}

const areHashes = (hashes: unknown): hashes is string[] =>
  Array.isArray(hashes) && hashes.every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash))
