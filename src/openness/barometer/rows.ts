import { lastDayWithin } from './day-counts.ts'
import type { Period } from './days.ts'
import {
  type Candidate,
  type Counts,
  type Definition,
  doesNot,
  type Judge,
  type Judgement,
  meets,
  notCounted,
  type Variant,
} from './definition.ts'
import { excluding, exclusionsOn } from './exclusions.ts'
import type { Unit } from './figure.ts'
import { everySeries, type History } from './history.ts'

/** A unit with its verdict, and with the one that it would have if nobody had excluded it. */
export type Row = Unit & { otherwise: Judgement; candidate: Candidate }

/** Every unit of a target at the end of a period, under the definition itself or a variant of it. */
export const rowsOf = (
  definition: Definition,
  history: History,
  period: Period,
  variant: Variant | null = null,
): Row[] => {
  const judge = variant?.judge ?? definition.judge
  const stated = statedVerdicts(history, period.to, definition, variant)
  const excludes = excluding(exclusionsOn(history, definition.target, period.to), definition.unit)
  return (variant?.units ?? definition.units)(history, period).map((candidate) => {
    const said = stated.get(candidate.unit)
    const judgement = said ?? judged(candidate, judge)
    const exclusion = excludes(candidate)
    const { unit, organisation, provenance, counts } = candidate
    const row = {
      unit,
      organisation,
      provenance,
      counts,
      candidate,
      otherwise: judgement,
      stated: said !== undefined,
    }
    if (!exclusion) return { ...row, ...judgement }
    return { ...row, ...EXCLUDED, share: judgement.share, reason: exclusion.reason }
  })
}

const EXCLUDED = { verdict: 'excluded', numerator: 0, denominator: 0 } as const

const judged = ({ notCounted: reason, counts }: Candidate, judge: Judge): Judgement =>
  reason === null ? judge(counts) : notCounted(reason)

/** How far a count of persons may be above what was published of it: 4 for each of its cells. */
const MOST_ROUNDED_OFF = 4

/**
 * Whether counts, were they rounded down, leave the verdict open. A verdict changes one way only as a count grows, so the
 * least and the most that each may be are all there is to try.
 */
export const mayBeOtherwise = (
  definition: Definition,
  { notCounted, counts }: Candidate,
  judge: Judge,
): boolean => {
  if (notCounted !== null) return false
  const rounded = Object.keys(counts).filter((name) => definition.counts[name]?.cells)
  const { verdict } = judge(counts)
  if (rounded.length === 0 || verdict === 'counted') return false
  return corners(definition, counts, rounded).some((corner) => judge(corner).verdict !== verdict)
}

const corners = (definition: Definition, counts: Counts, [name, ...others]: string[]): Counts[] => {
  if (name === undefined) return [counts]
  const most = counts[name]! + MOST_ROUNDED_OFF * definition.counts[name]!.cells
  const rest = corners(definition, counts, others)
  return [...rest, ...rest.map((corner) => ({ ...corner, [name]: most }))]
}

/** The verdicts that a publication states, where its rounded counts leave them open. */
const statedVerdicts = (
  history: History,
  day: string,
  { target, version }: Definition,
  variant: Variant | null,
): Map<string, Judgement> => {
  const stated = new Map<string, Judgement>()
  for (const { unit, is, byDay } of everySeries(history, 'verdict')) {
    const isOfThis = is['target'] === String(target) && is['version'] === String(version)
    if (!isOfThis || (is['variant'] ?? null) !== (variant?.id ?? null)) continue
    if (lastDayWithin(byDay, { from: day, to: day }) === null) continue
    stated.set(unit, is['verdict'] === 'meets' ? meets() : doesNot())
  }
  return stated
}
