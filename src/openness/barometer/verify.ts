import { type Database, ok, type Queries, refused, type Result } from '#kernel'
import { everyCell } from './board.ts'
import type { Cells } from './cells.ts'
import type { Definition } from './definition.ts'
import { DEFINITIONS } from './definitions.ts'
import type { History } from './history.ts'
import { partsOn, pointsAt, seriesParts, signatureOf, trendDays } from './parts.ts'
import { atOneMoment, countedByKind, editionOf, everyPart, type Part, stateOf } from './store.ts'
import { recount } from './subscriber.ts'
import { readYearOrganisations, readYears, readYearUnits, yearAgain } from './year.ts'
import { differencesIn } from './verifier/differences.ts'

/** One thing that is not what the events say. `field` is a path within it. */
export type Difference = {
  what: 'cell' | 'events' | 'figure'
  target: number | null
  organisation: string
  field: string
  live: unknown
  recomputed: unknown
}

/** `trend`: whether its points are those of the same cells already; they follow the figures by some seconds. */
export type VerifiedBarometer = { events: number; figures: number; trend: boolean }

type Options = {
  definitions?: readonly Definition[]
  progress?: (step: 'events' | 'cells' | 'figures') => void
  /** The most differences to name. */
  most?: number
}

/**
 * Computes everything again from the first event, by another way than the live one (PostgreSQL counts what events say,
 * in one reading), and compares: every cell, how many events were counted, the figures of all targets and organisations,
 * their units, and the trend. Refused with the differences; `figures-not-computed` while there is nothing to compare yet, or it follows other
 * definitions.
 */
export const verifyBarometer = (
  db: Database,
  { definitions = DEFINITIONS, progress = () => {}, most = 100 }: Options,
): Promise<Result<VerifiedBarometer, 'differs' | 'figures-not-computed'>> =>
  db.transaction(async (tx) => {
    await atOneMoment(tx)
    const [state, edition] = [await stateOf(tx), await editionOf(tx)]
    if (!edition || edition.definitions !== signatureOf(definitions)) return refused('figures-not-computed')
    progress('events')
    const again = await recount(tx, state?.head ?? 0)
    const history = again.history()
    const events = again.counted()
    progress('cells')
    const found: Difference[] = [
      ...(await cellDifferences(tx, again)),
      ...eventDifferences(await countedByKind(tx), events),
    ]
    progress('figures')
    // Figures are computed after cells are counted: they may be of an earlier head.
    const past = edition.head === (state?.head ?? 0) ? history : await historyAt(tx, edition.head)
    const isShown = ({ part }: Part) => part !== 'series' || edition.complete
    const live = (await everyPart(tx)).filter(isShown)
    found.push(...figureDifferences(live, partsOf(past, edition.day, definitions).filter(isShown)))
    found.push(...(await yearDifferences(tx)))
    if (found.length > 0)
      return refused('differs', { count: found.length, differences: found.slice(0, most) })
    return ok({
      events: events.reduce((sum, one) => sum + one.events, 0),
      figures: live.filter(({ part }) => part === 'figure').length,
      trend: edition.complete,
    })
  })

/** Everything again from the first event up to now, and the figures of a day; nothing is written. */
export const recomputeBarometer = (
  db: Database,
  day: string,
  definitions: readonly Definition[] = DEFINITIONS,
): Promise<{ events: number; cells: number; figures: number }> =>
  db.transaction(async (tx) => {
    await atOneMoment(tx)
    const again = await recount(tx, (await stateOf(tx))?.head ?? 0)
    const history = again.history()
    const events = again.counted().reduce((sum, one) => sum + one.events, 0)
    const figures = partsOn(history, day, definitions).filter(({ part }) => part === 'figure').length
    return { events, cells: again.size(), figures }
  })

/** Years that were taken over, each from what the events said when it was computed. */
const yearDifferences = async (tx: Queries): Promise<Difference[]> => {
  const histories = new Map<number, History>()
  const found: Difference[] = []
  for (const kept of await readYears(tx)) {
    const history = histories.get(kept.head) ?? (await historyAt(tx, kept.head))
    histories.set(kept.head, history)
    const { target } = kept.figure
    const live = {
      ...kept,
      organisations: await readYearOrganisations(tx, kept.day, target),
      units: await readYearUnits(tx, kept.day, target),
    }
    for (const difference of differencesIn(live, yearAgain(history, kept), `year ${kept.day}`))
      found.push({ what: 'figure', target, organisation: '', ...difference })
  }
  return found
}

const historyAt = async (tx: Queries, head: number): Promise<History> => (await recount(tx, head)).history()

const partsOf = (history: History, day: string, definitions: readonly Definition[]): Part[] => [
  ...partsOn(history, day, definitions),
  ...seriesParts(
    trendDays(day).flatMap((one) => pointsAt(history, one, definitions)),
    day,
    definitions,
  ),
]

const cellDifferences = async (tx: Queries, again: Cells): Promise<Difference[]> => {
  const found: Difference[] = []
  const differs = (cell: { organisation: string }, field: string, live: unknown, recomputed: unknown) =>
    found.push({ what: 'cell', target: null, organisation: cell.organisation, field, live, recomputed })
  for await (const rows of everyCell(tx))
    for (const cell of rows) {
      const recomputed = again.take(cell)
      if (recomputed !== cell.count) differs(cell, fieldOf(cell), cell.count, recomputed)
    }
  for (const cell of again.rows()) differs(cell, fieldOf(cell), null, cell.count)
  return found
}

const fieldOf = ({ kind, unit, day, attributes }: Record<'kind' | 'unit' | 'day' | 'attributes', string>) =>
  [kind, unit, day, attributes].join(' ')

type Counted = Awaited<ReturnType<typeof countedByKind>>

const eventDifferences = (live: Counted, again: Counted): Difference[] => {
  const kinds = new Set([...live, ...again].map(({ kind }) => kind))
  return [...kinds].flatMap((kind) => {
    const [a, b] = [live, again].map((all) => all.find((one) => one.kind === kind))
    return (['events', 'unreadable'] as const).flatMap((field): Difference[] =>
      (a?.[field] ?? 0) === (b?.[field] ?? 0)
        ? []
        : [{ ...NOWHERE, field: `${kind} ${field}`, live: a?.[field] ?? 0, recomputed: b?.[field] ?? 0 }],
    )
  })
}

const NOWHERE = { what: 'events', target: null, organisation: '' } as const

const figureDifferences = (live: readonly Part[], again: readonly Part[]): Difference[] => {
  const keyOf = ({ target, organisation, part }: Part) => `${target} ${organisation} ${part}`
  const others = new Map(again.map((part) => [keyOf(part), part]))
  const found = live.flatMap((part) => {
    const other = others.get(keyOf(part))
    others.delete(keyOf(part))
    return part.body === other?.body ? [] : partDifferences(part, part.body, other?.body ?? null)
  })
  return [...found, ...[...others.values()].flatMap((part) => partDifferences(part, null, part.body))]
}

const partDifferences = (
  { target, organisation, part }: Part,
  live: string | null,
  recomputed: string | null,
): Difference[] =>
  differencesIn(live && JSON.parse(live), recomputed && JSON.parse(recomputed), part).map((difference) => ({
    what: 'figure',
    target,
    organisation,
    ...difference,
  }))
