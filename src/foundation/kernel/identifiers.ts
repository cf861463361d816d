import { ok, refused, type Result } from './results.ts'

/**
 * The numbers by which public bodies know people and enterprises. Each is read as typed (spaces, dashes and case
 * forgiven) and kept without ornament. Only what its issuer publishes may refuse a number; the rest warns.
 */

export type SinRefusal = 'not-nine-digits' | 'mistyped'

/** Social insurance number (NAS): nine digits, the last of which is Luhn's check (ISO/IEC 7812-1, annex B). */
export const readSin = (typed: string): Result<string, SinRefusal> => {
  const digits = typed.replace(/[\s.-]/gu, '')
  if (!/^\d{9}$/.test(digits)) return refused('not-nine-digits')
  return luhnSum(digits) % 10 === 0 && Number(digits) > 0 ? ok(digits) : refused('mistyped')
}

/** `046 454 286`, its spaces unbreakable. */
export const formatSin = (sin: string): string => sin.replace(/(\d{3})(?=\d)/g, '$1\u00a0')

const luhnSum = (digits: string): number => {
  let sum = 0
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = Number(digits[at]) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum
}

export type NamWarning = 'unusual-form' | 'unusual-date' | 'other-name' | 'other-birth-date'

/**
 * Health insurance number (NAM): three letters of the family name, one of the first name, the birth date as YYMMDD
 * (month + 50 for a woman), a sequence digit and a check digit. Its check digit is documented only unofficially and
 * names change, so everything here warns and nothing refuses. `known` is what the person said of themselves.
 */
export const readNam = (
  typed: string,
  known: { familyName?: string; firstName?: string; birthDate?: string } = {},
): { nam: string; warnings: NamWarning[] } => {
  const nam = typed.replace(/[\s.-]/gu, '').toUpperCase()
  const parts = /^([A-Z]{3})([A-Z])(\d\d)(\d\d)(\d\d)\d\d$/.exec(nam)
  if (!parts) return { nam, warnings: ['unusual-form'] }
  const [family, first, year, monthAndSex, day] = parts.slice(1) as [string, string, string, string, string]
  const month = String(Number(monthAndSex) % 50).padStart(2, '0')
  const warnings: NamWarning[] = []
  if (!isDayOfSomeYear(month, day)) warnings.push('unusual-date')
  if (differs(known.familyName, family, 3) || differs(known.firstName, first, 1)) warnings.push('other-name')
  if (known.birthDate && known.birthDate.slice(2) !== `${year}-${month}-${day}`)
    warnings.push('other-birth-date')
  return { nam, warnings }
}

const isDayOfSomeYear = (month: string, day: string): boolean => {
  try {
    Temporal.PlainMonthDay.from(`${month}-${day}`)
    return true
  } catch {
    return false
  }
}

/** A name shorter than its place in the number is completed by X. */
const differs = (name: string | undefined, letters: string, length: number): boolean =>
  name !== undefined && matchKey(name).toUpperCase().slice(0, length).padEnd(length, 'X') !== letters

/** `TREA 8252 1517`. */
export const formatNam = (nam: string): string => nam.replace(/(.{4})(?=.)/g, '$1\u00a0')

/** Québec enterprise number (NEQ): ten digits. No checksum is published, so none is checked. */
export const readNeq = (typed: string): Result<string, 'not-ten-digits'> => {
  const digits = typed.replace(/[\s.-]/gu, '')
  return /^\d{10}$/.test(digits) ? ok(digits) : refused('not-ten-digits')
}

export type TvqRefusal = 'not-a-tvq-number' | 'mistyped'

/**
 * Québec sales tax registration number (TVQ): ten digits, of which the last checks the first nine, then `TQ` and the
 * four digits of the file (`TQ0001` when only the ten digits are typed).
 */
export const readTvq = (typed: string): Result<string, TvqRefusal> => {
  const parts = /^(\d{9})(\d)(?:TQ(\d{4}))?$/.exec(typed.replace(/[\s.-]/gu, '').toUpperCase())
  if (!parts) return refused('not-a-tvq-number')
  const [, body, check, file] = parts as unknown as [string, string, string, string | undefined]
  return tvqCheckDigit(body) === Number(check)
    ? ok(`${body}${check}TQ${file ?? '0001'}`)
    : refused('mistyped')
}

const TVQ_WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2]

/**
 * 11 less the remainder of the weighted sum modulo 11. Two remainders give no digit that way: 0 is checked by 1 and
 * 1 by 0, which is how the numbers in force are written.
 */
const tvqCheckDigit = (body: string): number => {
  const remainder = TVQ_WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11
  return remainder < 2 ? 1 - remainder : 11 - remainder
}

const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' }

/**
 * What two names are compared by: accents, hyphens, spaces, apostrophes and case never make two names differ
 * (Bélanger = BELANGER, Mei-Lin = Mei Lin). A name is always kept and shown as its owner typed it.
 */
export const matchKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter]!)
    .replace(/[\p{P}\p{Z}\p{Cc}\p{Cf}`´^~]/gu, '')
    .normalize('NFC')
