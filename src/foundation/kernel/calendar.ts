/**
 * Delays in civil days. The first day is not counted, the last one is; a delay that ends on a Saturday, a Sunday or a
 * statutory holiday ends on the next working day (Interpretation Act, I-16, s. 52; Code of Civil Procedure, art. 83).
 */
export const isWorkingDay = (day: string): boolean => {
  const date = Temporal.PlainDate.from(day)
  return date.dayOfWeek < 6 && !holidaysOf(date.year).has(day)
}

/** `from` + `delay` (ISO 8601: `P20D`, `P1M`, `P1Y`), moved to the next working day: the last day to act. */
export const dueDay = (from: string, delay: string): string =>
  nextWorkingDay(Temporal.PlainDate.from(from).add(Temporal.Duration.from(delay)).toString())

/** `days` working days after `from`, which is not counted itself. */
export const workingDayAfter = (from: string, days: number): string => {
  let date = Temporal.PlainDate.from(from)
  for (let left = days; left > 0; date = date.add({ days: 1 }))
    if (isWorkingDay(date.add({ days: 1 }).toString())) left -= 1
  return nextWorkingDay(date.toString())
}

export const nextWorkingDay = (day: string): string => {
  let date = Temporal.PlainDate.from(day)
  while (!isWorkingDay(date.toString())) date = date.add({ days: 1 })
  return date.toString()
}

/**
 * Québec's holidays: those of the Interpretation Act (I-16, s. 61, par. 23), the Sundays apart, and the two days that
 * the Code of Civil Procedure (C-25.01, art. 83) counts with them, 2 January and 26 December.
 */
const holidays = new Map<number, Set<string>>()

export const holidaysOf = (year: number): Set<string> => {
  const known = holidays.get(year)
  if (known) return known
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day })
  const easter = easterOf(year)
  const days = [
    on(1, 1),
    on(1, 2),
    easter.subtract({ days: 2 }),
    easter.add({ days: 1 }),
    mondayBefore(on(5, 25)),
    observed(on(6, 24)),
    observed(on(7, 1)),
    firstMonday(year, 9),
    firstMonday(year, 10).add({ days: 7 }),
    on(12, 25),
    on(12, 26),
  ]
  const set = new Set(days.map(String))
  holidays.set(year, set)
  return set
}

/** National Patriots' Day and the like: the Monday preceding a date. */
const mondayBefore = (date: Temporal.PlainDate) =>
  date.subtract({ days: date.dayOfWeek === 1 ? 7 : date.dayOfWeek - 1 })

/** A holiday that falls on a Sunday is observed on the Monday. */
const observed = (date: Temporal.PlainDate) => (date.dayOfWeek === 7 ? date.add({ days: 1 }) : date)

const firstMonday = (year: number, month: number) => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return first.add({ days: (8 - first.dayOfWeek) % 7 })
}

/** Gregorian Easter (Meeus, Jones and Butcher's algorithm). */
const easterOf = (year: number): Temporal.PlainDate => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return Temporal.PlainDate.from({ year, month, day })
}
