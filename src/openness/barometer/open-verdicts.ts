import type { Candidate, Counts, Definition, Judge } from './definition.ts'
import type { Unit } from './figure.ts'
import type { Row } from './rows.ts'

/** A verdict that rounded counts leave open, and what a statement of it says beside it. */
export type OpenVerdict = {
  row: Row
  /** Its place in the rows of its definition: 0 for the definition itself, then its variants. */
  place: number
  is: Readonly<Record<string, string>>
  /** What it may be. */
  possible: ReadonlySet<Unit['verdict']>
  /** Whether what is published is enough for the unit to count, so that a verdict must be stated. */
  isCounted: boolean
}

/** Which verdicts of `rows`, whose counts were rounded down, could be otherwise. Units of a variant’s own have none. */
export const openVerdicts = (definition: Definition, rows: readonly Row[][]): OpenVerdict[] =>
  rows.flatMap((under, place) => {
    const variant = place === 0 ? null : definition.variants[place - 1]!
    if (variant?.units) return []
    const judge = variant?.judge ?? definition.judge
    const is = {
      target: String(definition.target),
      version: String(definition.version),
      ...(variant && { variant: variant.id }),
    }
    return under.flatMap((row) => {
      const possible = possibleVerdicts(definition, row.candidate, judge)
      // A group of pairs or employees has no verdict.
      if (possible.size < 2 || possible.has('counted')) return []
      return [{ row, place, is, possible, isCounted: judge(row.counts).denominator > 0 }]
    })
  })

/** How far a count of persons may be above what was published of it: 4 for each of its cells. */
const MOST_ROUNDED_OFF = 4

/** A verdict changes one way only as a count grows, so the least and the most that each may be are all there is to try. */
const possibleVerdicts = (
  definition: Definition,
  { notCounted, counts }: Candidate,
  judge: Judge,
): Set<Unit['verdict']> => {
  if (notCounted !== null) return new Set(['not-counted'])
  const rounded = Object.keys(counts).filter((name) => definition.counts[name]?.cells)
  return new Set(corners(definition, counts, rounded).map((corner) => judge(corner).verdict))
}

const corners = (definition: Definition, counts: Counts, [name, ...others]: string[]): Counts[] => {
  if (name === undefined) return [counts]
  const most = counts[name]! + MOST_ROUNDED_OFF * definition.counts[name]!.cells
  const rest = corners(definition, counts, others)
  return [...rest, ...rest.map((corner) => ({ ...corner, [name]: most }))]
}
