import { asPublished, THEMES } from '#opendata'
import type { Platform } from '#web'
import { type Action, listIn, textIn, wholeIn } from './answer.ts'
import { groupOf, licenceOf, organizationOf, packageOf } from './packages.ts'
import { FIELDS, sortIn, wantedIn } from './wanted.ts'

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
    const ours = FIELDS.get(field)
    if (!ours || ours === 'keyword' || !facets) return []
    const asked = wanted.among?.filter(({ of }) => of === ours) ?? []
    const values = facets[ours].filter(({ value }) => asked.every((among) => among.values.includes(value)))
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
