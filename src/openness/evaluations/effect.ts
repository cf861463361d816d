import { type Scale, SCALES } from './evaluation.ts'
import type { Improvement } from './improvement.ts'
import { ENOUGH } from './release.ts'
import type { Tally } from './store.ts'

/** How many answered, the average of their answers, and how much these differ among themselves (sample variance). */
export type Measured = { number: number; average: number | null; variance: number | null }

export type Effect = {
  question: Scale
  before: Measured
  after: Measured
  /** `too-few`: nothing can be concluded. `unclear`: the difference may be chance. */
  says: 'too-few' | 'unclear' | 'better' | 'worse'
  difference: number | null
  /** Half of the interval in which the true difference is 19 times out of 20. */
  margin: number | null
}

/** 19 times out of 20, for averages of twenty answers and more. */
const Z = 1.96

/**
 * Whether answers moved between the versions before an improvement and those since: the difference of two averages with
 * its margin (Welch: each side has its own variance). It tells that they moved, not why.
 */
export const effectOf = (question: Scale, before: Measured, after: Measured): Effect => {
  const sides = { question, before, after }
  const nothing = { difference: null, margin: null }
  if (before.number < ENOUGH || after.number < ENOUGH) return { ...sides, says: 'too-few', ...nothing }
  const difference = after.average! - before.average!
  const margin = Z * Math.sqrt(before.variance! / before.number + after.variance! / after.number)
  const says = Math.abs(difference) <= margin ? 'unclear' : difference > 0 ? 'better' : 'worse'
  return { ...sides, says, difference, margin }
}

/** The answers of some versions to one question; `shown` rounds each count, where the public reads them. */
export const measuredOf = (
  tallies: readonly Tally[],
  question: Scale,
  isIn: (version: number) => boolean,
  shown: (count: number) => number = (count) => count,
): Measured => {
  const counts = new Map<number, number>()
  for (const one of tallies)
    if (one.question === question && isIn(one.version))
      counts.set(Number(one.answer), (counts.get(Number(one.answer)) ?? 0) + one.count)
  const answers = [...counts].map(([value, count]) => ({ value, count: shown(count) }))
  const number = answers.reduce((sum, { count }) => sum + count, 0)
  if (number === 0) return { number, average: null, variance: null }
  const average = answers.reduce((sum, { value, count }) => sum + value * count, 0) / number
  const squares = answers.reduce((sum, { value, count }) => sum + count * (value - average) ** 2, 0)
  return { number, average, variance: number > 1 ? squares / (number - 1) : null }
}

/** From the versions between the one in force when it was opened and the one that made the change, to those since. */
const sidesOf = ({ openedVersion, version }: Pick<Improvement, 'openedVersion' | 'version'>) => ({
  before: (one: number) => version !== null && one >= openedVersion && one < version,
  after: (one: number) => version !== null && one >= version,
})

/** What followed an improvement, question by question. */
export const effectsOf = (
  one: Improvement,
  tallies: readonly Tally[],
  shown?: (count: number) => number,
): Effect[] => {
  const sides = sidesOf(one)
  return SCALES.map((question) =>
    effectOf(
      question,
      measuredOf(tallies, question, sides.before, shown),
      measuredOf(tallies, question, sides.after, shown),
    ),
  )
}
