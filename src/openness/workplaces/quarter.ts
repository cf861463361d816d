import { addToDay } from '#kernel'

/** `2026-Q3`. Quarters sort as their texts do. */
export type Quarter = string

const QUARTER = /^(\d{4})-Q([1-4])$/

export const isQuarter = (text: unknown): text is Quarter => typeof text === 'string' && QUARTER.test(text)

const partsOf = (quarter: Quarter): [year: number, number: number] => {
  const [, year, number] = QUARTER.exec(quarter)!
  return [Number(year), Number(number)]
}

const written = (count: number): Quarter => `${Math.floor(count / 4)}-Q${(count % 4) + 1}`

/** `count` quarters later; earlier when negative. */
export const addQuarters = (quarter: Quarter, count: number): Quarter => {
  const [year, number] = partsOf(quarter)
  return written(year * 4 + number - 1 + count)
}

export const quarterOfDay = (day: string): Quarter =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

export const firstDayOf = (quarter: Quarter): string => {
  const [year, number] = partsOf(quarter)
  return `${year}-${String(number * 3 - 2).padStart(2, '0')}-01`
}

export const lastDayOf = (quarter: Quarter): string => addToDay(firstDayOf(addQuarters(quarter, 1)), '-P1D')

/** The last quarter that is over on a day: on 30 September it is the second, on 1 October the third. */
export const lastOver = (today: string): Quarter => addQuarters(quarterOfDay(today), -1)

/** How long a unit has, from the end of a quarter, to declare it. */
const TO_DECLARE_WITHIN = 'P30D'

export const dueDayOf = (quarter: Quarter): string => addToDay(lastDayOf(quarter), TO_DECLARE_WITHIN)

/** The last `count` quarters that are over, the oldest first. */
export const lastQuarters = (today: string, count: number): Quarter[] =>
  Array.from({ length: count }, (_, at) => addQuarters(lastOver(today), at + 1 - count))
