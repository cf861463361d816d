import { ok, type Queries, refused, type Refused, type Result } from '#kernel'
import { canonical, commitmentOf, entryOf } from './event.ts'
import { type Checked, nextIndex, outOfOrder, type Place, sealsFrom, skipped } from './store.ts'

/**
 * `index-missing`: the indexes are not dense. `event-missing`: a seal without its event. `event-differs`: an event was
 * changed after it was sealed. `content-differs`: what it says is not what it committed to. `order-broken`: a stream
 * sealed out of its own order. `event-skipped`: an event that the sealer saw and did not seal. `head-differs`: the
 * sealer's next index is not the one after the last seal.
 */
export type LedgerFault =
  | 'index-missing'
  | 'event-missing'
  | 'event-differs'
  | 'content-differs'
  | 'order-broken'
  | 'event-skipped'
  | 'head-differs'

export type Verified = { events: number; erased: number }

type Options = { progress?: (done: number, of: number) => void }

const CHUNK = 2_000

/**
 * Recomputes the whole ledger, in bounded memory, and answers with the first fault by index (its details: `index`,
 * `stream`, `seq`). Runs beside a live ledger: what is sealed meanwhile may or may not be counted.
 */
export const verifyLedger = async (
  db: Queries,
  { progress }: Options = {},
): Promise<Result<Verified, LedgerFault>> => {
  const head = await nextIndex(db)
  const counted = { events: 0, erased: 0 }
  for (;;) {
    const seals = await sealsFrom(db, counted.events, CHUNK)
    for (const seal of seals) {
      const fault = faultOf(seal, counted.events)
      if (fault) return refused(fault, whereOf(seal, counted.events))
      counted.events += 1
      if (!seal.missing && seal.body === null) counted.erased += 1
    }
    progress?.(counted.events, Math.max(head, counted.events))
    if (seals.length < CHUNK) break
  }
  return (await faultOfWhole(db, head, counted)) ?? ok(counted)
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
