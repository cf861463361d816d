import type { Language } from './words.ts'
import { ok, refused, type Result } from './results.ts'

/**
 * Money inside the engine is an integer number of cents, exact. Dollars exist at two edges only: what a person types
 * or reads, and what a FEEL expression computes.
 */
export type Cents = number

/** A trillion dollars: beyond it a double no longer holds a computed amount to the cent. */
export const MOST_CENTS: Cents = 1e14

export const isCents = (value: unknown): value is Cents =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MOST_CENTS

/**
 * A computed number of dollars, to the cent, halves away from zero (DMN's `round half up`: a refund is the mirror of
 * the debt). The number is read at the 15 decimal digits a double is sure of, so that 1.005 is 1.01 and so is 1.1 × 1.15
 * at 1.265 → 1.27. Throws on what is not an amount: a rule that yields infinity is a bug, not a decision.
 */
export const centsOf = (dollars: number): Cents => {
  if (!Number.isFinite(dollars) || Math.abs(dollars) > MOST_CENTS / 100)
    throw new RangeError(`${dollars} is not an amount in dollars`)
  const [digits, exponent] = Math.abs(dollars).toExponential(14).split('e') as [string, string]
  const kept = Number(exponent) + 3
  const figures = digits.replace('.', '')
  if (kept < 0) return 0
  const cents = Number(figures.slice(0, kept) || '0') + (figures.charAt(kept) >= '5' ? 1 : 0)
  return dollars < 0 ? 0 - cents : cents
}

export const dollarsOf = (cents: Cents): number => cents / 100

const shown = {
  fr: new Intl.NumberFormat('fr-CA', { style: 'currency', currency: 'CAD' }),
  en: new Intl.NumberFormat('en-CA', { style: 'currency', currency: 'CAD' }),
}

/** `1 234,56 $` (its spaces do not break) or `$1,234.56`. */
export const formatMoney = (cents: Cents, language: Language): string =>
  // `0 -` and not `-`: nobody owes minus zero.
  shown[language].format(dollarsOf(cents) || 0)

export type AmountRefusal = 'not-an-amount' | 'ambiguous-amount' | 'too-many-decimals' | 'amount-too-large'

/**
 * An amount as people type it in either language: `1 234,56`, `1234.56 $`, `$1,234.56`, `12`, `-5,00`.
 * `1,234` is refused as ambiguous (a thousand for one reader, one and a bit for the other): guessing would cost
 * somebody a thousand times too much.
 */
export const readMoney = (typed: string): Result<Cents, AmountRefusal> => {
  const bare = withoutSymbol(typed)
  const match = /^([-−–]?) ?(\d[\d ,.]*|[.,]\d+)$/.exec(bare)
  if (!match || bare.length > 40) return refused('not-an-amount')
  const parts = wholeAndDecimals(match[2]!)
  if (typeof parts === 'string') return refused(parts)
  if (parts.decimals.length > 2) return refused('too-many-decimals')
  const cents = Number(parts.whole + parts.decimals.padEnd(2, '0'))
  if (cents > MOST_CENTS) return refused('amount-too-large', { most: MOST_CENTS })
  return ok(match[1] ? 0 - cents : cents)
}

const withoutSymbol = (typed: string): string =>
  typed
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^([-−–]?) ?(?:CA\$|CAD|\$)/i, '$1')
    .replace(/ ?(?:\$ ?(?:CAD?)?|CAD|dollars?)$/i, '')
    .trim()

/** The digits before and after the decimal separator, once the separators of thousands are known and taken out. */
const wholeAndDecimals = (
  figures: string,
): { whole: string; decimals: string } | 'not-an-amount' | 'ambiguous-amount' => {
  const separators = [...new Set(figures.match(/[.,]/g))]
  const last = Math.max(figures.lastIndexOf('.'), figures.lastIndexOf(','))
  const repeats = last >= 0 && figures.indexOf(figures[last]!) !== last
  if (separators.length === 2 && repeats) return 'not-an-amount'
  if (last < 0 || (separators.length === 1 && repeats)) return grouped(figures, '')
  const before = figures.slice(0, last)
  const after = figures.slice(last + 1)
  if (!/^\d*$/.test(after)) return 'not-an-amount'
  // `1,234` and `1.234`: thousands or thousandths?
  if (/^[1-9]\d{0,2}$/.test(before) && after.length === 3) return 'ambiguous-amount'
  return grouped(before, after)
}

const grouped = (whole: string, decimals: string) =>
  /^\d*$/.test(whole) || /^\d{1,3}([ ,.])\d{3}(?:\1\d{3})*$/.test(whole)
    ? { whole: whole.replace(/\D/g, '') || '0', decimals }
    : 'not-an-amount'
