import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { nearest } from '#kernel'
import { readRecords, type Separator, separatorIn, SEPARATORS, textOf } from '../table/text.ts'
import { Faulty } from '../table/faulty.ts'

/**
 * One row as a mapping reads it: the cell of a column, cleaned; the line where it ends, to be told; all that it holds;
 * whether it is longer than it may be, so that nobody knows which cell is whose.
 */
export type Row = { line: number; raw: string; tooLong: string | null; cell: (column: string) => string }

export type TableOf = {
  separator?: Separator | undefined
  encoding: 'utf-8' | 'windows-1252'
  heading: number
  quotes: boolean
}

const MOST_JSON_BYTES = 256 * 1024 * 1024

/**
 * The rows of a table: CSV or TSV, streamed; or a JSON array of objects. Throws `Faulty` with a sentence for whoever
 * mends the file: a column that is not there, an encoding that is another.
 */
export async function* rowsOf(path: string, of: TableOf, needs: readonly string[]): AsyncGenerator<Row> {
  const kind = extname(path).toLowerCase()
  if (WORKBOOKS.includes(kind)) throw workbook(path)
  const records = kind === '.json' ? jsonRecords(path, of.heading) : csvRecords(path, of)
  let places: Map<string, number> | null = null
  // Some exports end each row with a separator, and the names with none: the first row says so.
  let width: number | null = null
  let names = 0
  for await (const { line, row, cells } of records) {
    if (!places) {
      if (row < of.heading) continue
      places = placesOf(cells)
      names = cells.length
      const missing = needs.filter((name) => !places!.has(keyOf(name)))
      if (missing.length > 0) throw await lacks(path, of, { row, cells, missing }, needs)
      continue
    }
    const at = places
    const raw = cells.join('\u0000')
    width ??= names + (cells.length === names + 1 && cells.at(-1) === '' ? 1 : 0)
    const tooLong = cells.length > width ? `${cells.length} cells, ${names} columns` : null
    yield { line, raw, tooLong, cell: (column) => (cells[at.get(keyOf(column))!] ?? '').trim() }
  }
  if (!places) throw new Faulty(path, 'is empty', 'est vide')
}

const WORKBOOKS = ['.xlsx', '.xls', '.xlsm', '.ods']

const workbook = (path: string): Faulty =>
  new Faulty(
    path,
    'is a workbook: save its sheet as « CSV UTF-8 »',
    'est un classeur : enregistrez sa feuille en « CSV UTF-8 »',
  )

type Cells = { line: number; row: number; cells: readonly string[] }

async function* csvRecords(
  path: string,
  { separator, encoding, heading, quotes }: TableOf,
): AsyncGenerator<Cells> {
  try {
    const chosen = separator ?? (await separatorOf(path, encoding, heading))
    yield* readRecords(textOf(path, createReadStream(path), encoding), chosen, path, { quotes })
  } catch (error) {
    throw error instanceof Faulty ? (mendedBy(path, error) ?? error) : error
  }
}

const mendedBy = (path: string, fault: Faulty): Faulty | null => {
  if (fault.is === 'encoding-not-utf8') return otherEncoding(path, fault)
  return fault.is === 'file-malformed' ? withoutQuotes(path, fault) : null
}

const withoutQuotes = (path: string, { en, fr }: Faulty): Faulty =>
  new Faulty(
    path,
    `${en}; where quotation marks mean nothing in this file, say so in the mapping: file: { quotes: false }`,
    `${fr} ; si les guillemets ne veulent rien dire dans ce fichier, dites-le dans la correspondance : file: { quotes: false }`,
  )

const otherEncoding = (path: string, { en, fr }: Faulty): Faulty =>
  new Faulty(
    path,
    `${en}; or, where it is in Windows-1252 (« ANSI », « Latin-1 »), say so in the mapping: file: { encoding: windows-1252 }`,
    `${fr} ; ou, s’il est en Windows-1252 (« ANSI », « Latin-1 »), dites-le dans la correspondance : file: { encoding: windows-1252 }`,
  )

const separatorOf = async (
  path: string,
  encoding: TableOf['encoding'],
  heading: number,
): Promise<Separator> => {
  let head = ''
  for await (const text of textOf(path, createReadStream(path), encoding)) {
    head += text
    if (head.length > 200_000 || head.split('\n').length > heading) break
  }
  return separatorIn(head.split('\n')[heading - 1] ?? '')
}

/** The names of a JSON file's columns are its keys, wherever the mapping looks for them. */
async function* jsonRecords(path: string, heading: number): AsyncGenerator<Cells> {
  if ((await stat(path)).size > MOST_JSON_BYTES)
    throw new Faulty(
      path,
      'is too large for JSON: give it as CSV',
      'est trop gros en JSON : donnez-le en CSV',
    )
  const rows = parsed(path, await readFile(path, 'utf8'))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  yield { line: 0, row: heading, cells: columns }
  for (const [at, row] of rows.entries())
    yield { line: at + 1, row: at + 1, cells: columns.map((column) => textIn(row[column])) }
}

const textIn = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

const parsed = (path: string, text: string): Record<string, unknown>[] => {
  const value = (() => {
    try {
      return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
    } catch (error) {
      throw new Faulty(
        path,
        `is no JSON: ${(error as Error).message}`,
        `n’est pas du JSON : ${(error as Error).message}`,
      )
    }
  })()
  const rows = Array.isArray(value) ? value : null
  if (rows?.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))) return rows
  throw new Faulty(path, 'is no array of objects', 'n’est pas un tableau d’objets')
}

/** Names are compared without their case, and spaces and ends of line are one space: tables come from hands. */
const keyOf = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/** A name that comes twice is `name#2` the second time. */
const placesOf = (heads: readonly string[]): Map<string, number> => {
  const places = new Map<string, number>()
  const times = new Map<string, number>()
  for (const [place, head] of heads.entries()) {
    const key = keyOf(head)
    const time = (times.get(key) ?? 0) + 1
    times.set(key, time)
    places.set(time === 1 ? key : `${key}#${time}`, place)
  }
  return places
}

type Read = { row: number; cells: readonly string[]; missing: readonly string[] }

/** What is missing, what looks like it, and the row that has all of them where titles stand above the names. */
const lacks = async (
  path: string,
  of: TableOf,
  { row, cells, missing }: Read,
  needs: readonly string[],
): Promise<Faulty> => {
  const right = await rowThatHas(path, of, needs)
  if (right)
    return new Faulty(
      path,
      `has its column names in row ${right}, not ${row}: say « heading: ${right} » in the mapping`,
      `a ses noms de colonnes à la rangée ${right}, non ${row} : dites « heading: ${right} » dans la correspondance`,
    )
  const heads = cells.map((head) => head.replace(/\s+/g, ' ').trim())
  const near = missing.map((name) => {
    const like = nearest(name, heads)
    return like ? `« ${name} » (« ${like} »?)` : `« ${name} »`
  })
  return new Faulty(
    path,
    `has no column ${near.join(', ')}; its row ${row} has: ${heads.join(', ')}`,
    `n’a pas de colonne ${near.join(', ')} ; sa rangée ${row} a : ${heads.join(', ')}`,
  )
}

/** Nobody puts more above the names of columns. */
const MOST_ABOVE = 50

const rowThatHas = async (path: string, of: TableOf, needs: readonly string[]): Promise<number | null> => {
  if (extname(path).toLowerCase() === '.json') return null
  // What stands above the names may have another separator in it, or quotation marks that close nowhere.
  for (const separator of of.separator ? [of.separator] : SEPARATORS)
    try {
      for await (const { row, cells } of csvRecords(path, { ...of, separator })) {
        const places = placesOf(cells)
        if (needs.every((name) => places.has(keyOf(name)))) return row
        if (row >= MOST_ABOVE) break
      }
    } catch (error) {
      if (!(error instanceof Faulty)) throw error
    }
  return null
}
