import { isAboutTime, withoutBirth } from './birth.ts'
import { withoutIdentifiers } from './identifiers.ts'
import { namesPattern, withoutNames } from './names.ts'
import { withoutPlaces } from './places.ts'

/** A comment is a few sentences; what is longer is cut, and says so. */
export const MOST_CHARACTERS = 2_000

/** Invisible marks, with which a number can be cut in pieces for a machine and not for an eye. */
const UNSEEN = /\p{Cf}|\u034f/gu
const CONTROL = /(?![\t\n])\p{Cc}/gu
/** Digits and letters drawn otherwise (full width, circled, mathematical), which say the same to a reader. */
const DISGUISED = /[\u2460-\u24ff\uff01-\uff5e\u{1d400}-\u{1d7ff}]/gu
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/gu

export const plain = (typed: string): string =>
  typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(CONTROL, '')
    .replace(DISGUISED, (one) => one.normalize('NFKC'))
    .replace(OTHER_DIGITS, (one) => String(digitOf(one)))
    .trim()

const digitOf = (one: string): number => {
  const point = one.codePointAt(0)!
  const zero = [0x0660, 0x06f0, 0x0966].findLast((first) => first <= point)!
  return point - zero
}

export type Cleaner = (typed: string) => string

/**
 * Makes the cleaner that everything a person writes freely passes before it is kept: what could tell who they are, or
 * who anybody else is, gives place to what it was. `names` are those of the people and agents whom the installation
 * knows. The original is never stored. It errs on the side of removing: a lost word costs less than a found person.
 */
export const cleanerOf = (names: readonly string[]): Cleaner => {
  const known = namesPattern(names)
  return (typed) => {
    const text = plain(typed).slice(0, MOST_CHARACTERS).toWellFormed()
    // In this order: an address of mail holds names, an account holds telephones, a birth date holds a year.
    return collapse(withoutNames(withoutPlaces(withoutBirth(withoutIdentifiers(text, isAboutTime))), known))
  }
}

/** « [nom] [nom] » tells how long a name is and nothing else. */
const collapse = (text: string): string => text.replace(/(\[[^\]]+\])(?:[\s,]+\1)+/g, '$1')
