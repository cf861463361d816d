import { CsvError, parse } from 'csv-parse'
import { pipeline, Readable } from 'node:stream'
import { Faulty } from './faulty.ts'

export type Separator = ',' | ';' | '\t' | '|'
export type Encoding = 'utf-8' | 'windows-1252'

export const SEPARATORS: readonly Separator[] = [';', ',', '\t', '|']

/** The separator that the heading has most of, outside quotation marks; a comma when it has none. */
export const separatorIn = (heading: string): Separator => {
  const bare = heading.replace(/"[^"]*"/g, '')
  const counted = SEPARATORS.map((one) => ({ one, times: bare.split(one).length - 1 }))
  const best = counted.reduce((a, b) => (b.times > a.times ? b : a))
  return best.times > 0 ? best.one : ','
}

/**
 * The text of bytes as they come, without its mark. Bytes that are not what they should be stop it with the line where
 * they are: nothing is guessed, a guess would spoil names.
 */
export async function* textOf(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding = 'utf-8',
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 1
  let isFirst = true
  // A carriage return at the end of a piece waits for what follows it: with its line feed it is one end of line.
  let held = ''
  for await (const chunk of bytes) {
    if (isFirst && isUtf16(chunk)) throw utf16(file)
    isFirst = false
    const text = decoded(file, decoder, chunk, lines)
    lines += newLinesIn(text)
    // No text has a NUL, and PostgreSQL keeps none. The parser counts « \r\n » within quotation marks as two lines.
    const plain = (held + text.replaceAll('\u0000', '')).replaceAll('\r\n', '\n')
    held = plain.endsWith('\r') ? '\r' : ''
    if (plain.length > held.length) yield held ? plain.slice(0, -1) : plain
  }
  const rest = held + decoded(file, decoder, null, lines)
  if (rest !== '') yield rest
}

const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

const decoded = (file: string, decoder: TextDecoder, chunk: Uint8Array | null, lines: number): string => {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    const line = lines + (chunk ? linesBeforeFault(chunk) : 0)
    throw new Faulty(
      file,
      `is not UTF-8 (line ${line}): save it as « CSV UTF-8 »`,
      `n’est pas en UTF-8 (ligne ${line}) : enregistrez-le en « CSV UTF-8 »`,
      'encoding-not-utf8',
      { line },
    )
  }
}

const utf16 = (file: string): Faulty =>
  new Faulty(
    file,
    'is UTF-16: save it as « CSV UTF-8 »',
    'est en UTF-16 : enregistrez-le en « CSV UTF-8 »',
    'encoding-utf16',
  )

/** Where in a chunk the first byte stands that is no UTF-8, told by its line. */
const linesBeforeFault = (chunk: Uint8Array): number => {
  const lenient = new TextDecoder().decode(chunk)
  const at = lenient.indexOf('\ufffd')
  return newLinesIn(at < 0 ? lenient : lenient.slice(0, at))
}

const newLinesIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** No honest cell is longer: what is, is a quotation mark that was never closed. */
const MOST_RECORD = 100_000

export type Record = { line: number; row: number; cells: string[] }

/**
 * Records of a table, streamed. `line` is the line of the file on which the record ends; `row`, its place as a spreadsheet
 * shows it, from 1. Blank lines are rows, and no records.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  separator: Separator,
  file: string,
  { quotes = true }: { quotes?: boolean } = {},
): AsyncGenerator<Record> {
  const parser = parse({
    delimiter: separator,
    quote: quotes ? '"' : null,
    info: true,
    relax_column_count: true,
    max_record_size: MOST_RECORD,
  })
  let cause: unknown
  let row = 0
  pipeline(Readable.from(text), parser, (error) => void (cause = error))
  try {
    for await (const { info, record } of parser as AsyncIterable<{
      info: { lines: number }
      record: string[]
    }>) {
      row++
      if (record.length > 1 || record[0] !== '') yield { line: info.lines, row, cells: record }
    }
  } catch (error) {
    throw faultOf(file, cause ?? error)
  }
}

const faultOf = (file: string, error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error
  const line = (error as CsvError & { lines?: number }).lines ?? 0
  return new Faulty(
    file,
    `cannot be read at line ${line}: a quotation mark is not closed, or stands within a cell`,
    `ne se lit pas à la ligne ${line} : un guillemet n’est pas fermé, ou se trouve au milieu d’une cellule`,
    'file-malformed',
    { line },
  )
}
