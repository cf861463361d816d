import type { Provenance } from './measure.ts'
import type { Reason } from './reasons.ts'

/**
 * One target's figure on one day, for everybody or for one organisation. Three states are never confused: a value
 * (which may be 0), no data (nothing could be observed), not applicable (no unit can have it).
 */
export type Figure = {
  /** 1 to 10, in the order of the strategy. */
  target: number
  definition: { version: number; from: string }
  /** Null for all organisations together. */
  organisation: string | null
  state: 'value' | 'no-data' | 'not-applicable'
  /** `numerator / denominator`; null unless the state is `value`. */
  value: number | null
  numerator: number
  denominator: number
  goal: { share: number; rule: 'over' | 'at-least'; met: boolean | null }
  unit: UnitKind
  /** First and last day that count. */
  period: { from: string; to: string }
  /** The day of the last thing counted; null when nothing was. */
  dataDate: string | null
  /** The denominator by where what is known of it comes from. */
  provenance: { observed: number; imported: number; declared: number }
  /** Organisations that reported among those subject. */
  coverage: { reporting: number; subject: number; missing: string[] }
  /** Units left out by somebody, and the figure as it would be with them. */
  exclusions: Exclusion[]
  withExcluded: Ratio | null
  /**
   * The same figure on what is present both now and at `beforeDay`, a period earlier: units, or organisations where a
   * unit is in one period only (a new service, a consultation). Null when nothing is.
   */
  constantPanel: { units: number; now: Ratio; before: Ratio; beforeDay: string } | null
  /** Each unit weighing what it counts of `of`, where units differ in size. Persons: rounded as published. */
  weighted: (Ratio & { of: 'dossiers' | 'datasets' }) | null
  /** The same figure under a stated variant of the definition. */
  variants: (Ratio & { id: string })[]
  /** Against the same figure a period earlier, in points of percentage; null when one of them has no value. */
  change: { since: string; points: number | null } | null
  /** How many sealed events it rests on: persons' rounded as published, a volume that was imported counting as one. */
  events: number
  /** How many units it rests on whose verdict had to be stated, their counts being too small to publish. */
  stated: number
}

export type Ratio = { numerator: number; denominator: number; value: number | null }

export type UnitKind = 'service' | 'consultation' | 'deadline' | 'organisation' | 'employee' | 'process'

/** `author` is the organisation that recorded it; `''` when it was not said. */
export type Exclusion = { unit: string; organisation: string; reason: string; author: string; since: string }

/** One unit of a figure and its verdict: `counts` are as published (multiples of five where they count persons). */
export type Unit = {
  unit: string
  organisation: string
  /** `counted`: where pairs or employees are counted, each row is a group of them and has no verdict of its own. */
  verdict: 'meets' | 'does-not' | 'counted' | 'excluded' | 'not-counted'
  /** Why it is not counted (reasons.ts), or why it was excluded (the exclusion's code). */
  reason: Reason | (string & {}) | null
  /** What it adds to the figure. */
  numerator: number
  denominator: number
  share: number | null
  counts: Readonly<Record<string, number>>
  provenance: Provenance
  /** Whether its verdict had to be stated, its counts being too small to publish. */
  stated: boolean
}

export type Point = { day: string } & Pick<Figure, 'state' | 'value' | 'numerator' | 'denominator'>

/** One version of the definition over time; a chart draws the break where the next one begins. */
export type Series = { version: number; from: string; inForce: boolean; points: Point[] }
