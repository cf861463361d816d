import { Readable } from 'node:stream'
import { TokenParser, Tokenizer } from '@streamparser/json'
import { parse } from 'csv-parse'
import type { Distribution, Field } from '../dataset.ts'
import { textIn } from '../files/text.ts'
import { type Cell, cellIn, cellOf } from './values.ts'

/**
 * The rows of a file that was looked at when it was published, as they come: one at a time, whatever its length. Only a
 * table is asked for here: a file with a schema.
 */
export const rowsOf = (
  { format, schema }: Pick<Distribution, 'format' | 'schema'>,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Cell[]> => {
  const fields = schema?.fields ?? []
  const text = textIn(bytes, { encoding: 'utf-8', binary: false }, () => false)
  if (format === 'csv') return csvRows(text, fields, schema?.delimiter ?? ',')
  return format === 'geojson' ? featureRows(text, fields) : objectRows(text, fields)
}

async function* csvRows(text: AsyncIterable<string>, fields: readonly Field[], delimiter: string) {
  const parser = Readable.from(text).pipe(
    parse({ bom: true, delimiter, from: 2, relax_column_count: true, skip_empty_lines: true }),
  )
  for await (const record of parser as AsyncIterable<string[]>)
    yield fields.map((field, at) => cellOf(field, record[at] ?? ''))
}

async function* objectRows(text: AsyncIterable<string>, fields: readonly Field[]) {
  for await (const value of elements(text, '$.*'))
    yield fields.map((field) => cellIn(field, recordOf(value)[field.name]))
}

/** A feature is its properties, and the kind of its geometry. */
async function* featureRows(text: AsyncIterable<string>, fields: readonly Field[]) {
  for await (const value of elements(text, '$.features.*')) {
    const { properties, geometry } = recordOf(value)
    const row: Record<string, unknown> = {
      ...recordOf(properties),
      geometry: recordOf(geometry)['type'] ?? null,
    }
    yield fields.map((field) => cellIn(field, row[field.name]))
  }
}

/** What a list holds, element by element: never more in memory than what one piece of the text completes. */
export async function* elements(text: AsyncIterable<string>, path: string): AsyncGenerator<unknown> {
  const tokenizer = new Tokenizer()
  const parser = new TokenParser({ paths: [path], keepStack: false })
  let complete: unknown[] = []
  let failure: Error | null = null
  tokenizer.onToken = (token) => parser.write(token)
  tokenizer.onError = (error) => void (failure ??= error)
  parser.onError = (error) => void (failure ??= error)
  parser.onValue = ({ value }) => void complete.push(value)
  let isFirst = true
  for await (const piece of text) {
    tokenizer.write(isFirst ? piece.replace(/^\uFEFF/, '') : piece)
    isFirst = false
    if (failure) throw failure
    yield* complete
    complete = []
  }
}

export const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

/** The first features of a GeoJSON file: what each is and where. */
export async function* features(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<{ properties: Record<string, unknown>; geometry: Record<string, unknown> }> {
  let given = 0
  const text = textIn(bytes, { encoding: 'utf-8', binary: false }, () => true)
  for await (const value of elements(text, '$.features.*')) {
    const { properties, geometry } = recordOf(value)
    yield { properties: recordOf(properties), geometry: recordOf(geometry) }
    given += 1
    if (given >= most) return
  }
}
