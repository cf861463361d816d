import type { Deadline as Declared } from '#catalogue'
import { dueDay, workingDayAfter } from '#kernel'

/**
 * The last day to act: `after` the day it is counted from, as often as it came back (the delay is multiplied, not added
 * to a day that was already moved: 29 February comes back in leap years). It ends on a working day (decision 0016).
 */
export const dueOf = ({ after, workingDays }: Declared, countedFrom: string, occurrence: number): string =>
  workingDays
    ? workingDayAfter(countedFrom, daysIn(after) * occurrence)
    : dueDay(countedFrom, times(after, occurrence))

const daysIn = (delay: string): number => Number(/(\d+)D/.exec(delay)?.[1] ?? 0)

const times = (delay: string, count: number): string =>
  delay.replace(/\d+/g, (figure) => String(Number(figure) * count))
