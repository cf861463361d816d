import canonicalize from 'canonicalize'
import { sha256 } from '#kernel'

/** What an event says: plain JSON, of its kind's own shape. */
export type Body = Record<string, unknown>

/**
 * One thing that happened, as an act writes it. `actor` and `onBehalfOf` are opaque ids (a person, an agent, a robot),
 * never a name or a number that a person carries: they stay in the ledger when the body is erased.
 */
export type NewEvent = {
  stream: string
  kind: string
  body: Body
  actor: string
  onBehalfOf?: string | null
  channel: string
  at: Date
}

/** An event with its place in its stream, from 1. */
export type Event = NewEvent & { seq: number; id: string }

/**
 * An event with its place among all, from 0. An event whose content was erased comes with an empty body and
 * `erased: true`: whoever reads it again (a rebuild) must do without what it said.
 */
export type SealedEvent = Event & { index: number; onBehalfOf: string | null; erased: boolean }

/** What the leaf covers: everything but the content, and the commitment in its place. */
export type Envelope = Omit<Event, 'body'> & { commitment: Buffer }

/** RFC 8785. Refuses what JSON cannot hold (NaN, a lone surrogate, a circle): an act never writes those. */
export const canonical = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no JSON form')
  return text
}

/**
 * Binds an event to its content without telling it: with salt and body destroyed, nothing can be guessed from it.
 * `content` is the body's canonical text.
 */
export const commitmentOf = (salt: Uint8Array, content: string): Buffer =>
  sha256(Buffer.concat([salt, Buffer.from(content)]))

const LEAF = Buffer.from([0])

/** The leaf's hash (RFC 6962 section 2.1): SHA-256 over 0x00 and the canonical envelope. */
export const leafOf = (event: Envelope): Buffer => {
  const { stream, seq, id, kind, actor, channel } = event
  const at = event.at.toISOString()
  const onBehalfOf = event.onBehalfOf ?? null
  const commitment = event.commitment.toString('hex')
  const envelope = canonical({ stream, seq, id, kind, at, actor, onBehalfOf, channel, commitment })
  return sha256(Buffer.concat([LEAF, Buffer.from(envelope)]))
}
