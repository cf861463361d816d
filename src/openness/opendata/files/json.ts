import { TokenParser, Tokenizer, TokenType } from '@streamparser/json'
import type { TableSchema } from '../dataset.ts'
import { openInference, openValidation, type SchemaFault } from './columns.ts'
import { beginningOf, type Read, type ReadOptions, SAMPLE } from './csv.ts'
import { Unreadable } from './fault.ts'
import { openSuspicion } from './personal.ts'

/** Nobody writes data that deep; a machine that does would have the reader remember each step. */
const MOST_DEPTH = 100

/** More columns than that are no table. */
const MOST_COLUMNS = 200

/**
 * Reads JSON (RFC 8259) as it comes, an element of its list at a time: never more in memory than one of them. Throws
 * `Unreadable` where it is none. What is not a list of objects is read to its end, and has no columns.
 */
export const readJson = async (
  text: AsyncIterable<string>,
  { schema, isCut }: ReadOptions,
): Promise<Read> => {
  const { head, whole } = await beginningOf(text)
  const isList = head
    .trimStart()
    .replace(/^\uFEFF/, '')
    .startsWith('[')
  const reading = openObjects()
  await elementsOf(whole, isList ? ['$.*'] : ['$.nothing'], isCut, ({ value }) => reading.take(value))
  return reading.end(schema)
}

const GEOMETRIES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]

/** Reads GeoJSON (RFC 7946): a collection of features whose coordinates are longitudes and latitudes. */
export const readGeoJson = async (
  text: AsyncIterable<string>,
  { schema, isCut }: ReadOptions,
): Promise<Read> => {
  const { whole } = await beginningOf(text)
  const reading = openObjects(['geometry'])
  let type: unknown
  let features = 0
  await elementsOf(whole, ['$.type', '$.features.*'], isCut, ({ key, value }) => {
    if (key === 'type') return void (type = value)
    features += 1
    reading.take(rowOf(value, features))
  })
  // Its type may be written last, beyond where the reading was stopped.
  const isOne = type === 'FeatureCollection' || (type === undefined && isCut())
  if (!isOne) throw new Unreadable('not-geojson', { feature: 0 })
  if (features === 0) throw new Unreadable('no-rows')
  return reading.end(schema)
}

/** A feature as a row: its properties, and the kind of its geometry. */
const rowOf = (feature: unknown, number: number): Record<string, unknown> => {
  const { type, geometry, properties } = isRecord(feature) ? feature : {}
  if (type !== 'Feature') throw new Unreadable('not-geojson', { feature: number })
  if (properties !== null && !isRecord(properties)) throw new Unreadable('not-geojson', { feature: number })
  if (geometry === null) return { ...properties, geometry: '' }
  if (!isRecord(geometry) || !GEOMETRIES.includes(String(geometry['type'])))
    throw new Unreadable('not-geojson', { feature: number })
  const places = geometry['type'] === 'GeometryCollection' ? geometry['geometries'] : geometry['coordinates']
  if (!Array.isArray(places)) throw new Unreadable('not-geojson', { feature: number })
  if (geometry['type'] !== 'GeometryCollection' && !areOnEarth(places))
    throw new Unreadable('coordinates-outside', { feature: number })
  return { ...properties, geometry: String(geometry['type']) }
}

/** Lists within lists, down to pairs of a longitude and a latitude. */
const areOnEarth = (places: unknown): boolean => {
  if (!Array.isArray(places)) return false
  const [first, second] = places as unknown[]
  if (typeof first !== 'number') return places.every((one) => areOnEarth(one))
  return typeof second === 'number' && Math.abs(first) <= 180 && Math.abs(second) <= 90
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Element = { key: unknown; value: unknown }

/** Gives each element of the paths, and lets it go. */
const elementsOf = async (
  text: AsyncIterable<string>,
  paths: string[],
  isCut: () => boolean,
  take: (element: Element) => void,
): Promise<void> => {
  const tokenizer = new Tokenizer()
  const parser = new TokenParser({ paths, keepStack: false })
  let depth = 0
  let failure: unknown = null
  const fail = (error: unknown) => void (failure ??= error)
  tokenizer.onToken = (token) => {
    if (failure) return
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth += 1
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth -= 1
    if (depth > MOST_DEPTH) return fail(new Unreadable('too-deep', { most: MOST_DEPTH }))
    parser.write(token)
  }
  parser.onValue = (element) => {
    try {
      if (!failure) take(element as Element)
    } catch (error) {
      fail(error)
    }
  }
  let characters = 0
  const malformed = () => fail(new Unreadable('not-json', { near: characters }))
  tokenizer.onError = malformed
  parser.onError = malformed
  for await (const piece of text) {
    tokenizer.write(characters === 0 ? piece.replace(/^\uFEFF/, '') : piece)
    characters += piece.length
    if (failure) throw failure
  }
  if (!parser.isEnded && !isCut()) throw new Unreadable('not-json', { near: characters })
}

/** How many objects tell what the columns are: what comes after them has the same, or is not looked at. */
const LEARNT = 1_000

/** Objects as rows: every name that one of the first has is a column, and those of `last` come last. */
const openObjects = (last: readonly string[] = []) => {
  const objects: Record<string, string>[] = []
  let rows = 0
  let areAll = true
  return {
    take(value: unknown): void {
      rows += 1
      if (!isRecord(value)) areAll = false
      else if (objects.length < LEARNT) objects.push(flat(value))
    },
    end(schema: TableSchema | null): Read {
      const names = [...new Set(objects.flatMap((one) => Object.keys(one)))]
      const columns = names
        .toSorted((a, b) => Number(last.includes(a)) - Number(last.includes(b)))
        .slice(0, MOST_COLUMNS)
      const table = areAll ? columns : []
      const lines = table.length > 0 ? objects.map((one) => table.map((name) => one[name] ?? '')) : []
      const inference = openInference(table)
      const suspicion = openSuspicion(table)
      for (const line of lines) {
        inference.row(line)
        suspicion.row(line)
      }
      return {
        rows,
        columns: table,
        sample: lines.slice(0, SAMPLE),
        inferred: table.length > 0 ? { fields: inference.fields() } : null,
        schemaFault: schema && table.length > 0 ? faultOf(schema, table, objects) : null,
        personal: suspicion.found(),
      }
    },
  }
}

/** The same columns in any order, and in each what was published there. */
const faultOf = (
  schema: TableSchema,
  columns: readonly string[],
  objects: readonly Record<string, string>[],
): SchemaFault | null => {
  const names = schema.fields.map(({ name }) => name)
  const isSame = names.length === columns.length && names.every((name) => columns.includes(name))
  const validation = openValidation(schema, isSame ? names : columns)
  for (const [at, one] of objects.entries())
    validation.row(
      names.map((name) => one[name] ?? ''),
      at + 1,
    )
  return validation.fault()
}

/** Values as a table shows them, each of them short: what is within a value is not looked at. */
const flat = (value: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_COLUMNS)
      .map(([name, one]) => [name, shown(one)]),
  )

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 200)
}
