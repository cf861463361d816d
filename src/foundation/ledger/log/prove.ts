import { ok, type Queries, refused, type Result } from '#kernel'
import { canonical, envelopeOf } from '../event.ts'
import { parseCheckpoint, parseNote } from '../note.ts'
import { type Extra, formatProof } from '../proof.ts'
import { findEvent, placeOf } from '../store.ts'
import { inclusionProof, readCheckpoint } from './read.ts'

/** `not-signed-yet`: it is in no checkpoint so far: a second later it is, unless the log is held. */
export type ProveRefusal = 'no-such-event' | 'not-signed-yet' | 'content-erased'

/** An event by its id, or by its place among all. */
export type EventAsked = { id: string } | { index: number }

/**
 * A C2SP tlog-proof of one event under the last checkpoint, with its envelope; `reveal` adds what it says and the salt,
 * with which whoever holds the file can check it. The file then holds what the person wrote: it is for them.
 */
export const proveEvent = async (
  q: Queries,
  asked: EventAsked,
  { reveal = false }: { reveal?: boolean } = {},
): Promise<Result<string, ProveRefusal>> => {
  const place = await placeOf(q, asked)
  const event = place && (await findEvent(q, place))
  if (!place || !event) return refused('no-such-event')
  const checkpoint = await readCheckpoint(q)
  const size = checkpoint ? parseCheckpoint(parseNote(checkpoint)!.text)!.size : 0
  const { index } = place
  if (index === null || index >= size) return refused('not-signed-yet', { size })
  if (reveal && (event.body === null || event.salt === null)) return refused('content-erased')
  const extra: Extra = { envelope: envelopeOf(event) }
  if (reveal) Object.assign(extra, { body: canonical(event.body), salt: event.salt!.toString('hex') })
  const hashes = await inclusionProof(q, index, size)
  return ok(formatProof({ index, hashes, checkpoint: checkpoint!, extra }))
}
