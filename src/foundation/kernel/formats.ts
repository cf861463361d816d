import { TIME_ZONE } from './clock.ts'
import { NO_BREAK } from './typography.ts'
import type { Language } from './words.ts'

/**
 * How dates, numbers and addresses are written to a person, in both languages: law-and-formats and the Office
 * québécois de la langue française's usage, where a space inside a figure never breaks.
 */

const LOCALE = { fr: 'fr-CA', en: 'en-CA' } as const

/** Whether a text is a day that exists, written `2026-11-22`. */
export const isDay = (text: unknown): text is string => {
  if (typeof text !== 'string' || text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false
  // Not a number where there is something else than digits: no comparison holds then.
  const [year, month, day] = [100 * two(text, 0) + two(text, 2), two(text, 5), two(text, 8)]
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The number that two digits write; NaN for anything else. A page looks at dozens of days: no text is cut for it. */
const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}

const ZERO = 48

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : 30 + ((month + (month >> 3)) % 2)

const longDays = eachLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
)

/** Days already written: a page shows the same ones again and again, and `Intl` takes longer than the rest of a line. */
const written = new Map<string, string>()
const MOST_WRITTEN = 5_000

/** `22 novembre 2026`, `1er novembre 2026` or `November 22, 2026`. The short form of a day is the day itself. */
export const formatDay = (day: string, language: Language): string => {
  const known = written.get(language + day)
  if (known !== undefined) return known
  const long = longDays[language].format(new Date(`${day}T00:00:00Z`))
  const text = language === 'fr' ? long.replace(/^1 /, '1er ') : long
  if (written.size < MOST_WRITTEN) written.set(language + day, text)
  return text
}

/** The time of an instant in Québec: `14 h 30`, `9 h` or `2:30 p.m.`. */
export const formatTime = (instant: Date, language: Language): string => {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
    TIME_ZONE,
  )
  const minutes = String(minute).padStart(2, '0')
  if (language === 'fr') return [hour, 'h', ...(minute ? [minutes] : [])].join(NO_BREAK)
  return `${hour % 12 || 12}:${minutes}${NO_BREAK}${hour < 12 ? 'a.m.' : 'p.m.'}`
}

/** `22 novembre 2026 à 14 h 30` or `November 22, 2026 at 2:30 p.m.`, in Québec. */
export const formatInstant = (instant: Date, language: Language): string => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(TIME_ZONE)
  const day = formatDay(zoned.toPlainDate().toString(), language)
  return `${day} ${language === 'fr' ? 'à' : 'at'} ${formatTime(instant, language)}`
}

const numbers = eachLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }))
const percentages = eachLanguage(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }),
)

/** `1 234,5` or `1,234.5`, at most six decimals. */
export const formatNumber = (number: number, language: Language): string =>
  numbers[language].format(number || 0)

/** A ratio as `9,25 %` or `9.25%`, at most two decimals. */
export const formatPercent = (ratio: number, language: Language): string =>
  percentages[language].format(ratio || 0)

/** A share that was counted, as `75,3 %`: one decimal at most; under its goal, it is never written as if it had reached it. */
export const formatShare = (share: number, language: Language, goal?: number): string => {
  const nearest = Math.round(share * 1000) / 1000
  const isCrossed = goal !== undefined && share < goal && nearest >= goal
  return formatPercent(isCrossed ? Math.floor(share * 1000) / 1000 : nearest, language)
}

const UNITS = { fr: ['ko', 'Mo', 'Go', 'To'], en: ['kB', 'MB', 'GB', 'TB'] }

/** A file's size from its bytes, in the decimal units people see elsewhere: `812 octets`, `2,4 Mo`, `2.4 MB`. */
export const formatFileSize = (bytes: number, language: Language): string => {
  if (bytes < 1000) return `${bytes}${NO_BREAK}${plural(bytes, language, BYTES[language])}`
  let size = bytes / 1000
  let unit = 0
  while (Math.round(size * 10) >= 10_000 && unit < 3) {
    size /= 1000
    unit++
  }
  return `${formatNumber(Math.round(size * 10) / 10, language)}${NO_BREAK}${UNITS[language][unit]}`
}

const BYTES = { fr: { one: 'octet', other: 'octets' }, en: { one: 'byte', other: 'bytes' } }

/** The form a noun takes after `n`: in French 0, 1 and 1,5 are singular; in English only 1 is. */
export const plural = (n: number, language: Language, forms: { one: string; other: string }): string =>
  (language === 'fr' ? Math.abs(n) < 2 : Math.abs(n) === 1) ? forms.one : forms.other

const EXTENSION = /[\s,;]*(?:poste|ext(?:ension)?|x|p|#)\.?\s*[:#]?\s*(\d{1,6})$/iu

/**
 * A telephone number as typed, in the form that is kept and shown: `514 333-3333`, `514 333-3333, poste 150`,
 * `+33123456789` from abroad (E.164). Null if it is none. North American numbers follow the NANP: neither the area code
 * nor the exchange begins with 0 or 1.
 */
export const readPhone = (typed: string): string | null => {
  const extension = EXTENSION.exec(typed)
  const bare = (extension ? typed.slice(0, extension.index) : typed).replace(/[\s().\-–/]/gu, '')
  const own = /^(?:\+?1)?([2-9]\d{2})([2-9]\d{2})(\d{4})$/.exec(bare)
  const abroad = /^(?:\+|00|011)([2-9]\d{6,14})$/.exec(bare)
  const number = own ? `${own[1]} ${own[2]}-${own[3]}` : abroad ? `+${abroad[1]}` : null
  return number && (extension ? `${number}, poste ${extension[1]}` : number)
}

/** A kept telephone number, as a reader of `language` expects it; it does not break at the end of a line. */
export const formatPhone = (phone: string, language: Language): string => {
  const [number, extension] = phone.split(', poste ') as [string, string?]
  const shown = number.replaceAll(' ', NO_BREAK)
  return extension ? `${shown}, ${language === 'fr' ? 'poste' : 'ext.'}${NO_BREAK}${extension}` : shown
}

/** A Canadian postal code as typed, in the form `H3G 1A1`; null if it is none (Canada Post uses no D, F, I, O, Q, U). */
export const readPostalCode = (typed: string): string | null => {
  const code = typed.replace(/[\s.-]/gu, '').toUpperCase()
  return /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/.test(code)
    ? `${code.slice(0, 3)} ${code.slice(3)}`
    : null
}

/** Codes of Québec begin with G, H or J. Elsewhere is a warning, never a refusal: people move, and some border towns differ. */
export const isQuebecPostalCode = (code: string): boolean => /^[GHJ]/.test(code)

export type Address = {
  number?: string | undefined
  street: string
  unit?: string | undefined
  town: string
  province?: string | undefined
  postalCode?: string | undefined
}

/**
 * The lines of an address, the same in both languages as official names of places are not translated:
 * `1554, boulevard De Maisonneuve Ouest` / `Montréal (Québec)  H3G 1A1`. Two spaces precede the code; they do not break,
 * or HTML would make one of them.
 */
export const addressLines = (address: Address): string[] => {
  const first = [address.number, address.street, address.unit].filter(Boolean).join(', ')
  const place = `${address.town} (${address.province ?? 'Québec'})`
  return [first, address.postalCode ? place + NO_BREAK.repeat(2) + address.postalCode : place]
}

function eachLanguage<T>(make: (locale: string) => T): Record<Language, T> {
  return { fr: make(LOCALE.fr), en: make(LOCALE.en) }
}
