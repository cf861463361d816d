import type { Period } from './days.ts'

/**
 * How many on each day, whatever the order in which they were added; the sum of a period costs two searches. Days are
 * kept in order once somebody asks; most are added in order anyway.
 */
export type DayCounts = {
  days: string[]
  counts: number[]
  sums: number[]
  inOrder: boolean
  /** The last two answers, while nothing is added: a figure asks again and again of the same two periods. */
  answers: { from: string; to: string; sum: number }[]
}

export const noCounts = (): DayCounts => ({ days: [], counts: [], sums: [], inOrder: true, answers: [] })

/** One text for each day, however many series bear it. */
const texts = new Map<string, string>()

const sharedText = (day: string): string => {
  const known = texts.get(day)
  if (known === undefined) texts.set(day, day)
  return known ?? day
}

export const addCount = (to: DayCounts, day: string, count: number): void => {
  const last = to.days.length - 1
  to.answers.length = 0
  if (to.days[last] === day) {
    to.counts[last]! += count
    to.sums.length = Math.min(to.sums.length, last)
    return
  }
  if (last >= 0 && day < to.days[last]!) to.inOrder = false
  to.days.push(sharedText(day))
  to.counts.push(count)
}

/** Zero when nothing was; and after corrections, when they took everything back. */
export const sumWithin = (of: DayCounts, period: Period): number => {
  for (const { from, to, sum } of of.answers) if (to === period.to && from === period.from) return sum
  const sum = summedWithin(of, period)
  if (of.answers.length === 2) of.answers.shift()
  of.answers.push({ ...period, sum })
  return sum
}

const summedWithin = (of: DayCounts, { from, to }: Period): number => {
  settle(of)
  const [first, end] = [countBefore(of.days, from), countUpTo(of.days, to)]
  return end <= first ? 0 : of.sums[end - 1]! - (first > 0 ? of.sums[first - 1]! : 0)
}

/** The last day of a period on which something was said, a count of 0 included. */
export const lastDayWithin = (of: DayCounts, { from, to }: Period): string | null => {
  settle(of)
  const day = of.days[countUpTo(of.days, to) - 1]
  return day !== undefined && day >= from ? day : null
}

export const firstDay = (of: DayCounts): string => {
  settle(of)
  return of.days[0]!
}

/** Each day once, in order, with how many. */
export const everyDay = (of: DayCounts): [day: string, count: number][] => {
  settle(of)
  return of.days.map((day, at) => [day, of.counts[at]!])
}

const settle = (of: DayCounts): void => {
  if (!of.inOrder) putInOrder(of)
  for (let at = of.sums.length; at < of.days.length; at++)
    of.sums.push((of.sums[at - 1] ?? 0) + of.counts[at]!)
}

const putInOrder = (of: DayCounts): void => {
  const byDay = new Map<string, number>()
  for (const [at, day] of of.days.entries()) byDay.set(day, (byDay.get(day) ?? 0) + of.counts[at]!)
  of.days = [...byDay.keys()].toSorted()
  of.counts = of.days.map((day) => byDay.get(day)!)
  of.sums = []
  of.inOrder = true
}

/** How many of the days come before `day`. */
const countBefore = (days: readonly string[], day: string): number => {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of the days come before `day` or are that day. The last one often is: it is looked at first. */
const countUpTo = (days: readonly string[], day: string): number => {
  if (days.length === 0 || days.at(-1)! <= day) return days.length
  const before = countBefore(days, day)
  return days[before] === day ? before + 1 : before
}
