/** Control characters, but for the line break: nobody types them, and PostgreSQL’s JSON cannot hold them all. */
const CONTROL = /(?!\n)\p{Cc}/gu

/** Marks that turn the direction of what follows: a name or a title may not rearrange the page around it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g

/** What people typed, as it is kept: whole characters in one form, lines ended alike. */
export const textOf = (typed: string): string =>
  typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, ' ')
    .replace(TURNING, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** The same on one line. */
export const lineOf = (typed: string): string => textOf(typed).replace(/\s+/g, ' ')

/** What a search compares: small letters without accents. */
export const searchedOf = (text: string): string =>
  lineOf(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
