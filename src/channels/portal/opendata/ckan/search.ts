import { asPublished, type Facet, type Sort, THEMES, type Wanted } from '#opendata'
import type { Platform } from '#web'
import { type Action, invalid, listIn, type Params, textIn, wholeIn } from './answer.ts'
import { groupOf, licenceOf, organizationOf, packageOf } from './packages.ts'

/** CKAN’s names of what one may filter by, and ours. */
const FIELDS = new Map<string, keyof Wanted>(
  Object.entries({
    organization: 'organisation',
    owner_org: 'organisation',
    groups: 'theme',
    res_format: 'format',
    license_id: 'licence',
    quality: 'quality',
  }),
)

/**
 * What clients write most of Solr’s syntax: `field:value` or `field:"value"`, with AND, a leading `+`, and words. Any other
 * syntax is refused: to ignore it would answer another question.
 */
export const wantedIn = (params: Params): Partial<Wanted> => {
  const wanted: Partial<Wanted> = { state: 'published' }
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
      if (/^(OR|NOT)$|^[-!({[]|[)\]}*?~^]$/.test(part))
        throw invalid(name, `Unsupported query syntax: ${part}`)
      const [, field, value] = /^\+?([a-z_]+):(.+)$/i.exec(part) ?? []
      if (!field || !value) words.push(part.replace(/^\+/, ''))
      else if (!ignored(field, unquoted(value))) Object.assign(wanted, filterOf(name, field, unquoted(value)))
    }
  return { ...wanted, text: words.map(unquoted).join(' ') }
}

const listed = (params: Params): string[] => [
  ...listIn(params, 'fq_list'),
  ...(Array.isArray(params['fq']) ? listIn(params, 'fq') : []),
]

/** Parts between spaces; what is between quotes is one. */
const partsOf = (text: string): string[] => text.match(/[^\s"]*"[^"]*"|\S+/g) ?? []
const unquoted = (text: string): string => text.replace(/^"|"$/g, '')

/** What every dataset here is: asking for it leaves all of them. */
const ignored = (field: string, value: string): boolean =>
  (field === 'dataset_type' && value === 'dataset') ||
  (field === 'state' && value === 'active') ||
  (field === 'capacity' && value === 'public') ||
  (field === 'type' && value === 'dataset')

const filterOf = (name: string, field: string, value: string): Partial<Wanted> => {
  if (/[*?[\](){}~^]/.test(value)) throw invalid(name, `Unsupported query syntax: ${value}`)
  if (field === 'name' || field === 'id' || field === 'title' || field === 'notes' || field === 'text')
    return { text: value }
  const ours = FIELDS.get(field)
  if (!ours) throw invalid(name, `Cannot filter by ${field}: one of ${[...FIELDS.keys()].join(', ')}`)
  if (ours === 'theme') return { theme: value.toUpperCase() }
  return { [ours]: ours === 'format' ? value.toLowerCase() : value }
}

const SORTED = new Map<string, Sort>(
  Object.entries({
    'score desc': 'relevance',
    'relevance asc': 'relevance',
    'relevance desc': 'relevance',
    'metadata_modified desc': 'updated',
    'name asc': 'title',
    name: 'title',
    'title_string asc': 'title',
    'title asc': 'title',
    title: 'title',
  }),
)

const sortIn = (params: Params): Sort => {
  const [first = ''] = textIn(params, 'sort').split(',')
  const asked = first.trim().replace(/\s+/g, ' ')
  if (asked === '') return 'relevance'
  const sort = SORTED.get(asked)
  if (!sort) throw invalid('sort', `Cannot sort by ${asked}: one of ${[...SORTED.keys()].join(', ')}`)
  return sort
}

export const packageSearch: Action = async (platform, params) => {
  const wanted = wantedIn(params)
  const limit = wholeIn(params, 'rows', { otherwise: 10, most: 1_000 })
  const offset = wholeIn(params, 'start', { otherwise: 0, most: 1_000_000_000 })
  const fields = listIn(params, 'facet.field')
  const [{ datasets, count }, facets] = await Promise.all([
    platform.opendata.search(wanted, { sort: sortIn(params), limit, offset }),
    fields.length ? platform.opendata.facets(wanted) : null,
  ])
  const most = wholeIn(params, 'facet.limit', { otherwise: 50, most: 1_000 })
  const counted = fields.flatMap((field) => {
    const ours = FIELDS.get(field) as Facet | undefined
    if (!ours || !facets) return []
    const values = facets[ours].filter(({ value }) => !wanted[ours] || value === wanted[ours])
    return [[field, values.slice(0, most)] as const]
  })
  return {
    count,
    sort: textIn(params, 'sort') || 'score desc, metadata_modified desc',
    results: datasets.map((one) => packageOf(platform, asPublished(one))),
    facets: Object.fromEntries(
      counted.map(([field, values]) => [
        field,
        Object.fromEntries(values.map(({ value, count: of }) => [nameOf(field, value), of])),
      ]),
    ),
    search_facets: Object.fromEntries(
      counted.map(([field, values]) => [
        field,
        {
          title: field,
          items: values.map(({ value, count: of }) => ({
            name: nameOf(field, value),
            display_name: displayed(platform, field, value),
            count: of,
          })),
        },
      ]),
    ),
  }
}

const nameOf = (field: string, value: string): string => (field === 'groups' ? value.toLowerCase() : value)

const displayed = (platform: Platform, field: string, value: string): unknown => {
  if (field === 'organization' || field === 'owner_org') return organizationOf(platform, value)['title']
  if (field === 'groups') {
    const theme = THEMES.find((one) => one === value)
    return theme ? groupOf(theme)['title'] : value
  }
  return field === 'license_id' ? licenceOf(value as Parameters<typeof licenceOf>[0])['title'] : value
}
