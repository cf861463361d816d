import type { Field, FieldType, TableSchema } from '../dataset.ts'
import { isDay } from '#kernel'

const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/
const POINT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const COMMA = /^-?(?:0|[1-9]\d*)(?:,\d+)?$/
const BOOLEAN = /^(?:true|false|oui|non|yes|no|vrai|faux)$/i
const DATETIME = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

/** A number with leading zeros is a code, not a quantity: it stays a text. */
const FITS: Record<Exclude<FieldType, 'string'> | 'comma', (value: string) => boolean> = {
  integer: (value) => INTEGER.test(value),
  number: (value) => POINT.test(value),
  comma: (value) => COMMA.test(value),
  boolean: (value) => BOOLEAN.test(value),
  date: (value) => isDay(value),
  datetime: (value) => isDay(DATETIME.exec(value)?.[1] ?? ''),
}
type Kind = keyof typeof FITS
const KINDS = Object.keys(FITS) as Kind[]

/** Whether a value is one of its field's. An empty one is none: whether that may be is another question. */
export const fits = ({ type, decimalChar }: Field, value: string): boolean =>
  type === 'string' || FITS[type === 'number' && decimalChar ? 'comma' : type](value)

/** Finds what each column holds while its values go by: what all of them are, in the strictest kind. */
export const openInference = (columns: readonly string[]) => {
  const seen = columns.map(() => ({ kinds: new Set<Kind>(KINDS), empty: false, any: false }))
  return {
    row(values: readonly string[]): void {
      for (const [at, column] of seen.entries()) {
        const value = values[at] ?? ''
        if (value === '') column.empty = true
        else {
          column.any = true
          for (const kind of column.kinds) if (!FITS[kind](value)) column.kinds.delete(kind)
        }
      }
    },
    fields: (): Field[] =>
      columns.map((name, at) => {
        const { kinds, empty, any } = seen[at]!
        const kind = any ? KINDS.find((one) => kinds.has(one)) : undefined
        return {
          name,
          type: kind === 'comma' ? 'number' : (kind ?? 'string'),
          ...(kind === 'comma' && { decimalChar: ',' as const }),
          ...(any && !empty && { constraints: { required: true } }),
        }
      }),
  }
}

/** What does not match a schema, counted; the first place is told. */
export type SchemaFault =
  | { code: 'columns-changed'; details: { expected: string; found: string } }
  | {
      code: 'values-differ'
      details: { count: number; line: number; field: string; type: string; value: string }
    }

/** Holds rows to the schema that was published with them. */
export const openValidation = (schema: TableSchema, columns: readonly string[]) => {
  const names = schema.fields.map(({ name }) => name)
  const isSame = names.length === columns.length && names.every((name, at) => name === columns[at])
  let fault: SchemaFault | null = isSame
    ? null
    : { code: 'columns-changed', details: { expected: listed(names), found: listed(columns) } }
  return {
    row(values: readonly string[], line: number): void {
      if (fault?.code === 'columns-changed') return
      for (const [at, field] of schema.fields.entries()) {
        const value = values[at] ?? ''
        if (value === '' ? !field.constraints?.required : fits(field, value)) continue
        if (fault) fault.details.count += 1
        else {
          const { name, type } = field
          fault = {
            code: 'values-differ',
            details: { count: 1, line, field: name, type, value: value.slice(0, 60) },
          }
        }
      }
    },
    fault: (): SchemaFault | null => fault,
  }
}

/** Names as a sentence can hold them. */
const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 30).map((name) => name.slice(0, 40))
  return shown.join(', ') + (names.length > 30 ? '…' : '')
}
