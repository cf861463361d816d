import { addCount, type DayCounts, noCounts, sumWithin } from './day-counts.ts'
import type { Period } from './days.ts'
import { MEASURE_KINDS, type Measure, type MeasureKind } from './measure.ts'

/**
 * The state of every fold: how many things of each sort on each day. Adding is all that a step does, so the order in
 * which measures come never matters. One history serves the ten targets.
 */
export type History = {
  kinds: ReadonlyMap<MeasureKind, Map<string, Map<string, Series>>>
  /** Grows with each step that says something of an organisation or a service: what was worked out of them holds until then. */
  servicesSaid: number
}

/** All measures that differ by their day only. */
export type Series = Pick<Measure, 'kind' | 'organisation' | 'unit' | 'is'> & { byDay: DayCounts }

const KINDS = Object.keys(MEASURE_KINDS) as MeasureKind[]

export const emptyHistory = (): History => ({
  kinds: new Map(KINDS.map((kind) => [kind, new Map<string, Map<string, Series>>()])),
  servicesSaid: 0,
})

/** The step. The history that is given is the one that comes back, with the measure in it. */
export const record = (history: History, measure: Measure): History => {
  addCount(seriesFor(history, measure).byDay, measure.day, measure.count)
  return history
}

/** The step for measures that differ by their day only, each day with how many. */
export const recordDays = (
  history: History,
  measure: Omit<Measure, 'day' | 'count'>,
  days: Iterable<readonly [day: string, count: number]>,
): History => {
  const { byDay } = seriesFor(history, measure)
  for (const [day, count] of days) addCount(byDay, day, count)
  return history
}

const seriesFor = (
  history: History,
  { kind, organisation, unit, is }: Omit<Measure, 'day' | 'count'>,
): Series => {
  const units = history.kinds.get(kind)!
  const ofUnit = units.get(unit) ?? new Map<string, Series>()
  units.set(unit, ofUnit)
  const key = `${organisation} ${attributesText(is)}`
  const series = ofUnit.get(key) ?? { kind, organisation, unit, is, byDay: noCounts() }
  ofUnit.set(key, series)
  if (kind === 'service' || kind === 'organisation') history.servicesSaid++
  return series
}

export const foldAll = (measures: Iterable<Measure>, history = emptyHistory()): History => {
  for (const measure of measures) record(history, measure)
  return history
}

/** One text for one set of attributes, whatever their order. */
export const attributesText = (is: Measure['is']): string => {
  const names = Object.keys(is)
  if (names.length > 1) names.sort()
  let text = ''
  for (const name of names) text += `${name}=${is[name]} `
  return text
}

export const unitsOf = (history: History, kind: MeasureKind): Iterable<string> =>
  history.kinds.get(kind)!.keys()

const NONE: ReadonlyMap<string, Series> = new Map()

export const seriesOf = (history: History, kind: MeasureKind, unit: string): Iterable<Series> =>
  (history.kinds.get(kind)!.get(unit) ?? NONE).values()

export function* everySeries(history: History, kind: MeasureKind): Generator<Series> {
  for (const ofUnit of history.kinds.get(kind)!.values()) yield* ofUnit.values()
}

/** How many of a unit in a period, of those that are so. */
export const sumOf = (
  history: History,
  kind: MeasureKind,
  unit: string,
  period: Period,
  isSo: (is: Measure['is']) => boolean = () => true,
): number => {
  let sum = 0
  for (const { is, byDay } of seriesOf(history, kind, unit)) if (isSo(is)) sum += sumWithin(byDay, period)
  return sum
}
