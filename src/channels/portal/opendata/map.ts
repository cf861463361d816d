import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { folded, places, section, type Shape, table } from '#look'
import { type Dataset, type Distribution, type Field, features, type Rows } from '#opendata'
import type { Platform } from '#web'
import { words } from './words.ts'

const MOST_PLACES = 300
const MOST_LISTED = 10
/** What a drawing weighs: beyond, places are left out rather than the page made slow. */
const MOST_VERTICES = 2_500

/** Where the data are, when they say it: GeoJSON, or a table with a latitude and a longitude. */
export const mapSection = async (
  { platform, language }: { platform: Platform; language: Language },
  dataset: Dataset,
  one: Distribution,
  rows: Rows | null,
): Promise<Html | null> => {
  const found = one.format === 'geojson' ? await ofFeatures(platform, dataset, one) : rows && ofRows(rows)
  const shapes = found && withinWeight(found)
  if (!shapes?.length) return null
  const w = words[language]
  const isPart = (one.rows ?? rows?.all ?? 0) > shapes.length
  return section({
    title: w.map,
    body: html`${places({ label: w.mapLabel(shapes.length), shapes })}
      <p class="source">${isPart ? w.mapNote(shapes.length) : w.mapAll}</p>
      ${folded({ summary: w.mapCaption, body: placesTable(shapes, language) })}`,
  })
}

const placesTable = (shapes: readonly Shape[], language: Language): Html => {
  const w = words[language]
  // As many decimals for each, so that they stand under each other.
  const degrees = ({ rings }: Shape, at: 0 | 1) => {
    const said = (rings[0]?.[0]?.[at] ?? 0).toFixed(4)
    return language === 'fr' ? said.replace('.', ',') : said
  }
  return table({
    language,
    caption: w.mapCaption,
    density: 'compact',
    columns: [
      { id: 'name', label: w.place, heads: true, cell: ({ name }: Shape) => name },
      { id: 'lat', label: w.latitude, numeric: true, cell: (shape: Shape) => degrees(shape, 1) },
      { id: 'lon', label: w.longitude, numeric: true, cell: (shape: Shape) => degrees(shape, 0) },
    ],
    rows: shapes.slice(0, MOST_LISTED),
    empty: html``,
  })
}

const withinWeight = (shapes: readonly Shape[]): Shape[] => {
  let vertices = 0
  return shapes.filter(({ rings }) => {
    vertices += rings.reduce((sum, ring) => sum + Math.min(ring.length, 80), 0)
    return vertices <= MOST_VERTICES
  })
}

const columnNamed = (fields: readonly Field[], names: RegExp): number =>
  fields.findIndex(({ name, type }) => names.test(name) && (type === 'number' || type === 'integer'))

const ofRows = ({ fields, rows }: Rows): Shape[] => {
  const latitude = columnNamed(fields, /^(?:lat|latitude)$/i)
  const longitude = columnNamed(fields, /^(?:lon|lng|long|longitude)$/i)
  if (latitude < 0 || longitude < 0) return []
  const name = fields.findIndex(({ type }) => type === 'string')
  return rows.slice(0, MOST_PLACES).flatMap(({ id, cells }) => {
    const place = placeIn([cells[longitude], cells[latitude]])
    const said = String((name >= 0 ? cells[name] : null) ?? id).slice(0, 60)
    return place ? [{ name: said, kind: 'point' as const, rings: [[place]] }] : []
  })
}

const ofFeatures = async (platform: Platform, dataset: Dataset, one: Distribution): Promise<Shape[]> => {
  const content = await platform.opendata.content(dataset, one)
  if (!content) return []
  const shapes: Shape[] = []
  for await (const { properties, geometry } of features(content.body, MOST_PLACES)) {
    const text = Object.values(properties).find((value) => typeof value === 'string' && value !== '')
    const shape = shapeOf(geometry)
    if (shape) shapes.push({ name: String(text ?? shapes.length + 1).slice(0, 60), ...shape })
  }
  return shapes
}

const KINDS: Record<string, { kind: Shape['kind']; depth: number }> = {
  Point: { kind: 'point', depth: 0 },
  MultiPoint: { kind: 'point', depth: 1 },
  LineString: { kind: 'line', depth: 1 },
  MultiLineString: { kind: 'line', depth: 2 },
  Polygon: { kind: 'area', depth: 2 },
  MultiPolygon: { kind: 'area', depth: 3 },
}

const shapeOf = ({ type, coordinates }: Record<string, unknown>): Omit<Shape, 'name'> | null => {
  const known = KINDS[String(type)]
  if (!known) return null
  const rings = ringsIn(coordinates, known.depth)
  return rings.length > 0 ? { kind: known.kind, rings } : null
}

/** Lists of places, whatever they are nested in. A point is a ring of one. */
const ringsIn = (value: unknown, depth: number): [number, number][][] => {
  if (depth === 0) {
    const place = placeIn(value)
    return place ? [[place]] : []
  }
  if (!Array.isArray(value)) return []
  if (depth > 1) return value.flatMap((one) => ringsIn(one, depth - 1))
  const ring = value.map(placeIn).filter((one) => one !== null)
  return ring.length > 0 ? [ring] : []
}

const placeIn = (value: unknown): [number, number] | null => {
  const [longitude, latitude] = Array.isArray(value) ? (value as unknown[]) : []
  const isOnEarth =
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  return isOnEarth ? [longitude, latitude] : null
}
