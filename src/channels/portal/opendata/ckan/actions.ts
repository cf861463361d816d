import { asPublished, LICENCES, type LicenceId, type Theme, THEMES } from '#opendata'
import type { Platform } from '#web'
import { type Action, idIn, isTrue, listIn, notFound, type Params, textIn, wholeIn } from './answer.ts'
import { groupOf, licenceOf, organizationOf, packageOf, resourceOf } from './packages.ts'
import { datastoreInfo, datastoreSearch, findResource } from './rows.ts'
import { packageSearch } from './search.ts'

const PUBLISHED = { state: 'published' } as const
const MOST_LISTED = 10_000

const pageIn = (params: Params, most: number) => ({
  limit: wholeIn(params, 'limit', { otherwise: most, most }),
  offset: wholeIn(params, 'offset', { otherwise: 0, most: 1_000_000_000 }),
})

const packageList: Action = async ({ opendata }, params) => {
  const { datasets } = await opendata.search(PUBLISHED, { sort: 'title', ...pageIn(params, MOST_LISTED) })
  return datasets.map(({ id }) => id).toSorted()
}

const packageShow: Action = async (platform, params) => {
  const id = idIn(params, 'id', 'name_or_id')
  const found = await platform.opendata.find(id)
  if (found?.state === 'withdrawn') throw notFound('Dataset was withdrawn')
  if (found?.state !== 'published') throw notFound('Dataset was not found')
  return packageOf(platform, asPublished(found))
}

const withResources: Action = async (platform, params) => {
  const { datasets } = await platform.opendata.search(PUBLISHED, {
    sort: 'updated',
    ...pageIn(params, 1_000),
  })
  return datasets.map((one) => packageOf(platform, asPublished(one)))
}

/** How many published datasets each value of a facet has. */
const countsOf = async (
  { opendata }: Platform,
  facet: 'organisation' | 'theme',
): Promise<Map<string, number>> =>
  new Map((await opendata.facets(PUBLISHED))[facet].map(({ value, count }) => [value, count]))

const organizationList: Action = async (platform, params) => {
  const counts = await countsOf(platform, 'organisation')
  const asked = listIn(params, 'organizations')
  const all = [...platform.organisations.organisations.keys()]
    .filter((id) => asked.length === 0 || asked.includes(id))
    .toSorted()
  const { limit, offset } = pageIn(params, 1_000)
  const page = all.slice(offset, offset + limit)
  if (!isTrue(params, 'all_fields')) return page
  return page.map((id) => ({ ...organizationOf(platform, id), package_count: counts.get(id) ?? 0 }))
}

const organizationShow: Action = async (platform, params) => {
  const id = idIn(params, 'id')
  if (!platform.organisations.organisations.has(id)) throw notFound('Organization was not found')
  const { datasets, count } = await platform.opendata.search(
    { ...PUBLISHED, organisation: id },
    { sort: 'updated', limit: isTrue(params, 'include_datasets') ? 1_000 : 0, offset: 0 },
  )
  return {
    ...organizationOf(platform, id),
    package_count: count,
    packages: datasets.map((one) => packageOf(platform, asPublished(one))),
    extras: [],
    tags: [],
    groups: [],
    users: [],
  }
}

const groupList: Action = async (platform, params) => {
  const counts = await countsOf(platform, 'theme')
  if (!isTrue(params, 'all_fields')) return THEMES.map((theme) => theme.toLowerCase())
  return THEMES.map((theme) => ({ ...groupOf(theme), package_count: counts.get(theme) ?? 0 }))
}

const groupShow: Action = async (platform, params) => {
  const id = idIn(params, 'id').toUpperCase()
  const theme = THEMES.find((one): one is Theme => one === id)
  if (!theme) throw notFound('Group was not found')
  const counts = await countsOf(platform, 'theme')
  return { ...groupOf(theme), package_count: counts.get(theme) ?? 0, packages: [], extras: [] }
}

const tagList: Action = async ({ opendata }, params) => {
  const query = textIn(params, 'query').toLocaleLowerCase('fr')
  const names = new Set<string>()
  for await (const { state, keywords } of opendata.every())
    if (state === 'published') for (const one of [...keywords.fr, ...keywords.en]) names.add(one)
  const all = [...names].filter((one) => one.toLocaleLowerCase('fr').includes(query)).toSorted()
  if (!isTrue(params, 'all_fields')) return all
  return all.map((name) => ({ id: name, name, display_name: name, vocabulary_id: null, state: 'active' }))
}

const resourceShow: Action = async (platform, params) => {
  const { dataset, resource } = await findResource(platform, idIn(params, 'id'))
  return resourceOf(platform, dataset, resource)
}

const statusShow: Action = async (platform) => ({
  ckan_version: '2.11.0',
  site_title: 'Parvis',
  site_description: '',
  site_url: platform.address(),
  error_emails_to: null,
  locale_default: 'fr',
  extensions: ['datastore'],
})

/** Every action that is answered, by its name: docs/decisions/0041-ckan-for-those-who-read-it.md. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  site_read: async () => true,
  status_show: statusShow,
  package_list: packageList,
  package_show: packageShow,
  package_search: packageSearch,
  current_package_list_with_resources: withResources,
  organization_list: organizationList,
  organization_show: organizationShow,
  group_list: groupList,
  group_show: groupShow,
  tag_list: tagList,
  license_list: async () => (Object.keys(LICENCES) as LicenceId[]).map(licenceOf),
  resource_show: resourceShow,
  datastore_search: datastoreSearch,
  datastore_info: datastoreInfo,
}

/** Actions of CKAN that would change something: data are published elsewhere, by those who answer for them. */
export const isWriting = (name: string): boolean =>
  /_(create|update|patch|delete|upsert|purge|invite|revise)$/.test(name)
