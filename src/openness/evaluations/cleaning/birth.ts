import { REMOVED } from './removed.ts'

const MONTHS =
  'janv(?:ier)?|févr?(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?|dec(?:embre)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|september|october|november|december'
const YEAR = String.raw`(?:19|20)\d\d`
const SPACE = String.raw`[\s\u00a0]{1,2}`

/** A whole date, however it is written: day, month and year. */
const WRITTEN = [
  String.raw`\d{1,2}(?:er|re|st|nd|rd|th)?${SPACE}(?:of\s+|de\s+)?(?:${MONTHS})\.?,?${SPACE}(?:de\s+)?${YEAR}`,
  String.raw`(?:${MONTHS})\.?${SPACE}\d{1,2}(?:st|nd|rd|th)?,?${SPACE}${YEAR}`,
  String.raw`${YEAR}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}`,
  String.raw`\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?${YEAR}`,
].join('|')
const DATE = new RegExp(String.raw`(?<![\p{L}\d])(?:${WRITTEN})(?![\p{L}\d])`, 'giu')
const SHORT = String.raw`\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2}|\d{1,2}(?:er)?${SPACE}(?:${MONTHS})|${YEAR}|(?:19|20)\d{6}|\d{6}`

/** The words that make of any date a date of birth. */
const BORN = String.raw`\b(?:n[ée]e?s?|naissance|naquit|born|birth(?:date|day)?|d\.?o\.?b\.?|ddn|anniversaire)`
const ANNOUNCED = new RegExp(
  String.raw`(${BORN}(?![\p{L}])[^\d\n.!?]{0,40}?)(?:(?:${WRITTEN})|(?:${SHORT}))(?![\p{L}\d])`,
  'giu',
)

/** Nobody deals today with what an administration did before: a whole date of then is somebody's birth. */
const OLD = 2011

export const withoutBirth = (text: string): string =>
  text.replace(ANNOUNCED, `$1${REMOVED.birth}`).replace(DATE, (found) => {
    const year = Number(/(?:19|20)\d\d/.exec(found)![0])
    return year < OLD ? REMOVED.birth : found
  })

/** Whether digits are a date or a span of years, which no number is: `2024-2025`, `22-11-2026`, `2026-11-22`. */
export const isAboutTime = (run: string): boolean =>
  new RegExp(String.raw`^(?:${YEAR}\s?[-/\u2010-\u2015]\s?${YEAR}|${WRITTEN})$`, 'iu').test(run.trim())
