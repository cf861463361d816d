import { isOfTwoYears } from './format.ts'
import type { DatesOf, YearOf } from './mapping.ts'

/*
 * What cells of other people's tables say: a count with its thousands separated, a date in their format, a year that
 * spans two. Null is always « it cannot be read »; what stands for « no data » was looked for before.
 */

const SPACES = /[\s\u00a0\u202f\u2009'’]/g

/** What a cell counts, and what had to be taken for granted to say so. */
export type Count = { count: number; assumed: 'rounded' | 'exponent' | null }

/** `1,234`, `1 234`, `1.234,0` where the comma is the decimal mark, `1.2E+05`; a fraction only where it may be rounded. */
export const readCount = (
  typed: string,
  { decimal, round }: { decimal: '.' | ','; round: boolean },
): Count | null => {
  const bare = typed.replace(SPACES, '')
  const [thousands, mark] = decimal === '.' ? [',', '.'] : ['.', ',']
  const [whole = '', fraction, ...more] = bare.split(mark)
  if (more.length > 0) return null
  const exponent = /^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$/.exec(bare)
  if (exponent) {
    const read = inLimits(Number(`${exponent[1]}.${exponent[2] ?? 0}e${exponent[3]}`), round)
    return read && { ...read, assumed: 'exponent' }
  }
  if (!isGrouped(whole, thousands) || (fraction !== undefined && !/^\d*$/.test(fraction))) return null
  return inLimits(Number(`${whole.replaceAll(thousands, '')}.${fraction || 0}`), round)
}

/** By threes, or by twos above the last three; « 0,75 » and « 12,50 » are fractions of somebody else's, not counts. */
const isGrouped = (whole: string, thousands: string): boolean =>
  /^\d+$/.test(whole) ||
  new RegExp(`^[1-9]\\d{0,2}([${thousands}]\\d{2,3})*[${thousands}]\\d{3}$`).test(whole)

/** More than anybody counts would no longer be exact. */
const MOST_COUNT = 1e12

const inLimits = (count: number, round: boolean): Count | null => {
  const whole = round ? Math.round(count) : count
  if (!Number.isSafeInteger(whole) || whole > MOST_COUNT) return null
  return { count: whole, assumed: whole === count ? null : 'rounded' }
}

// ---- Days

const MONTHS = [
  ['jan', 'janv'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mars'],
  ['apr', 'avr', 'avril'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aout'],
  ['sep', 'sept'],
  ['oct'],
  ['nov'],
  ['dec'],
]

const TOKENS: Record<string, string> = {
  YYYY: '(?<y>\\d{4})',
  YY: '(?<short>\\d{2})',
  Q: '[QqTt]?(?<q>[1-4])',
  MMM: '(?<name>[\\p{L}]{3,})\\.?',
  MM: '(?<m>\\d{2})',
  DD: '(?<d>\\d{2})',
  M: '(?<m>\\d{1,2})',
  D: '(?<d>\\d{1,2})',
}

const known = new Map<string, RegExp>()

/** A format in tokens, as an expression; a time that follows a day is left aside, and nothing else is. */
const expressionOf = (format: string): RegExp => {
  let found = known.get(format)
  if (!found) {
    const body = format.replace(
      /YYYY|YY|MMM|MM|DD|M|D|Q|[^\w\s]/g,
      (one) => TOKENS[one] ?? RegExp.escape(one),
    )
    const time = format.includes('D') ? '(?:[T ]\\s*\\d{1,2}[:h].*)?' : ''
    known.set(format, (found = new RegExp(`^${body}${time}$`, 'u')))
  }
  return found
}

const two = (number: number): string => String(number).padStart(2, '0')

export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** `isLast`: nobody said which day it was, and the last one that it may have been is taken. */
export type Day = { day: string; isLast: boolean }

/**
 * A day as the first format that fits reads it. Without its day, the last of its month, or of its quarter; without its
 * month, of its year; of two years (`YYYY-YYYY`), the last of that year of the inventory, which begins as `starts` says.
 */
export const readDay = (typed: string, { format }: Pick<DatesOf, 'format'>, starts: string): Day | null => {
  const cell = typed.trim()
  for (const one of format) {
    const read = isOfTwoYears(one) ? endOfYears(cell, one, starts) : dayIn(cell, one)
    if (read) return read
  }
  return null
}

const endOfYears = (cell: string, format: string, starts: string): Day | null => {
  const isOfThatForm = format.endsWith('YYYY') ? /\d{4}\D+\d{4}\b/ : /\d{4}\D+\d{2}\b/
  const year = isOfThatForm.test(cell) ? readYear(cell, { column: '', starts }) : null
  return year && year !== 'ambiguous' ? { day: year.to, isLast: true } : null
}

const dayIn = (cell: string, format: string): Day | null => {
  const { y, short, m, d, q, name } = expressionOf(format).exec(cell)?.groups ?? {}
  const year = Number(y ?? (short && `20${short}`))
  const month = name ? monthNamed(name) : Number(m ?? (q ? Number(q) * 3 : 12))
  if (!year || month < 1 || month > 12) return null
  const last = daysInMonth(year, month)
  const day = d === undefined ? last : Number(d)
  if (day < 1 || day > last) return null
  return { day: `${year}-${two(month)}-${two(day)}`, isLast: d === undefined }
}

/** In English or in French, short or in full, with or without its accents. */
const monthNamed = (name: string): number => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (
    MONTHS.findIndex(
      (its) => its.includes(plain) || its.some((one) => one.length >= 3 && plain.startsWith(one)),
    ) + 1
  )
}

// ---- Years

/** A year of an inventory, by the number of the one in which it ends. */
export type Year = { year: number; from: string; to: string }

/** `2022-2023`, `2022-23`, `FY 2022/23`, `April 2022 to March 2023`, `2023`; or the year in which a day falls. `ambiguous`: one number, where a year spans two and nobody said which. */
export const readYear = (typed: string, of: YearOf): Year | 'ambiguous' | null => {
  if ('is' in of) return yearEnding(of.is, of.starts)
  if (of.format) {
    const read = readDay(typed, { format: of.format }, of.starts)
    return read && yearOfDay(read.day, of.starts)
  }
  const [, first, second] = /^\D*(\d{4})(?:\D{1,20}(\d{4}|\d{2}))?\D*$/.exec(typed.trim()) ?? []
  if (!first) return null
  const isCalendar = of.starts === '01-01'
  if (second !== undefined) {
    const follows = (Number(first) + 1) % (second.length === 2 ? 100 : 10_000) === Number(second)
    return follows && !isCalendar ? yearEnding(Number(first) + 1, of.starts) : null
  }
  if (isCalendar) return yearEnding(Number(first), of.starts)
  if (!of.named) return 'ambiguous'
  return yearEnding(Number(first) + (of.named === 'start' ? 1 : 0), of.starts)
}

const yearOfDay = (day: string, starts: string): Year => {
  const begun = Number(day.slice(0, 4))
  return yearEnding(starts === '01-01' || day.slice(5) < starts ? begun : begun + 1, starts)
}

export const yearEnding = (year: number, starts: string): Year => {
  if (starts === '01-01') return { year, from: `${year}-01-01`, to: `${year}-12-31` }
  const month = Number(starts.slice(0, 2)) - 1
  return { year, from: `${year - 1}-${starts}`, to: `${year}-${two(month)}-${two(daysInMonth(year, month))}` }
}
