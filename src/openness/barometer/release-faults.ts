import { isDay, type Period } from './days.ts'
import type { Definition } from './definition.ts'
import { inForceOn } from './definitions.ts'
import { foldAll, type History } from './history.ts'
import { isPersons, MEASURE_KINDS, type Measure } from './measure.ts'
import { cellOf, monthsOf, periodsOf, STEP } from './release.ts'
import { type OpenVerdict, openVerdicts } from './open-verdicts.ts'
import { type Row, rowsOf } from './rows.ts'

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
  periods: readonly Period[],
): ReleaseFault[] => {
  const open = new Map(
    periods.flatMap((period) =>
      definitions.flatMap((definition) => openAt(definition, rowsOf(definition, seen, period), period.to)),
    ),
  )
  const stated = new Set<string>()
  const faults = measures.flatMap((measure, place) => {
    const says = measure.kind === 'verdict' ? faultOfVerdict(measure, open, stated) : null
    return says ? [{ line: place + 1, says }] : []
  })
  for (const [key, { isCounted }] of open)
    if (isCounted && !stated.has(key)) faults.push({ line: 0, says: `no verdict is stated of ${key}` })
  return faults
}

const openAt = (definition: Definition, rows: readonly Row[][], day: string) =>
  openVerdicts(definition, rows).map((open): [string, OpenVerdict] => [
    verdictOf({ ...open.row, is: open.is, day }),
    open,
  ])

const faultOfVerdict = (
  measure: Measure,
  open: ReadonlyMap<string, OpenVerdict>,
  stated: Set<string>,
): string | null => {
  const [key, verdict] = [verdictOf(measure), measure.is['verdict']]
  if (verdict !== 'meets' && verdict !== 'does-not') return 'states no verdict'
  if (stated.has(key)) return `states a second verdict of ${key}`
  stated.add(key)
  const found = open.get(key)
  if (!found) return `states a verdict that the counts decide, of ${key}`
  return found.possible.has(verdict) ? null : `states ${verdict}, which the counts rule out, of ${key}`
}

const verdictOf = ({ day, organisation, unit, is }: Pick<Measure, 'day' | 'organisation' | 'unit' | 'is'>) =>
  [`target ${is['target']}`, `version ${is['version']}`, is['variant'], organisation, unit, day]
    .filter((part) => part !== undefined)
    .join(', ')
