import { type Database, dayOf, newId, type Queries } from '#kernel'
import { measuresSaid, rewriteSubscription, type SealedEvent, type Subscriber } from '#ledger'
import { type Cells, newCells } from './cells.ts'
import { EVENT_KINDS } from './measures.ts'
import { addCells, addCounted, beginAgain, type CellRow, clearCells, moveHead, stateOf } from './store.ts'

const NAME = 'barometer'

/**
 * Counts sealed events into cells, a batch at a time: events that say the same on the same day are one row before
 * anything is written. `counted` is told how far, once a batch was handled and before its transaction ends.
 */
export const measuring = (counted: (head: number) => void): Subscriber => {
  const dayAt = dayByHour()
  const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
    const last = events.at(-1)
    if (!last) return
    const cells = newCells()
    countInto(cells, events, dayAt)
    const state = await stateOf(tx)
    await write(tx, cells)
    // One that was given up on and is tried again comes after its time: whoever holds the cells in memory missed it.
    if (state && last.index < state.head) await beginAgain(tx, state.head, newId())
    else await moveHead(tx, last.index + 1, state?.epoch ?? newId())
    counted(last.index + 1)
  }
  return {
    name: NAME,
    kinds: EVENT_KINDS,
    bodies: false,
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
    reset: async (tx) => {
      await clearCells(tx)
      await beginAgain(tx, 0, newId())
    },
  }
}

/** An event without a measure was sealed before measures were, and counts in nothing. */
export const countInto = (
  cells: Cells,
  events: readonly SealedEvent[],
  dayAt: (instant: Date) => string,
): void => {
  const same = new Map<string, { kind: string; measure: string; day: string; count: number }>()
  for (const { kind, measure: says, at } of events) {
    if (!says) continue
    const [measure, day] = [JSON.stringify(says), dayAt(at)]
    const key = `${kind} ${day} ${measure}`
    const found = same.get(key)
    if (found) found.count += 1
    else same.set(key, { kind, measure, day, count: 1 })
  }
  for (const said of same.values()) cells.add(said)
}

const write = async (tx: Queries, cells: Cells): Promise<void> => {
  const rows = cells.rows().toSorted(byKey)
  for (let at = 0; at < rows.length; at += MOST_ROWS) await addCells(tx, rows.slice(at, at + MOST_ROWS))
  await addCounted(
    tx,
    cells.counted().toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
  )
}

const MOST_ROWS = 5_000

const byKey = (a: CellRow, b: CellRow): number => {
  for (const name of ['organisation', 'unit', 'kind', 'day', 'attributes'] as const)
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1
  return 0
}

/** Everything before `head`, counted from the first event by PostgreSQL in one reading. */
export const recount = async (tx: Queries, head: number): Promise<Cells> => {
  const cells = newCells()
  const known = new Map<number, string>()
  const civilDay = (number: number): string => {
    let day = known.get(number)
    if (day === undefined) known.set(number, (day = dayFrom2000(number)))
    return day
  }
  for (const { days, ...said } of await measuresSaid(tx, { kinds: EVENT_KINDS, before: head }))
    cells.addDays(
      said,
      days.entries().map(([day, count]) => [civilDay(day), count]),
    )
  return cells
}

/** Cells written anew from the first event, by the reading that verifies them, while the subscriber waits. */
export const rebuild = (db: Database): Promise<void> =>
  rewriteSubscription(db, NAME, async (tx, head) => {
    const cells = await recount(tx, head)
    await clearCells(tx)
    await write(tx, cells)
    await beginAgain(tx, head, newId())
  })

const YEAR_2000 = Date.UTC(2000, 0, 1)

const dayFrom2000 = (days: number): string =>
  new Date(YEAR_2000 + days * 24 * HOUR_MS).toISOString().slice(0, 10)

const HOUR_MS = 3_600_000

/** Québec's civil day begins with an hour everywhere, so the day of an hour is looked up once. */
export const dayByHour = (): ((instant: Date) => string) => {
  const known = new Map<number, string>()
  return (instant) => {
    const hour = Math.floor(instant.getTime() / HOUR_MS)
    const found = known.get(hour)
    if (found) return found
    const day = dayOf(instant)
    if (known.size > 10_000) known.clear()
    known.set(hour, day)
    return day
  }
}
