import type { Facet, Order, Filters } from '#opendata'
import { invalid, listIn, type Params, textIn } from './answer.ts'

/** CKAN’s names of what one may filter by, and ours. */
export const FIELDS = new Map<string, Facet | 'keyword'>(
  Object.entries({
    organization: 'organisation',
    owner_org: 'organisation',
    groups: 'theme',
    tags: 'keyword',
    res_format: 'format',
    license_id: 'licence',
    quality: 'quality',
  }),
)

/**
 * What clients write most of Solr’s syntax: `field:value`, `field:"value"` or `field:(one OR another)`, with AND, a leading
 * `+`, words, and `metadata_modified:[from TO *]`, by which harvesters ask for what changed. Any other syntax is refused: to
 * ignore it would answer another question.
 */
export const wantedIn = (params: Params): Partial<Filters> => {
  const wanted: Partial<Filters> & Pick<Filters, 'among'> = { state: 'published', among: [] }
  const words: string[] = []
  for (const [name, text] of [
    ['q', textIn(params, 'q')],
    [
      'fq',
      [textIn({ fq: Array.isArray(params['fq']) ? '' : params['fq'] }, 'fq'), ...listed(params)].join(' '),
    ],
  ] as const)
    for (const part of partsOf(text)) {
      if (/^(AND|\*:\*|\*)$/.test(part)) continue
      if (/^(OR|NOT)$|^[-!({[]/.test(part)) throw unsupported(name, part)
      const [, field, value] = /^\+?([a-z_]+):(.+)$/i.exec(part) ?? []
      if (field === 'metadata_modified') Object.assign(wanted, changedIn(name, value!))
      else if (field && value) words.push(...filter(wanted, name, field, value))
      else if (/[)\]}*?~^]$/.test(part)) throw unsupported(name, part)
      else words.push(part.replace(/^\+/, ''))
    }
  return { ...wanted, text: words.map(unquoted).join(' ') }
}

const listed = (params: Params): string[] => [
  ...listIn(params, 'fq_list'),
  ...(Array.isArray(params['fq']) ? listIn(params, 'fq') : []),
]

/** Parts between spaces; what is between quotes, parentheses or brackets is one. */
const partsOf = (text: string): string[] =>
  text.match(/[^\s"([]*(?:"[^"]*"|\((?:"[^"]*"|[^)"])*\)|\[[^\]]*\])|\S+/g) ?? []
const unquoted = (text: string): string => text.replace(/^"|"$/g, '')

const unsupported = (name: string, part: string) => invalid(name, `Unsupported query syntax: ${part}`)

/** Adds a filter to what is wanted; answers with the words to look for, when that is what the field is. */
const filter = (
  wanted: Pick<Filters, 'among'>,
  name: string,
  field: string,
  written: string,
): readonly string[] => {
  const values = valuesIn(name, written)
  if (values.length === 1 && ignored(field, values[0]!)) return []
  if (['name', 'id', 'title', 'notes', 'text'].includes(field)) {
    if (values.length > 1) throw unsupported(name, written)
    return values
  }
  const of = FIELDS.get(field)
  if (!of) throw invalid(name, `Cannot filter by ${field}: one of ${[...FIELDS.keys()].join(', ')}`)
  wanted.among = [...wanted.among, { of, values: values.map((value) => ourWordOf(of, value)) }]
  return []
}

const ourWordOf = (of: Facet | 'keyword', value: string): string => {
  if (of === 'theme') return value.toUpperCase()
  return of === 'format' ? value.toLowerCase() : value
}

/** `value`, `"value"`, `(value)` or `(one OR another)`. */
const valuesIn = (name: string, written: string): string[] => {
  const [, inside] = /^\((.*)\)$/.exec(written) ?? []
  const parts = inside === undefined ? [written] : (inside.match(/"[^"]*"|\S+/g) ?? [])
  const values = parts.filter((_, at) => at % 2 === 0)
  const isList = parts.length % 2 === 1 && parts.every((part, at) => at % 2 === 0 || part === 'OR')
  if (!isList || values.some((value) => /[*?[\](){}~^]|^(OR|AND|NOT)$|^[-+!]/.test(value)))
    throw unsupported(name, written)
  return values.map(unquoted)
}

/** What every dataset here is: asking for it leaves all of them. */
const ignored = (field: string, value: string): boolean =>
  (field === 'dataset_type' && value === 'dataset') ||
  (field === 'state' && value === 'active') ||
  (field === 'capacity' && value === 'public') ||
  (field === 'type' && value === 'dataset')

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/

/** `[from TO to]`, both included, in UTC; `*` where there is no limit. No computed date but the present as the end. */
const changedIn = (name: string, written: string): Partial<Filters> => {
  const [, from = '', to = ''] = /^\[(\S+) TO (\S+)\]$/.exec(written) ?? []
  if (from === '' || to === '') throw unsupported(name, `metadata_modified:${written}`)
  return {
    ...(from !== '*' && { changedFrom: instantIn(name, from) }),
    ...(to !== '*' && to !== 'NOW' && { changedTo: instantIn(name, to) }),
  }
}

const instantIn = (name: string, written: string): string => {
  const read = new Date(written.includes('T') && !written.endsWith('Z') ? `${written}Z` : written)
  if (!INSTANT.test(written) || Number.isNaN(read.getTime())) throw unsupported(name, written)
  return read.toISOString()
}

/** A dataset’s name is its id. Harvesters read all the pages in that order, in which nothing moves while they do. */
const SORTED = new Map<string, Order>(
  Object.entries({
    'score desc': 'relevance',
    'relevance asc': 'relevance',
    'relevance desc': 'relevance',
    'metadata_modified desc': 'updated',
    'metadata_modified asc': 'oldest',
    metadata_modified: 'oldest',
    'id asc': 'id',
    id: 'id',
    'name asc': 'id',
    name: 'id',
    'title_string asc': 'title',
    'title asc': 'title',
    title: 'title',
  }),
)

export const sortIn = (params: Params): Order => {
  const [first = ''] = textIn(params, 'sort').split(',')
  const asked = first.trim().replace(/\s+/g, ' ')
  if (asked === '') return 'relevance'
  const sort = SORTED.get(asked)
  if (!sort) throw invalid('sort', `Cannot sort by ${asked}: one of ${[...SORTED.keys()].join(', ')}`)
  return sort
}
