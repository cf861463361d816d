import canonicalize from 'canonicalize'
import { sha256 } from '#kernel'

/** What an event says: plain JSON, of its kind's own shape. */
export type Body = Record<string, unknown>

/**
 * What an event counts for: a small flat object of values from closed lists (an organisation, a service, a channel, a
 * yes or no). Never a person, a free text, an amount or a number that identifies: it stays when the body is erased.
 */
export type EventMeasure = Record<string, unknown>

/**
 * One thing that happened, as an act writes it. `actor` and `onBehalfOf` are opaque ids (a person, an agent, a robot),
 * never a name or a number that a person carries: they stay in the ledger when the body is erased.
 */
export type NewEvent = {
  stream: string
  kind: string
  body: Body
  /** Absent or null: this event counts in no figure. */
  measure?: EventMeasure | null
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
export type SealedEvent = ReadEvent & { index: number }

/** An event as it is read back. */
export type ReadEvent = Event & { measure: EventMeasure | null; onBehalfOf: string | null; erased: boolean }

/**
 * What the leaf covers: everything but the content, and the commitment in its place. `measure` is its canonical text,
 * as it is kept.
 */
export type Envelope = Omit<Event, 'body' | 'measure'> & { measure: string | null; commitment: Buffer }

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

/**
 * The canonical envelope (RFC 8785: keys in their order, no space). Written out because it is made for every event: the
 * texts are PostgreSQL's, in which no lone surrogate can be, and JSON.stringify then writes a string as RFC 8785 does.
 */
export const envelopeOf = (event: Envelope): string => {
  const { stream, seq, id, kind, actor, channel, measure, commitment } = event
  const [onBehalfOf, at] = [event.onBehalfOf ?? null, event.at.toISOString()]
  return (
    `{"actor":${quoted(actor)},"at":"${at}","channel":${quoted(channel)},"commitment":"${commitment.toString('hex')}",` +
    `"id":"${id}","kind":${quoted(kind)},"measure":${measure},"onBehalfOf":${quoted(onBehalfOf)},"seq":${seq},` +
    `"stream":"${stream}"}`
  )
}

const quoted = (text: string | null): string => JSON.stringify(text)

/**
 * What the log holds of an event: 32 bytes that bind its envelope and tell nothing of it, so that the log can be public
 * while streams and actors stay private.
 */
export const entryOf = (event: Envelope): Buffer => sha256(Buffer.from(envelopeOf(event)))

const LEAF = Buffer.from([0])

/** The record hash of an entry in the tree (RFC 6962 section 2.1). */
export const leafOf = (entry: Uint8Array): Buffer => sha256(Buffer.concat([LEAF, entry]))
