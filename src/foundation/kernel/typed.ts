/**
 * What people type, cleaned once and alike everywhere: whole Unicode (PostgreSQL's JSON holds no lone surrogate), composed
 * (NFC, so that the same word is the same text), line breaks alike, no control character, no space around.
 */
export const typedText = (typed: string): string =>
  typed.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL, ' ').trim()

/** The same on one line. */
export const typedLine = (typed: string): string => typedText(typed).replace(/\s+/g, ' ')

const CONTROL = /(?!\n)\p{Cc}/gu

/**
 * A percentage as people type it (`62,5`, `62.5 %`), as a share: 0.625. Null when nothing was typed, NaN when it is none; one
 * of more than a hundred is for whoever asks to refuse.
 */
export const typedShare = (typed: string): number | null => {
  const bare = typed.replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.')
  if (bare === '') return null
  return /^\d{1,3}(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) / 10_000 : Number.NaN
}
