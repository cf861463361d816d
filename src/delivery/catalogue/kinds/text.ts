import { line } from './line.ts'

/** A few words on one line. */
export const text = line({ most: 200 })

/** Paragraphs, their line breaks kept. */
export const longText = line({ most: 5000, lines: true })
