import { newId, type Queries } from '#kernel'
import type { Event, NewEvent } from './event.ts'
import { holdStreams, insertEvents, lastPlaces } from './store.ts'

/**
 * Writes events inside the act's transaction and gives each the next place of its stream, in the order given. Until the
 * transaction ends, whoever appends to the same stream waits. An act that already owns its stream's places (it holds
 * the row whose revision they are) writes with `insertEvents` instead; one stream never mixes the two.
 */
export const append = async (tx: Queries, events: readonly NewEvent[]): Promise<Event[]> => {
  if (events.length === 0) return []
  const streams = [...new Set(events.map(({ stream }) => stream))]
  await holdStreams(tx, streams)
  const last = await lastPlaces(tx, streams)
  // Ids of one millisecond come in no order: sorted, the sealer keeps the order in which the act wrote.
  const ids = events.map(newId).toSorted()
  const placed = events.map((event, at) => {
    const seq = (last.get(event.stream) ?? 0) + 1
    last.set(event.stream, seq)
    return { ...event, seq, id: ids[at]! }
  })
  await tx.query(insertEvents(placed))
  return placed
}
