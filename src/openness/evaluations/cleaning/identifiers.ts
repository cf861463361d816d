import { readNumber, readPostalCode, readSin } from '#kernel'
import { REMOVED } from './removed.ts'

/**
 * Numbers and addresses that identify, by their form: a reader's eye decides by the form too. What is only a quantity
 * (an amount, a year, an article of law, an hour) is left.
 */
export const withoutIdentifiers = (text: string, isTime: (digits: string) => boolean): string =>
  [links, emails, dossiers, accounts, nams, postalCodes, (one: string) => numbers(one, isTime)].reduce(
    (left, remove) => remove(left),
    text,
  )

/** A link of ours may be a key; a link of elsewhere may be a profile. */
const links = (text: string): string =>
  text
    .replace(/\bhttps?:\/\/\S+/giu, REMOVED.link)
    .replace(/\bk[0-9a-hj-km-np-tv-z]{32}\b/gu, REMOVED.dossier)
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/giu, REMOVED.dossier)

const AT = String.raw`(?:\s*@\s*|\s*[([{<]\s*(?:at|à|a|arobas\p{L}*|@)\s*[)\]}>]\s*|\s+arobas(?:e|es)?\s+|\s*[-_]arobase[-_]\s*)`
const DOT = String.raw`(?:\s?\.\s?|\s*[([{<]\s*(?:dot|point|\.)\s*[)\]}>]\s*|\s+(?:dot|point)\s+)`
/** No part of an address is longer (RFC 5321, RFC 1035); without an end, a text of letters would be read again from each. */
const PART = String.raw`[\p{L}\p{N}][\p{L}\p{N}_%+-]{0,63}`
const LOCAL = String.raw`${PART}(?:(?:\.|\s+(?:point|dot)\s+|\s*[([{]\s*(?:dot|point)\s*[)\]}]\s*)${PART})*`
/** The last part is a name of the net's: letters, two at least, and no ordinary word after a sentence's full stop. */
const EMAIL = new RegExp(String.raw`${LOCAL}${AT}${PART}(?:${DOT}${PART})*${DOT}\p{L}{2,}`, 'giu')
/** « amelie at exemple dot ca »: “at” alone is a word of every English sentence, so the dot has to be spelled too. */
const SPELLED = new RegExp(String.raw`${LOCAL}\s+at\s+${PART}(?:\s+dot\s+${PART})+`, 'giu')
/** An address whose end is missing, or a name on a social network. */
const BROKEN = /(?:[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}._-]+)|(?:(?<![\p{L}\p{N}])@[\p{L}\p{N}._]{3,})/gu

const emails = (text: string): string =>
  text.replace(EMAIL, REMOVED.email).replace(SPELLED, REMOVED.email).replace(BROKEN, REMOVED.email)

/** `7K4M-2QXD-9`, as its check symbol tells; without its dashes, only where a digit says that it is no word. */
const dossiers = (text: string): string =>
  text.replace(
    /(?<![\p{L}\p{N}])[0-9a-z]{4}([\s-]?)[0-9a-z]{4}([\s-]?)[0-9a-z](?![\p{L}\p{N}])/giu,
    (found: string, one: string, two: string) => {
      const isDashed = one === '-' && two === '-'
      return readNumber(found) && (isDashed || /\d/.test(found)) ? REMOVED.dossier : found
    },
  )

/** Transit, institution, account; or the words that announce one. */
const accounts = (text: string): string =>
  text
    .replace(/(?<!\d)\d{5}[\s-]\d{3}[\s-]\d(?:[\d\s-]{5,13})\d(?!\d)/gu, REMOVED.account)
    .replace(
      /(\b(?:compte|folio|account|transit|succursale|institution)\b[^\d\n.]{0,25})\d(?:[\s-]?\d){2,15}(?!\d|[\s\u00a0]?\$)/giu,
      `$1${REMOVED.account}`,
    )

/** Four letters and eight digits, the twelve apart or not: `TREA 8252 1517`, `t r e a 82521517`. */
const nams = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}])[a-z](?:[\s.-]?[a-z]){3}[\s.-]*\d(?:[\s.-]?\d){7}(?!\d)/giu, REMOVED.nam)

const postalCodes = (text: string): string =>
  text.replace(
    /(?<![\p{L}\p{N}])[a-z][\s.-]?\d[\s.-]?[a-z][\s.-]{0,2}\d[\s.-]?[a-z][\s.-]?\d(?![\p{L}\p{N}])/giu,
    (found) => (readPostalCode(found) ? REMOVED.postalCode : found),
  )

/** Digits and what may stand between two of them; the sign of an amount after them makes them a quantity. */
const RUN =
  /(?<![\p{L}\d.,-])(?:\+\s?)?\(?\d(?:[\s.()\u2010-\u2015/-]{0,3}\d)+(?![\p{L}\d]|[,.]\d)(?!\s?(?:\$|%|dollars?|piastres|cents?\b|k\$|¢|€))/gu
const ANNOUNCED = /(?:tél|tel|phone|téléphon|cell|mobile|appel|rejoin|call|reach|fax|poste)[^\d\n]{0,30}$/iu

const numbers = (text: string, isTime: (digits: string) => boolean): string =>
  text.replace(RUN, (found: string, at: number, whole: string) => {
    if (/\$\s?$/.test(whole.slice(Math.max(0, at - 3), at)) || isTime(found)) return found
    const kind = kindOf(found, ANNOUNCED.test(whole.slice(Math.max(0, at - 45), at)))
    return kind ? REMOVED[kind] : found
  })

/** What a run of digits is, or null when it is a quantity, or several. */
const kindOf = (run: string, isAnnounced: boolean): 'phone' | 'sin' | 'number' | null => {
  const digits = run.replace(/\D/g, '')
  const groups = run.match(/\d+/g)!
  const isOne = groups.length === 1 || groups.every((group) => group.length === 1)
  if (digits.length === 9 && (isOne || groups.map((one) => one.length).join('') === '333'))
    return readSin(digits).ok || isOne ? (readSin(digits).ok ? 'sin' : 'number') : null
  if (/^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits) && (isOne || isPhoneShape(groups))) return 'phone'
  if (digits.length === 7 && (isAnnounced || /^\d{3}[-.\u2010-\u2015]\d{4}$/u.test(run))) return 'phone'
  if (isAnnounced && digits.length >= 7) return 'phone'
  if (run.startsWith('+') && digits.length >= 8) return 'phone'
  if (isOne && digits.length >= 7) return 'number'
  return groups.length > 1 && digits.length >= 12 && groups.every((group) => group.length === 4)
    ? 'number'
    : null
}

/** `819 555 0142`, `1 (819) 555-0142`, `81 95 55 01 42`; not a list of years or of articles. */
const isPhoneShape = (groups: string[]): boolean =>
  ['334', '1334', '22222', '3322', '13322', '64', '37', '136'].includes(
    groups.map((one) => one.length).join(''),
  )
