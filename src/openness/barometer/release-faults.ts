import { isDay } from './days.ts'
import type { Definition } from './definition.ts'
import { inForceOn } from './definitions.ts'
import { foldAll, type History } from './history.ts'
import { isPersons, MEASURE_KINDS, type Measure } from './measure.ts'
import { cellOf, monthsOf, periodsOf, STEP } from './release.ts'
import { mayBeOtherwise, rowsOf } from './rows.ts'

/** Where a publication breaks its rule. `line` is the measure's place, from 1; 0 for one that is missing. */
export type ReleaseFault = { line: number; says: string }

/** What anybody can check of published measures without knowing what was counted. */
export const releaseFaults = (
  measures: readonly Measure[],
  at: string,
  definitions: readonly Definition[] = inForceOn(at),
): ReleaseFault[] => {
  const periods = periodsOf(at, monthsOf(definitions))
  const ends = periods.map(({ to }) => to)
  const lines = new Map<string, number>()
  const faults = measures.flatMap((measure, place) => {
    const [line, key] = [place + 1, cellOf(measure)]
    const first = lines.get(key)
    lines.set(key, first ?? line)
    const says = first ? `says again what line ${first} says` : faultOf(measure, at, ends)
    return says ? [{ line, says }] : []
  })
  if (faults.length > 0) return faults
  return verdictFaults(measures, foldAll(measures), definitions, periods)
}

const faultOf = ({ kind, day, count }: Measure, at: string, ends: readonly string[]): string | null => {
  if (!Object.hasOwn(MEASURE_KINDS, kind)) return `${kind} is not a kind of measure`
  if (!isDay(day) || day > at) return `${day} is not a day up to ${at}`
  if (!Number.isSafeInteger(count)) return `${count} is not a whole number`
  if (isPersons(kind) && count % STEP !== 0) return `counts ${count} persons, which is no multiple of ${STEP}`
  if ((isPersons(kind) || kind === 'verdict') && !ends.includes(day))
    return `is of ${day}, which ends no period of this publication`
  return null
}

/** A verdict is stated where the counts leave it open, and nowhere else. */
const verdictFaults = (
  measures: readonly Measure[],
  seen: History,
  definitions: readonly Definition[],
  periods: readonly { from: string; to: string }[],
): ReleaseFault[] => {
  const open = new Map<string, boolean>()
  for (const period of periods)
    for (const definition of definitions)
      for (const key of openVerdicts(definition, seen, period)) open.set(...key)
  const stated = new Set<string>()
  const faults = measures.flatMap((measure, place) => {
    if (measure.kind !== 'verdict') return []
    const key = verdictKey(measure)
    const isAgain = stated.has(key)
    stated.add(key)
    if (isAgain) return [{ line: place + 1, says: 'states a second verdict of the same unit' }]
    if (!['meets', 'does-not'].includes(measure.is['verdict']!))
      return [{ line: place + 1, says: 'states no verdict' }]
    return open.has(key) ? [] : [{ line: place + 1, says: 'states a verdict that the counts decide' }]
  })
  for (const [key, isCounted] of open)
    if (isCounted && !stated.has(key)) faults.push({ line: 0, says: `No verdict is stated of ${key}` })
  return faults
}

const verdictKey = ({ day, organisation, unit, is }: Omit<Measure, 'kind' | 'count'>): string =>
  `target ${is['target']} version ${is['version']} ${is['variant'] ?? ''} ${day} ${organisation} ${unit}`

/** Those that the rounded counts leave open, and whether what is published is enough for the unit to count. */
const openVerdicts = (
  definition: Definition,
  seen: History,
  period: { from: string; to: string },
): [string, boolean][] =>
  [null, ...definition.variants.filter(({ units }) => !units)].flatMap((variant) => {
    const judge = variant?.judge ?? definition.judge
    const { target, version } = definition
    const is = { target: String(target), version: String(version), ...(variant && { variant: variant.id }) }
    return rowsOf(definition, seen, period, variant)
      .filter(({ candidate }) => mayBeOtherwise(definition, candidate, judge))
      .map(({ organisation, unit, candidate }): [string, boolean] => [
        verdictKey({ day: period.to, organisation, unit, is }),
        judge(candidate.counts).denominator > 0,
      ])
  })
