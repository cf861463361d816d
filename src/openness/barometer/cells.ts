import { emptyHistory, type History, recordDays } from './history.ts'
import type { Measure } from './measure.ts'
import { measuresOf } from './measures.ts'
import { attributesOf, type CellRow, type Counted, measureOf } from './store.ts'

/** So many events of a kind that say the same, on one day. */
type Said = { kind: string; measure: string; day: string; count: number }

type CellSeries = Omit<CellRow, 'day' | 'count'> & { days: Map<string, number> }

/** What events come to, gathered before anything is written: cells by day, and how many events were counted. */
export type Cells = {
  add(said: Said): void
  /** The same of many days, each with how many: what is said is read once. */
  addDays(said: Pick<Said, 'kind' | 'measure'>, days: Iterable<readonly [day: string, count: number]>): void
  /** In no order; a count of 0 still says that something was declared. */
  rows(): CellRow[]
  size(): number
  /** What they come to, folded: what cells have in common is read once. */
  history(): History
  /** The count of one cell, which then leaves; null where there is none. */
  take(cell: CellRow): number | null
  counted(): Counted[]
}

/** No event is of this day: a measure that bears it takes the day of its event. */
const ANY_DAY = '9999-12-31'

type Parts = { its: CellSeries; day: string | null; count: number }[]

export const newCells = (): Cells => {
  const series = new Map<string, CellSeries>()
  const counted = new Map<string, Counted>()
  const known = new Map<string, Parts | null | 'by-day'>()

  const seriesOf = (cell: Omit<CellRow, 'day' | 'count'>): CellSeries => {
    const key = keyOf(cell)
    const found = series.get(key)
    if (found) return found
    const { organisation, unit, kind, attributes } = cell
    const made = { organisation, unit, kind, attributes, days: new Map<string, number>() }
    series.set(key, made)
    return made
  }

  const partsOn = (kind: string, measure: string, day: string): Parts | null =>
    measuresOf(kind, day, JSON.parse(measure))?.map((one) => ({
      its: seriesOf(rowOf(one)),
      day: one.day === day ? null : one.day,
      count: one.count,
    })) ?? null

  /** What is said is read once, however many days it was said on; but for what chooses its own day. */
  const partsOf = (kind: string, measure: string): Parts | null | 'by-day' => {
    const key = `${kind} ${measure}`
    let parts = known.get(key)
    if (parts === undefined) {
      parts = partsOn(kind, measure, ANY_DAY)
      if (parts?.some((one) => one.day !== null)) parts = 'by-day'
      known.set(key, parts)
    }
    return parts
  }

  const addDays = (
    { kind, measure }: Pick<Said, 'kind' | 'measure'>,
    days: Iterable<readonly [string, number]>,
  ) => {
    const total = counted.get(kind) ?? { kind, events: 0, unreadable: 0 }
    counted.set(kind, total)
    const shared = partsOf(kind, measure)
    for (const [day, count] of days) {
      const parts = shared === 'by-day' ? partsOn(kind, measure, day) : shared
      total.events += count
      if (!parts) total.unreadable += count
      else
        for (const one of parts) {
          const on = one.day ?? day
          one.its.days.set(on, (one.its.days.get(on) ?? 0) + one.count * count)
        }
    }
  }

  return {
    add: ({ day, count, ...said }) => addDays(said, [[day, count]]),
    addDays,
    rows: () =>
      [...series.values()].flatMap(({ days, ...rest }) =>
        [...days].map(([day, count]) => ({ ...rest, day, count })),
      ),
    size: () => series.values().reduce((sum, { days }) => sum + days.size, 0),
    history() {
      const history = emptyHistory()
      for (const { days, ...rest } of series.values())
        recordDays(history, measureOf({ ...rest, day: '', count: 0 }), days)
      return history
    },
    take(cell) {
      const days = series.get(keyOf(cell))?.days
      const count = days?.get(cell.day) ?? null
      days?.delete(cell.day)
      return count
    },
    counted: () => [...counted.values()],
  }
}

const keyOf = ({ organisation, unit, kind, attributes }: Omit<CellRow, 'day' | 'count'>): string =>
  `${kind}\n${organisation}\n${unit}\n${attributes}`

const rowOf = ({ is, ...rest }: Measure): CellRow => ({ ...rest, attributes: attributesOf(is) })
