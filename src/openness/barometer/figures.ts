import { addMonths, type Period, trailing } from './days.ts'
import { type Definition, isAtLeast, isOver } from './definition.ts'
import { exclusionsOn } from './exclusions.ts'
import type { Exclusion, Figure, Point, Ratio, Unit } from './figure.ts'
import type { History } from './history.ts'
import type { Provenance } from './measure.ts'
import { organisationsOn } from './organisations.ts'
import { isUnobserved } from './reasons.ts'
import { type RestsOn, restsOn } from './rests-on.ts'
import { type Row, rowsOf } from './rows.ts'

/** What a definition makes of one period, cut by organisation; all together under null. */
type Counted = {
  period: Period
  rows: Map<string | null, Row[]>
  variants: Map<string | null, Row[]>[]
  reporting: Set<string>
}

/**
 * One target's figures on a day: one for each organisation that is subject or has a unit, and one for all together,
 * under null. Only figures of a released history may be shown to the public (release.ts).
 */
export const figuresOf = (
  definition: Definition,
  history: History,
  at: string,
): Map<string | null, Figure> => {
  const now = count(definition, history, trailing(at, definition.months))
  const before = count(definition, history, trailing(addMonths(at, -definition.months), definition.months))
  const { subject } = organisationsOn(history, at)
  const exclusions = exclusionsOn(history, definition, at)
  const rests = restsOn(definition, history, now.period)
  const whose = [null, ...new Set([...subject, ...now.rows.keys()])].filter((one) => one !== '')
  const figureFor = (organisation: string | null): Figure =>
    figureOf(definition, organisation, now, before, {
      subject: only(subject, organisation),
      exclusions: exclusions.filter((one) => organisation === null || one.organisation === organisation),
      rests: rests.get(organisation) ?? { events: 0, dataDate: null },
    })
  return new Map([...new Set(whose)].map((organisation) => [organisation, figureFor(organisation)]))
}

const only = (organisations: ReadonlySet<string>, organisation: string | null): Set<string> =>
  organisation === null
    ? new Set(organisations)
    : new Set([organisation].filter((one) => organisations.has(one)))

const count = (definition: Definition, history: History, period: Period): Counted => {
  const [rows = [], ...variants] = rowsOf(definition, history, period)
  return {
    period,
    rows: byOrganisation(rows),
    variants: variants.map(byOrganisation),
    reporting: definition.reporting(history, period),
  }
}

const byOrganisation = (rows: Row[]): Map<string | null, Row[]> => {
  const cut = new Map<string | null, Row[]>([[null, rows]])
  for (const row of rows) {
    const others = cut.get(row.organisation)
    if (others) others.push(row)
    else cut.set(row.organisation, [row])
  }
  return cut
}

type Beside = { subject: Set<string>; exclusions: Exclusion[]; rests: RestsOn }

const figureOf = (
  definition: Definition,
  organisation: string | null,
  now: Counted,
  before: Counted,
  { subject, exclusions, rests }: Beside,
): Figure => {
  const [rows, earlier] = [now.rows.get(organisation) ?? [], before.rows.get(organisation) ?? []]
  const state = stateOf(rows)
  const { numerator, denominator, value } = ratioOf(rows)
  const missing = [...subject].filter((one) => !now.reporting.has(one)).toSorted()
  return {
    target: definition.target,
    definition: { version: definition.version, from: definition.from },
    organisation,
    state,
    value: state === 'value' ? value : null,
    numerator,
    denominator,
    goal: { ...definition.goal, met: state === 'value' ? isMet(definition, numerator, denominator) : null },
    unit: definition.unit,
    period: now.period,
    dataDate: rests.dataDate,
    provenance: provenanceOf(rows),
    coverage: { reporting: subject.size - missing.length, subject: subject.size, missing },
    exclusions,
    withExcluded: exclusions.length > 0 ? ratioOf(rows.map(({ otherwise }) => otherwise)) : null,
    constantPanel: panelOf(definition, rows, earlier, before.period.to),
    weighted: weightedOf(definition, rows),
    variants: definition.variants.map(({ id }, at) => ({
      id,
      ...ratioOf(now.variants[at]!.get(organisation) ?? []),
    })),
    change: { since: before.period.to, points: pointsBetween(earlier, rows) },
    events: rests.events,
    stated: rows.filter((row) => row.stated && row.denominator > 0).length,
  }
}

/** Something counts and was seen: a value. Nothing could count: not applicable. Otherwise nothing is known. */
const stateOf = (rows: readonly Row[]): Figure['state'] => {
  if (rows.some(isSeen)) return ratioOf(rows).value === null ? 'no-data' : 'value'
  const isUnseen = ({ verdict, reason }: Row) => verdict !== 'excluded' && isUnobserved(reason)
  return rows.length === 0 || rows.some(isUnseen) ? 'no-data' : 'not-applicable'
}

const isSeen = ({ denominator, reason }: Row): boolean => denominator > 0 && !isUnobserved(reason)

const ratioOf = (rows: readonly Pick<Unit, 'numerator' | 'denominator'>[]): Ratio => {
  const numerator = rows.reduce((sum, row) => sum + row.numerator, 0)
  const denominator = rows.reduce((sum, row) => sum + row.denominator, 0)
  return ratio(numerator, denominator)
}

const ratio = (numerator: number, denominator: number): Ratio => ({
  numerator,
  denominator,
  value: denominator > 0 ? numerator / denominator : null,
})

const isMet = ({ goal }: Definition, numerator: number, denominator: number): boolean =>
  (goal.rule === 'over' ? isOver : isAtLeast)(numerator, denominator, goal.share)

const provenanceOf = (rows: readonly Row[]): Record<Provenance, number> => {
  const split = { observed: 0, imported: 0, declared: 0 }
  for (const { provenance, denominator } of rows) split[provenance] += denominator
  return split
}

/** What was merged upward is no unit, and is in no panel; nor is who reported nothing. */
const panelOf = (
  { panel, unit }: Definition,
  now: readonly Row[],
  before: readonly Row[],
  beforeDay: string,
): Figure['constantPanel'] => {
  const keyOf = (row: Row): string => {
    if (panel === 'organisation') return row.organisation
    return unit === 'service' || unit === 'deadline' ? row.unit : `${row.organisation} ${row.unit}`
  }
  const counted = (rows: readonly Row[]) =>
    rows.filter((row) => isSeen(row) && row.unit !== '' && row.organisation !== '')
  const [here, there] = [counted(now), counted(before)]
  const then = new Set(there.map(keyOf))
  const both = new Set(here.map(keyOf).filter((key) => then.has(key)))
  if (both.size === 0) return null
  const within = (rows: Row[]) => ratioOf(rows.filter((row) => both.has(keyOf(row))))
  return { units: both.size, now: within(here), before: within(there), beforeDay }
}

/** Each unit weighs what it counts, whatever its verdict. */
const weightedOf = ({ weight }: Definition, rows: readonly Row[]): Figure['weighted'] => {
  if (!weight) return null
  const weighed = rows.filter(({ denominator }) => denominator > 0)
  const sizeOf = (some: readonly Row[]) => some.reduce((sum, { counts }) => sum + weight.size(counts), 0)
  return {
    of: weight.of,
    ...ratio(sizeOf(weighed.filter(({ verdict }) => verdict === 'meets')), sizeOf(weighed)),
  }
}

/** Points of percentage, to a tenth. */
const pointsBetween = (before: readonly Row[], now: readonly Row[]): number | null => {
  if (stateOf(before) !== 'value' || stateOf(now) !== 'value') return null
  const difference = ratioOf(now).value! - ratioOf(before).value!
  return Math.round(difference * 1000) / 10
}

/** Every unit of a target with its verdict, in the order of organisation then unit. */
export const unitsOn = (definition: Definition, history: History, at: string): Unit[] =>
  rowsOf(definition, history, trailing(at, definition.months))[0]!
    .map(asUnit)
    .toSorted((a, b) => (`${a.organisation} ${a.unit}` < `${b.organisation} ${b.unit}` ? -1 : 1))

const asUnit = (row: Row): Unit => ({
  unit: row.unit,
  organisation: row.organisation,
  verdict: row.verdict,
  reason: row.reason,
  share: row.share,
  numerator: row.numerator,
  denominator: row.denominator,
  counts: row.counts,
  provenance: row.provenance,
  stated: row.stated,
})

export const pointOf = ({ state, value, numerator, denominator }: Figure, day: string): Point => ({
  day,
  state,
  value,
  numerator,
  denominator,
})
