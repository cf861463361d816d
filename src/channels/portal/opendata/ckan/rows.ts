import { asPublished, type Cell, type Dataset, type Distribution, type Field, isTable } from '#opendata'
import type { Platform } from '#web'
import {
  type Action,
  clean,
  idIn,
  invalid,
  listIn,
  notFound,
  objectIn,
  type Params,
  textIn,
  wholeIn,
} from './answer.ts'

const DEFAULT_LIMIT = 100
const MOST_ROWS = 32_000
/** An answer holds no more than that, whatever the width of its rows: CKAN lowers `limit` too, and says so. */
const MOST_CELLS = 640_000
const MOST_BYTES = 32 * 1024 * 1024

/** CKAN’s names of types. */
const TYPES: Record<Field['type'], string> = {
  string: 'text',
  integer: 'int',
  number: 'numeric',
  boolean: 'bool',
  date: 'date',
  datetime: 'timestamp',
}

export const findResource = async (
  { datastore }: Platform,
  id: string,
): Promise<{ dataset: Dataset; resource: Distribution }> => {
  const found = /^[0-9a-f-]{36}$/i.test(id) ? await datastore.datasetOf(id.toLowerCase()) : null
  const dataset = found?.state === 'published' ? asPublished(found) : null
  const resource = dataset?.distributions.find((one) => one.id === id.toLowerCase())
  if (!dataset || !resource) throw notFound('Resource was not found.')
  return { dataset, resource }
}

/** Some rows of a table, exactly counted; `_id` is the place of each in its file. */
export const datastoreSearch: Action = async (platform, params) => {
  const { dataset, resource } = await findResource(platform, idIn(params, 'resource_id', 'id'))
  if (!isTable(resource)) throw notFound('Resource "' + resource.id + '" has no rows here.')
  const fields = resource.schema!.fields
  const asked = askedIn(params, fields, resource)
  const found = await platform.datastore.rows(dataset, resource, asked)
  if (!found.ok) throw notFound('The rows are being read. Ask again in a moment.')
  const shown = columnsIn(params, fields)
  const { rows, total } = found.value
  const format = textIn(params, 'records_format') || 'objects'
  if (format !== 'objects' && format !== 'lists')
    throw invalid('records_format', 'Must be one of: objects, lists')
  return {
    include_total: true,
    limit: asked.limit,
    offset: asked.offset,
    ...(Object.keys(asked.filters).length > 0 && { filters: asked.filters }),
    ...(asked.words.length > 0 && { q: asked.words.join(' ') }),
    ...(asked.sort.length > 0 && { sort: textIn(params, 'sort') }),
    records_format: format,
    resource_id: resource.id,
    total,
    total_estimation_threshold: null,
    total_was_estimated: false,
    fields: shown.map(({ name, type }) => ({ id: name, type })),
    records: rows.map(({ id, cells }) => {
      const values = shown.map(({ at }) => (at < 0 ? id : (cells[at] ?? null)))
      return format === 'lists' ? values : Object.fromEntries(shown.map(({ name }, n) => [name, values[n]!]))
    }),
    _links: linksOf(params, asked, total),
  }
}

const askedIn = (params: Params, fields: readonly Field[], { bytes, rows }: Distribution) => {
  const width = bytes && rows ? bytes / rows : 1
  const most = Math.floor(Math.min(MOST_ROWS, MOST_CELLS / fields.length, MOST_BYTES / Math.max(width, 1)))
  return {
    filters: filtersIn(params, fields),
    words: textIn(params, 'q').split(/\s+/).filter(Boolean).slice(0, 10),
    sort: sortIn(params, fields),
    limit: wholeIn(params, 'limit', { otherwise: Math.min(DEFAULT_LIMIT, most), most: Math.max(most, 1) }),
    offset: wholeIn(params, 'offset', { otherwise: 0, most: 1_000_000_000 }),
  }
}

/** What every row has, and no file: where it stands. */
const PLACE = { name: '_id', type: 'integer' } as const

const filtersIn = (params: Params, fields: readonly Field[]): Record<string, Cell[]> => {
  const given = Object.entries(objectIn(params, 'filters'))
  return Object.fromEntries(
    given.slice(0, 20).map(([name, value]) => {
      const field = name === '_id' ? PLACE : fields.find((one) => one.name === name)
      if (!field) throw invalid('filters', `field "${name.slice(0, 60)}" not in table`)
      const values = Array.isArray(value) ? value.slice(0, 1_000) : [value]
      return [name, values.map((one) => cellOf(field, one))]
    }),
  )
}

/** A number that was typed as a text is a number where the column holds some. */
const cellOf = ({ type, name }: Pick<Field, 'type' | 'name'>, value: unknown): Cell => {
  if (value !== null && typeof value === 'object')
    throw invalid('filters', `a value of "${name}" is no value`)
  if ((type === 'integer' || type === 'number') && typeof value === 'string' && value.trim() !== '')
    return Number.isFinite(Number(value)) ? Number(value) : clean(value)
  if (type === 'boolean' && typeof value === 'string') return /^(true|t|1|oui|yes)$/i.test(value)
  return typeof value === 'string' ? clean(value) : (value as Cell)
}

const sortIn = (params: Params, fields: readonly Field[]) =>
  listIn(params, 'sort')
    .slice(0, 5)
    .map((part) => {
      const [, quoted, plain, way = ''] = /^(?:"([^"]+)"|(.+?))(?:\s+(asc|desc))?$/i.exec(part) ?? []
      const field = quoted ?? plain ?? ''
      if (field !== '_id' && !fields.some(({ name }) => name === field))
        throw invalid('sort', `field "${field.slice(0, 60)}" not in table`)
      return { field, descending: way.toLowerCase() === 'desc' }
    })

type Shown = { name: string; type: string; at: number }

const columnsIn = (params: Params, fields: readonly Field[]): Shown[] => {
  const all: Shown[] = [
    { name: '_id', type: 'int', at: -1 },
    ...fields.map(({ name, type }, at) => ({ name, type: TYPES[type], at })),
  ]
  const wanted = listIn(params, 'fields')
  if (wanted.length === 0) return all
  return wanted.map((name) => {
    const found = all.find((one) => one.name === name)
    if (!found) throw invalid('fields', `field "${name.slice(0, 60)}" not in table`)
    return found
  })
}

/** Where the rows before and after are, as an address. */
const linksOf = (params: Params, { limit, offset }: { limit: number; offset: number }, total: number) => {
  const at = (place: number) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(params))
      if (name !== 'offset')
        query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
    if (place > 0) query.set('offset', String(place))
    return `/api/3/action/datastore_search?${query}`
  }
  return {
    start: at(0),
    ...(offset + limit < total && limit > 0 && { next: at(offset + limit) }),
    ...(offset > 0 && { prev: at(Math.max(0, offset - limit)) }),
  }
}

/** What the columns are, and how many rows. */
export const datastoreInfo: Action = async (platform, params) => {
  const { dataset, resource } = await findResource(platform, idIn(params, 'id', 'resource_id'))
  const found = await platform.datastore.rows(dataset, resource, { limit: 0, offset: 0 })
  if (!found.ok) throw notFound('Resource has no rows here.')
  return {
    meta: { id: resource.id, count: found.value.all, table_type: 'BASE TABLE', aliases: [] },
    fields: found.value.fields.map(({ name, type }) => ({ id: name, type: TYPES[type], schema: {} })),
  }
}
