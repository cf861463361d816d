import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { nearest } from '#kernel'
import { readRecords, type Separator, separatorIn, textOf } from '../table/text.ts'
import { Faulty } from '../table/faulty.ts'

/** One row as a mapping reads it: the cell of a column, cleaned; the line where it ends, to be told. */
export type Row = { line: number; cell: (column: string) => string }

export type TableOf = {
  separator?: Separator | undefined
  encoding: 'utf-8' | 'windows-1252'
  heading: number
}

const MOST_JSON_BYTES = 256 * 1024 * 1024

/**
 * The rows of a table: CSV or TSV, streamed; or a JSON array of objects. Throws `Faulty` with a sentence for whoever
 * mends the file: a column that is not there, an encoding that is another.
 */
export async function* rowsOf(path: string, of: TableOf, needs: readonly string[]): AsyncGenerator<Row> {
  const records = extname(path).toLowerCase() === '.json' ? jsonRecords(path) : csvRecords(path, of)
  let places: Map<string, number> | null = null
  for await (const { line, cells } of records) {
    if (!places) {
      places = placesOf(path, cells, needs)
      continue
    }
    const at = places
    yield { line, cell: (column) => (cells[at.get(keyOf(column))!] ?? '').trim() }
  }
  if (!places) throw new Faulty(path, 'is empty', 'est vide')
}

type Cells = { line: number; cells: readonly string[] }

async function* csvRecords(path: string, { separator, encoding, heading }: TableOf): AsyncGenerator<Cells> {
  const chosen = separator ?? (await separatorOf(path, encoding, heading))
  let seen = 0
  for await (const record of readRecords(textOf(path, createReadStream(path), encoding), chosen, path))
    if (++seen >= heading) yield record
}

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

async function* jsonRecords(path: string): AsyncGenerator<Cells> {
  if ((await stat(path)).size > MOST_JSON_BYTES)
    throw new Faulty(
      path,
      'is too large for JSON: give it as CSV',
      'est trop gros en JSON : donnez-le en CSV',
    )
  const rows = parsed(path, await readFile(path, 'utf8'))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  yield { line: 0, cells: columns }
  for (const [at, row] of rows.entries())
    yield { line: at + 1, cells: columns.map((column) => textIn(row[column])) }
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

/** Names are compared without their case nor the spaces around: tables come from hands. */
const keyOf = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/** A name that comes twice is `name#2` the second time. */
const placesOf = (path: string, heads: readonly string[], needs: readonly string[]): Map<string, number> => {
  const places = new Map<string, number>()
  const times = new Map<string, number>()
  for (const [place, head] of heads.entries()) {
    const key = keyOf(head)
    const time = (times.get(key) ?? 0) + 1
    times.set(key, time)
    places.set(time === 1 ? key : `${key}#${time}`, place)
  }
  const missing = needs.filter((name) => !places.has(keyOf(name)))
  if (missing.length === 0) return places
  const near = missing.map((name) => {
    const like = nearest(name, heads)
    return like ? `« ${name} » (« ${like} »?)` : `« ${name} »`
  })
  throw new Faulty(
    path,
    `has no column ${near.join(', ')}; it has: ${heads.join(', ')}`,
    `n’a pas de colonne ${near.join(', ')} ; il a : ${heads.join(', ')}`,
  )
}
