import { createHash } from 'node:crypto'
import { isIncluded, leafHash } from './merkle/check.ts'
import { type Checkpoint, fromBase64, openCheckpoint } from './note.ts'

/*
 * C2SP tlog-proof: a file that proves offline that an event is in the log. This file is bundled into the verifier that
 * strangers run: with what it imports, it needs nothing but node:crypto.
 *
 * The extra data is JSON: `envelope`, the event's canonical envelope as a text, and where its content was revealed `body`
 * (canonical JSON as a text) and `salt` (hexadecimal). Texts, so that whoever verifies hashes bytes and composes nothing.
 */

export type Extra = { envelope: string; body?: string; salt?: string }
export type Proof = { index: number; hashes: readonly Uint8Array[]; checkpoint: string; extra: Extra }

const HEADER = 'c2sp.org/tlog-proof@v1'

export const formatProof = ({ index, hashes, checkpoint, extra }: Proof): string =>
  [
    HEADER,
    `extra ${Buffer.from(JSON.stringify(extra)).toString('base64')}`,
    `index ${index}`,
    ...hashes.map((hash) => Buffer.from(hash).toString('base64')),
    '',
    checkpoint,
  ].join('\n')

/** Reads a proof; null when it is not one. Nothing is verified yet. */
export const parseProof = (text: string): Proof | null => {
  const end = text.indexOf('\n\n')
  const [header, ...lines] = text.slice(0, Math.max(0, end)).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? extraOf(lines.shift()!.slice('extra '.length)) : null
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1]
  const hashes = lines.map(fromBase64)
  if (header !== HEADER || !extra || index === undefined || !Number.isSafeInteger(Number(index))) return null
  if (!hashes.every((hash) => hash?.length === 32)) return null
  return { index: Number(index), hashes: hashes as Buffer[], checkpoint: text.slice(end + 2), extra }
}

const extraOf = (coded: string): Extra | null => {
  const { envelope, body, salt } = jsonOf(fromBase64(coded)?.toString()) ?? {}
  if (typeof envelope !== 'string') return null
  if (body === undefined && salt === undefined) return { envelope }
  return typeof body === 'string' && typeof salt === 'string' ? { envelope, body, salt } : null
}

const jsonOf = (text: string | undefined): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/**
 * `not-a-proof`: the file is not one of ours. `not-signed`: the checkpoint is not signed by that
 * key, or is altered. `not-included`: the hashes do not lead from the envelope to the signed root. `content-differs`: the
 * revealed content is not what the event committed to.
 */
export type ProofFault = 'not-a-proof' | 'not-signed' | 'not-included' | 'content-differs'

/**
 * What a proof shows: the event's envelope (stream, kind, at, measure…) at `index` of the log as signed in `checkpoint`;
 * `body` when it was revealed, else null.
 */
export type Proved = {
  index: number
  checkpoint: Checkpoint
  envelope: Record<string, unknown>
  body: Record<string, unknown> | null
}

/** Verifies a proof with nothing but the log's verifier key (`/journal/vkey`). Never throws on a bad file. */
export const verifyProof = (
  text: string,
  vkey: string,
): { ok: true; value: Proved } | { ok: false; refusal: ProofFault } => {
  const proof = parseProof(text)
  const envelope = proof && jsonOf(proof.extra.envelope)
  if (!proof || !envelope) return { ok: false, refusal: 'not-a-proof' }
  const checkpoint = openCheckpoint(proof.checkpoint, vkey)
  if (!checkpoint) return { ok: false, refusal: 'not-signed' }
  const { index, hashes, extra } = proof
  const leaf = leafHash(sha256(Buffer.from(extra.envelope)))
  if (!isIncluded({ index, size: checkpoint.size, leaf, proof: hashes }, checkpoint.root))
    return { ok: false, refusal: 'not-included' }
  if (extra.body === undefined) return { ok: true, value: { index, checkpoint, envelope, body: null } }
  const body = jsonOf(extra.body)
  const commitment = sha256(Buffer.from(extra.salt!, 'hex'), Buffer.from(extra.body)).toString('hex')
  if (!body || extra.salt!.length !== 32 || commitment !== envelope['commitment'])
    return { ok: false, refusal: 'content-differs' }
  return { ok: true, value: { index, checkpoint, envelope, body } }
}

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
