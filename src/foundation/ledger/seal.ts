import type { Clock, Database, Queries } from '#kernel'
import { entryOf, type Envelope } from './event.ts'
import { electSealer, type Fresh, freshEvents, unsealedBefore, writeSeals } from './store.ts'

/** `busy`: another process is sealing. `more`: the batch was full, ask again. `head`: the next index to be given. */
export type Sealing = { busy: true } | { busy: false; sealed: number; more: boolean; head: number }

const MOST = 10_000

/**
 * Seals one batch of committed events in one transaction: dense indexes, in the order of time, each stream in its own
 * order. Which events are fresh, and why none is ever skipped: docs/decisions/0003-ledger-order-and-leaf.md.
 */
export const sealBatch = (
  db: Database,
  { clock, most = MOST }: { clock: Clock; most?: number },
): Promise<Sealing> =>
  db.transaction(async (tx) => {
    if (!(await electSealer(tx))) return { busy: true }
    // A statement of its own, after the election: its snapshot sees all that the last sealer committed.
    const fresh = await freshEvents(tx, most)
    const more = fresh.events.length === most
    const events = inOrder(more ? await completed(tx, fresh) : fresh.events)
    const seals = events.map((event) => ({ stream: event.stream, seq: event.seq, entry: entryOf(event) }))
    await writeSeals(tx, seals, { next: fresh.next, snapshot: more ? null : fresh.snapshot, at: clock() })
    return { busy: false, sealed: seals.length, more, head: fresh.next + seals.length }
  })

/** A full batch may have left out what precedes one of its events in its stream. */
const completed = async (tx: Queries, { events }: Fresh): Promise<Envelope[]> => {
  const places = new Map<string, number>()
  for (const { stream, seq } of events) places.set(stream, Math.max(seq, places.get(stream) ?? 0))
  const known = new Set(events.map(placeOf))
  const before = await unsealedBefore(tx, places)
  return [...events, ...before.filter((event) => !known.has(placeOf(event)))]
}

const placeOf = ({ stream, seq }: Envelope): string => `${stream} ${seq}`

/** By time, then id; where that contradicts a stream's own order, its events trade places among themselves. */
export const inOrder = (events: Envelope[]): Envelope[] => {
  const byTime = events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || compare(a.id, b.id))
  const streams = Map.groupBy(byTime, ({ stream }) => stream)
  const queues = new Map(
    [...streams].map(([stream, its]) => [stream, its.toSorted((a, b) => a.seq - b.seq).values()]),
  )
  return byTime.map(({ stream }) => queues.get(stream)!.next().value!)
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
