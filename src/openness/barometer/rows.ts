import { lastDayWithin } from './day-counts.ts'
import type { Period } from './days.ts'
import {
  type Candidate,
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

/** Every unit of a target at the end of a period: under the definition itself, then under each variant of it. */
export const rowsOf = (definition: Definition, history: History, period: Period): Row[][] => {
  const candidates = definition.units(history, period)
  return [null, ...definition.variants].map((variant) =>
    rowsUnder(definition, variant, history, period, variant?.units?.(history, period) ?? candidates),
  )
}

const rowsUnder = (
  definition: Definition,
  variant: Variant | null,
  history: History,
  period: Period,
  candidates: readonly Candidate[],
): Row[] => {
  const judge = variant?.judge ?? definition.judge
  const stated = statedVerdicts(history, period.to, definition, variant)
  const excludes = excluding(exclusionsOn(history, definition, period.to), definition.unit)
  return candidates.map((candidate) => {
    const said = stated.get(candidate.unit)
    const otherwise = said ?? judged(candidate, judge)
    const { unit, organisation, provenance, counts } = candidate
    const row = { unit, organisation, provenance, counts, candidate, otherwise, stated: said !== undefined }
    const exclusion = excludes(candidate)
    if (!exclusion) return { ...row, ...otherwise }
    return { ...row, ...EXCLUDED, share: otherwise.share, reason: exclusion.reason }
  })
}

const EXCLUDED = { verdict: 'excluded', numerator: 0, denominator: 0 } as const

const judged = ({ notCounted: reason, counts }: Candidate, judge: Judge): Judgement =>
  reason === null ? judge(counts) : notCounted(reason)

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
