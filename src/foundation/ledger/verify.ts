import { ok, type Queries, refused, type Refused, type Result } from '#kernel'
import { canonical, commitmentOf, entryOf, leafOf } from './event.ts'
import { checkLog, faultOfCheckpoint, type LogFault } from './log/check.ts'
import { type Checked, nextIndex, outOfOrder, type Place, sealsFrom, skipped } from './store.ts'

/**
 * `index-missing`: the indexes are not dense. `event-missing`: a seal without its event. `event-differs`: an event was
 * changed after it was sealed. `content-differs`: what it says is not what it committed to. `order-broken`: a stream
 * sealed out of its own order. `event-skipped`: an event that the sealer saw and did not seal. `head-differs`: the
 * sealer's next index is not the one after the last seal. The others are the public log's (`LogFault`).
 */
export type LedgerFault =
  | 'index-missing'
  | 'event-missing'
  | 'event-differs'
  | 'content-differs'
  | 'order-broken'
  | 'event-skipped'
  | 'head-differs'
  | LogFault

export type Verified = { events: number; erased: number }

type Options = {
  progress?: (done: number, of: number) => void
  /** A checkpoint that was kept elsewhere: the ledger must continue it. */
  checkpoint?: string
}

/** Eight tiles. */
const CHUNK = 2_048

/**
 * Recomputes the whole ledger, in bounded memory, and answers with the first fault by index (its details: `index`,
 * `stream`, `seq`). Runs beside a live ledger: what is sealed meanwhile may or may not be counted.
 */
export const verifyLedger = async (
  db: Queries,
  { progress, checkpoint }: Options = {},
): Promise<Result<Verified, LedgerFault>> => {
  const log = await checkLog(db)
  const head = await nextIndex(db)
  const counted = { events: 0, erased: 0 }
  for (;;) {
    const from = counted.events
    const seals = await sealsFrom(db, from, CHUNK)
    for (const seal of seals) {
      const fault = faultOf(seal, counted.events)
      if (fault) return refused(fault, whereOf(seal, counted.events))
      counted.events += 1
      if (!seal.missing && seal.body === null) counted.erased += 1
    }
    const differs = await log.leaves(
      from,
      seals.map(({ entry }) => leafOf(entry)),
    )
    if (differs)
      return refused(differs.refusal, { ...differs.details, ...placeIn(seals, differs.details['index']) })
    progress?.(counted.events, Math.max(head, counted.events))
    if (seals.length < CHUNK) break
  }
  const fault =
    (await log.whole(counted.events)) ??
    (await faultOfWhole(db, head, counted)) ??
    (checkpoint === undefined ? null : await faultOfCheckpoint(db, checkpoint))
  return fault ?? ok(counted)
}

const placeIn = (seals: Checked[], index: unknown) => {
  const seal = seals.find((one) => one.index === index)
  return seal ? { stream: seal.place, seq: seal.seq } : {}
}

const faultOf = (seal: Checked, expected: number): LedgerFault | null => {
  if (seal.index !== expected) return 'index-missing'
  if (seal.missing) return 'event-missing'
  if (!entryOf(seal).equals(seal.entry)) return 'event-differs'
  if (seal.body === null || seal.salt === null) return null
  return commitmentOf(seal.salt, canonical(seal.body)).equals(seal.commitment) ? null : 'content-differs'
}

const whereOf = ({ index, place, seq }: Checked, expected: number) =>
  index === expected ? { index, stream: place, seq } : { index: expected }

const faultOfWhole = async (
  db: Queries,
  head: number,
  { events }: Verified,
): Promise<Refused<LedgerFault> | null> => {
  const where = ({ index, stream, seq }: Place) => ({ index, stream, seq })
  // Read again: a live sealer moves on while we count.
  if (events < head || events > (await nextIndex(db))) return refused('head-differs', { index: events, head })
  const broken = await outOfOrder(db)
  if (broken) return refused('order-broken', where(broken))
  const lost = await skipped(db)
  return lost ? refused('event-skipped', where(lost)) : null
}
