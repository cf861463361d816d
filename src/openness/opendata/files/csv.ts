import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import type { TableSchema } from '../dataset.ts'
import { openInference, openValidation, type SchemaFault } from './columns.ts'
import { Unreadable } from './fault.ts'
import { openSuspicion, type Suspicion } from './personal.ts'

/** What reading a file to its end tells of its rows. */
export type Read = {
  rows: number
  columns: string[]
  sample: string[][]
  inferred: TableSchema | null
  schemaFault: SchemaFault | null
  personal: Suspicion[]
}

export type ReadOptions = {
  /** What its rows are to match; none is asked for the first time. */
  schema: TableSchema | null
  /** Whether the text stopped before its end: its last row is then left aside. */
  isCut: () => boolean
  /** A table of which nothing is known yet is one all the same. */
  mayBeEmpty: boolean
}

/** How many rows a preview shows. */
export const SAMPLE = 10

/** More than that in one row is an open quote that swallows the rest of the file. */
const MOST_RECORD = 1_000_000

/**
 * Reads a CSV file (RFC 4180) as it comes, its first row naming its columns: commas, semicolons, tabs or bars between values,
 * quotes around those that need them. Throws `Unreadable` where it is none.
 */
export const readCsv = async (
  text: AsyncIterable<string>,
  { schema, isCut, mayBeEmpty }: ReadOptions,
): Promise<Read> => {
  const { head, whole } = await beginningOf(text)
  const delimiter = delimiterOf(head)
  let reading: ReturnType<typeof openReading> | null = null
  let held: Line | null = null
  const take = ({ record, line }: Line) => {
    if (reading) reading.row(record, line)
    else reading = openReading(record, schema)
  }
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: MOST_RECORD,
    relax_column_count: true,
    skip_empty_lines: true,
    // Each row is looked at when it is read and not passed on: none is lost behind a fault that comes after it.
    on_record(record: string[], { lines }) {
      if (held) take(held)
      held = { record, line: lines }
      return null
    },
  })
  try {
    await pipeline(Readable.from(whole), parser.resume())
  } catch (error) {
    const isCutQuote = isCut() && error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'
    if (!isCutQuote) throw faultOf(error)
    // The row before the quote that is cut is whole.
    if (held) take(held)
    held = null
  }
  if (held && !isCut()) take(held)
  if (!reading) throw new Unreadable('empty')
  return (reading as ReturnType<typeof openReading>).end(delimiter, mayBeEmpty)
}

type Line = { record: string[]; line: number }

const faultOf = (error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error
  const line = Number(error['lines'] ?? 0)
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new Unreadable('record-too-large', { line })
  return new Unreadable('quote-open', { line })
}

const openReading = (header: readonly string[], schema: TableSchema | null) => {
  const columns = header.map((name) => name.trim())
  const blank = columns.findIndex((name) => name === '')
  if (blank >= 0) throw new Unreadable('header-empty', { column: blank + 1 })
  const twice = columns.find((name, at) => columns.indexOf(name) !== at)
  if (twice !== undefined) throw new Unreadable('header-twice', { column: twice.slice(0, 60) })
  const inference = openInference(columns)
  const suspicion = openSuspicion(columns)
  const validation = schema && openValidation(schema, columns)
  const sample: string[][] = []
  let rows = 0
  return {
    row(values: string[], line: number): void {
      if (values.length !== columns.length)
        throw new Unreadable('columns-differ', { line, expected: columns.length, found: values.length })
      rows += 1
      if (sample.length < SAMPLE) sample.push(values.map((value) => value.slice(0, 200)))
      inference.row(values)
      suspicion.row(values)
      validation?.row(values, line)
    },
    end(delimiter: string, mayBeEmpty: boolean): Read {
      if (rows === 0 && !mayBeEmpty) throw new Unreadable('no-rows')
      return {
        rows,
        columns,
        sample,
        inferred: { fields: inference.fields(), ...(delimiter !== ',' && { delimiter }) },
        schemaFault: validation?.fault() ?? null,
        personal: suspicion.found(),
      }
    },
  }
}

const DELIMITERS = [',', ';', '\t', '|']

/** The sign that comes most often in the first line, outside quotes; a comma when there is none. */
export const delimiterOf = (head: string): string => {
  const counts = new Map(DELIMITERS.map((sign) => [sign, 0]))
  let quoted = false
  for (const sign of head) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) break
    else if (!quoted && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

/** The beginning of a text, up to 64 kB, and the whole of it with the beginning put back. */
export const beginningOf = async (
  text: AsyncIterable<string>,
): Promise<{ head: string; whole: AsyncGenerator<string> }> => {
  const pieces = text[Symbol.asyncIterator]()
  let head = ''
  while (head.length < 65_536) {
    const { done, value } = await pieces.next()
    if (done) break
    head += value
  }
  const isHtml = /^\uFEFF?\s*<(?:!doctype html|html|head|body)\b/i.test(head)
  if (isHtml) throw new Unreadable('is-html')
  if (head.trim() === '') throw new Unreadable('empty')
  async function* whole() {
    yield head
    for (;;) {
      const { done, value } = await pieces.next()
      if (done) return
      yield value
    }
  }
  return { head, whole: whole() }
}
