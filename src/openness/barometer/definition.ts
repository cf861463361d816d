import type { Period } from './days.ts'
import type { Both } from './definition-words.ts'
import type { Unit, UnitKind } from './figure.ts'
import type { MeasureKind, Provenance } from './measure.ts'
import type { Reason } from './reasons.ts'
import type { History } from './history.ts'

/**
 * One version of one target: the official sentence, what it means in words that anybody can read, and the one
 * computation. A target is a pure fold: `emptyHistory()` is where it starts, `record(history, measure)` its step, and what
 * follows says what it makes of the history (docs/decisions/0021-measures-and-folds.md).
 */
export type Definition = {
  /** 1 to 10, in the order of the strategy. */
  target: number
  version: number
  /** The first day that it rules; a day to come: it is proposed. */
  from: string
  /** Its address. */
  slug: Both
  /** A few plain words. */
  title: Both
  /** The official wording, as is, and our translation. */
  wording: Both
  /** The definition, for a person. */
  text: Both
  /** The share of units to reach, and whether reaching it exactly is enough. */
  goal: { share: number; rule: 'over' | 'at-least' }
  unit: UnitKind
  /** The period: so many months, ending on the day of the figure. */
  months: number
  /** What it counts; beside this, every target reads which organisations and services there are, and exclusions. */
  kinds: readonly MeasureKind[]
  /** Everything that might be counted, at the end of a period. */
  units: (history: History, period: Period) => Candidate[]
  /**
   * What a unit's counts make of it. Asked again of the published, rounded counts: as a count grows and the others stay, its
   * verdict may change one way only, so that what rounding leaves open can be told.
   */
  judge: Judge
  /**
   * What is counted of a unit, in words. `cells`: of how many published cells it is the sum, where it counts persons: each
   * of them may have been rounded down by as much as 4; 0 for what is published as it is. `isYesNo`: 1 where the words
   * are true of the unit, so that the words alone say it.
   */
  counts: Readonly<Record<string, { words: Both; cells: number; isYesNo?: true }>>
  /** What a unit's share is, in words; null where a unit has none. */
  share: Both | null
  /** The organisations that have reported, whatever it shows. */
  reporting: (history: History, period: Period) => Set<string>
  /** What is compared over time: a unit, or an organisation where a unit is in one period only. */
  panel: 'unit' | 'organisation'
  /** How much a unit weighs, where units differ in size. */
  weight: { of: 'dossiers' | 'datasets'; size: (counts: Counts) => number } | null
  variants: readonly Variant[]
}

export type Counts = Readonly<Record<string, number>>

/** A unit before its verdict; `notCounted` when something else than its counts keeps it out. */
export type Candidate = {
  unit: string
  organisation: string
  provenance: Provenance
  notCounted: Reason | null
  counts: Counts
}

export type Judge = (counts: Counts) => Judgement

export type Judgement = Pick<Unit, 'share' | 'numerator' | 'denominator'> & {
  verdict: Exclude<Unit['verdict'], 'excluded'>
  reason: Reason | null
}

/** The same target, one thing being read otherwise: another verdict, or other units. */
export type Variant = {
  id: string
  words: Both
  judge: Judge
  units?: (history: History, period: Period) => Candidate[]
}

export const meets = (share: number | null = null): Judgement => ({
  verdict: 'meets',
  reason: null,
  share,
  numerator: 1,
  denominator: 1,
})

/** `reason`: it is counted, though nothing is known of it. */
export const doesNot = (share: number | null = null, reason: Reason | null = null): Judgement => ({
  verdict: 'does-not',
  reason,
  share,
  numerator: 0,
  denominator: 1,
})

export const notCounted = (reason: Reason): Judgement => ({
  verdict: 'not-counted',
  reason,
  share: null,
  numerator: 0,
  denominator: 0,
})

/** A group of pairs or employees, so many of which are as the target wants. */
export const counted = (numerator: number, denominator: number): Judgement => ({
  verdict: 'counted',
  reason: null,
  share: numerator / denominator,
  numerator,
  denominator,
})

/** In whole numbers, so that exactly 75 % is exactly 75 %. Shares are of whole per cent. */
export const isOver = (numerator: number, denominator: number, share: number): boolean =>
  numerator * 100 > denominator * Math.round(share * 100)

export const isAtLeast = (numerator: number, denominator: number, share: number): boolean =>
  numerator * 100 >= denominator * Math.round(share * 100)
