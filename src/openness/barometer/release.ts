import { everyDay, lastDayWithin, sumWithin } from './day-counts.ts'
import { addMonths, type Period, trailing } from './days.ts'
import type { Definition } from './definition.ts'
import { inForceOn } from './definitions.ts'
import { attributesText, everySeries, foldAll, type History } from './history.ts'
import { isPersons, MEASURE_KINDS, type Measure, type MeasureKind } from './measure.ts'
import { openVerdicts } from './open-verdicts.ts'
import { rowsOf } from './rows.ts'
import { answerableFor, servicesOn } from './services.ts'
import { declaredWorkplaces } from './workplaces.ts'

/**
 * What may be published on a day (docs/decisions/0022-multiples-of-five.md).
 *
 * `heldBack` is what is published nowhere, fewer than five of each sort. It is for tests and audits: published, it would
 * tell how many there are where there are fewer than five. Say that some is held back, never how much.
 */
export type Released = { measures: Measure[]; heldBack: Measure[] }

export const STEP = 5

/** The months of a publication; all its definitions have the same. */
export const monthsOf = (definitions: readonly Definition[]): number => {
  const [months = 12, ...others] = new Set(definitions.map((definition) => definition.months))
  if (others.length > 0) throw new Error('One release has one length of period')
  return months
}

/** The two periods that a figure compares; no day is in both. */
export const periodsOf = (at: string, months: number): [Period, Period] => [
  trailing(at, months),
  trailing(addMonths(at, -months), months),
]

/**
 * Persons’ counts condensed to the last day of their period, one measure for each cell, rounded down to multiples of five
 * with what is left over going up; the rest as it is; and the verdicts that the rounding leaves open.
 */
export const release = (
  history: History,
  at: string,
  definitions: readonly Definition[] = inForceOn(at),
): Released => {
  const periods = periodsOf(at, monthsOf(definitions))
  const rounded = periods.flatMap((period) =>
    PERSONS.map((kind) => roundDown(condensed(history, kind, period))),
  )
  const counts = asTheyAre(history, at).concat(...rounded.map(({ measures }) => measures))
  const shown = counts.concat(latest(history, counts, periods[0]))
  const seen = foldAll(shown)
  const stated = periods.flatMap((period) =>
    definitions.flatMap((definition) => verdicts(definition, history, seen, period)),
  )
  return {
    measures: ordered(shown.concat(stated)),
    heldBack: rounded.flatMap(({ heldBack }) => heldBack),
  }
}

const KINDS = Object.keys(MEASURE_KINDS) as MeasureKind[]
const MADE_HERE: readonly MeasureKind[] = ['verdict', 'latest']
const PERSONS = KINDS.filter(isPersons)
const OTHERS = KINDS.filter((kind) => !isPersons(kind) && !MADE_HERE.includes(kind))

const asTheyAre = (history: History, at: string): Measure[] =>
  OTHERS.flatMap((kind) => [...everySeries(history, kind)]).flatMap(({ byDay, ...series }) =>
    everyDay(byDay)
      .filter(([day]) => day <= at)
      .map(([day, count]) => ({ ...series, day, count })),
  )

/** One measure for each cell of a period, dated of its last day, under who answers for it then. */
const condensed = (history: History, kind: MeasureKind, period: Period): Measure[] => {
  if (kind === 'workplace') return workplaceCells(history, period)
  const services = servicesOn(history, period.to)
  const cells = new Map<string, Measure>()
  for (const series of everySeries(history, kind)) {
    const count = sumWithin(series.byDay, period)
    if (count === 0) continue
    const { unit, is } = series
    add(cells, { day: period.to, kind, organisation: answerableFor(services, series), unit, is, count })
  }
  return [...cells.values()]
}

/** Of what each unit declared, only how it stands: a cell of 0 says that a unit, or an organisation, has declared. */
const workplaceCells = (history: History, period: Period): Measure[] => {
  const cells = new Map<string, Measure>()
  for (const { organisation, unit, series } of declaredWorkplaces(history, period))
    for (const { is, byDay } of series) {
      const { whole, provenance } = is as { whole: string; provenance: string }
      const count = sumWithin(byDay, period)
      add(cells, { day: period.to, kind: 'workplace', organisation, unit, is: { whole, provenance }, count })
    }
  return [...cells.values()]
}

const add = (cells: Map<string, Measure>, measure: Measure): void => {
  const key = cellOf(measure)
  const found = cells.get(key)
  if (found) found.count += measure.count
  else cells.set(key, measure)
}

/** What is published once on a day. */
export const cellOf = ({ kind, organisation, unit, is, day }: Measure): string =>
  `${kind} ${day} ${organisation} ${unit} ${attributesText(is)}`

/**
 * Each cell gives the multiple of five below it; what is left over goes to its organisation’s own cell of that sort, what
 * is left of those to everybody’s, and what is left of that, 0 to 4, is held back.
 */
const roundDown = (cells: readonly Measure[]): Released => {
  const units = floored(cells)
  const organisations = floored(merged(units.left, (cell) => ({ ...cell, unit: '' })))
  const all = floored(merged(organisations.left, (cell) => ({ ...cell, organisation: '' })))
  return { measures: [...units.kept, ...organisations.kept, ...all.kept], heldBack: all.left }
}

/** Rounds cells where they stand, and gives what each had over. */
const floored = (cells: readonly Measure[]): { kept: Measure[]; left: Measure[] } => {
  const left: Measure[] = []
  for (const cell of cells) {
    const over = cell.count - Math.floor(cell.count / STEP) * STEP
    if (over > 0) left.push({ ...cell, count: over })
    cell.count -= over
  }
  return { kept: cells.filter(says), left }
}

/** A published 0 says nothing, but of a workplace: that it was declared. */
const says = ({ kind, unit, count }: Measure): boolean => count !== 0 || (kind === 'workplace' && unit !== '')

const merged = (cells: readonly Measure[], upward: (cell: Measure) => Measure): Measure[] => {
  const sums = new Map<string, Measure>()
  for (const cell of cells) add(sums, upward(cell))
  return [...sums.values()]
}

/** The day of the last thing counted of each kind, for each organisation of which something is published. */
const latest = (history: History, published: readonly Measure[], period: Period): Measure[] => {
  const shown = new Set(
    published
      .filter(({ kind, day, count }) => isPersons(kind) && day === period.to && count > 0)
      .flatMap(({ kind, organisation }) => [`${kind} ${organisation}`, `${kind} `]),
  )
  const services = servicesOn(history, period.to)
  const last = new Map<string, Measure>()
  for (const kind of PERSONS)
    for (const series of everySeries(history, kind)) {
      const day = lastDayWithin(series.byDay, period)
      if (day === null) continue
      for (const organisation of [answerableFor(services, series), '']) {
        const key = `${kind} ${organisation}`
        if (!shown.has(key) || (last.get(key)?.day ?? '') >= day) continue
        last.set(key, { day, kind: 'latest', organisation, unit: '', is: { of: kind }, count: 1 })
      }
    }
  return [...last.values()]
}

/** The verdicts of the units that count, where others could be read in their rounded counts. */
const verdicts = (definition: Definition, history: History, seen: History, period: Period): Measure[] => {
  const truths = rowsOf(definition, history, period).map(
    (rows) => new Map(rows.map((row) => [`${row.organisation} ${row.unit}`, row.otherwise])),
  )
  const open = openVerdicts(definition, rowsOf(definition, seen, period))
  return open.flatMap(({ row: { organisation, unit }, place, is }) => {
    const { verdict, denominator } = truths[place]!.get(`${organisation} ${unit}`)!
    if (denominator === 0) return []
    return [
      { day: period.to, kind: 'verdict', organisation, unit, is: { ...is, verdict }, count: 1 } as const,
    ]
  })
}

/** One order for one content, so that a file has one digest. */
const ordered = (measures: readonly Measure[]): Measure[] =>
  measures
    .map((measure): [string, Measure] => [orderOf(measure), measure])
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, measure]) => measure)

const orderOf = ({ kind, organisation, unit, day, is }: Measure): string =>
  `${kind} ${organisation} ${unit} ${day} ${attributesText(is)}`
