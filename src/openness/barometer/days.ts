/**
 * Civil days as texts (`2026-11-22`), which sort as they follow each other. Plain arithmetic: this code also runs in the
 * stand-alone verifier, on any Node.
 */
export type Period = { from: string; to: string }

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]!

export const isDay = (text: unknown): text is string => {
  const [, year, month, day] = (typeof text === 'string' && DAY.exec(text)) || []
  if (!year || +month! < 1 || +month! > 12) return false
  return +day! >= 1 && +day! <= daysInMonth(+year, +month!)
}

const partsOf = (day: string): [number, number, number] => {
  if (!isDay(day)) throw new RangeError(`${day} is not a day`)
  return [+day.slice(0, 4), +day.slice(5, 7), +day.slice(8, 10)]
}

const two = (number: number): string => String(number).padStart(2, '0')

const written = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

export const nextDay = (day: string): string => {
  const [year, month, date] = partsOf(day)
  if (date < daysInMonth(year, month)) return written(year, month, date + 1)
  return month < 12 ? written(year, month + 1, 1) : written(year + 1, 1, 1)
}

export const previousDay = (day: string): string => {
  const [year, month, date] = partsOf(day)
  if (date > 1) return written(year, month, date - 1)
  return month > 1 ? written(year, month - 1, daysInMonth(year, month - 1)) : written(year - 1, 12, 31)
}

/** A day that does not exist in the month reached becomes the last one of it: 29 February less a year is the 28th. */
export const addMonths = (day: string, months: number): string => {
  const [year, month, date] = partsOf(day)
  const count = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1]
  return written(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)))
}

export const monthEnd = (day: string): string => {
  const [year, month] = partsOf(day)
  return written(year, month, daysInMonth(year, month))
}

/** The last `count` ends of months that are over by `at`, the oldest first: the points of a trend. */
export const monthEnds = (at: string, count: number): string[] => {
  const last = monthEnd(at) === at ? at : monthEnd(addMonths(at, -1))
  return Array.from({ length: count }, (_, back) => monthEnd(addMonths(last, back + 1 - count)))
}

/** The months that end with `at`: it is their last day, and the same day of the month before them is not in them. */
export const trailing = (at: string, months: number): Period => ({
  from: nextDay(addMonths(at, -months)),
  to: at,
})

export const isWithin = (day: string, { from, to }: Period): boolean => day >= from && day <= to

/** The day that comes `days` after 1 January 2000: how PostgreSQL numbers them. */
export const dayFrom2000 = (days: number): string => fromEpochDays(days + 10_957)

const fromEpochDays = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10)
