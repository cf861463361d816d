/**
 * What people type, cleaned once and alike everywhere: whole Unicode (PostgreSQL's JSON holds no lone surrogate), composed
 * (NFC, so that the same word is the same text), line breaks alike, no control character, no space around.
 */
export const typedText = (typed: string): string =>
  typed.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL, ' ').trim()

/** The same on one line. */
export const typedLine = (typed: string): string => typedText(typed).replace(/\s+/g, ' ')

const CONTROL = /(?!\n)\p{Cc}/gu
