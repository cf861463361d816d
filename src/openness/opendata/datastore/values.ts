import type { Field } from '../dataset.ts'

/** A value of a table as machines take it. */
export type Cell = string | number | boolean | null

const TRUE = /^(?:true|oui|yes|vrai)$/i
const FALSE = /^(?:false|non|no|faux)$/i

/** What a text of a file is worth in its column. What does not fit its type stays the text that it is: nothing is lost. */
export const cellOf = (field: Field, text: string): Cell => {
  if (text === '') return null
  if (field.type === 'integer' || field.type === 'number') return numberIn(field, text)
  if (field.type === 'boolean') return TRUE.test(text) ? true : FALSE.test(text) ? false : text
  return text.toWellFormed().replaceAll('\0', '')
}

const numberIn = ({ decimalChar }: Field, text: string): Cell => {
  const value = Number(decimalChar ? text.replace(decimalChar, '.') : text)
  return Number.isFinite(value) && /^\s*-?[\d]/.test(text) ? value : text
}

/** The same, of a value that JSON already typed. What is within a value is shown as its JSON. */
export const cellIn = (field: Field, value: unknown): Cell => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return cellOf(field, value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
    .toWellFormed()
    .replaceAll(String.raw`\u0000`, '')
}
