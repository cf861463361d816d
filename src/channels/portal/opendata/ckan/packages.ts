import {
  type Dataset,
  type Distribution,
  FORMAT_NAMES,
  isTable,
  type LicenceId,
  LICENCES,
  type Theme,
  THEME_NAMES,
} from '#opendata'
import type { Platform } from '#web'
import { downloadAddress } from '../addresses.ts'

/** An instant as CKAN writes it: UTC, without saying so. */
const instant = (iso: string | null): string | null => iso && iso.replace(/Z$/, '').padEnd(26, '0')

/** A dataset as CKAN’s `package`; titles in French, as the inventory is, the other language beside. */
export const packageOf = (platform: Platform, dataset: Dataset): Record<string, unknown> => {
  const { title, description, contact, licence } = dataset
  const tags = [...dataset.keywords.fr, ...dataset.keywords.en].map(tagOf)
  return {
    id: dataset.id,
    name: dataset.id,
    title: title.fr,
    title_translated: title,
    notes: description.fr,
    notes_translated: description,
    type: 'dataset',
    state: 'active',
    private: false,
    isopen: licence !== null,
    license_id: licence ?? 'notspecified',
    license_title: licence && LICENCES[licence].title.fr,
    license_url: licence && LICENCES[licence].url,
    author: organisationName(platform, dataset.organisation),
    author_email: null,
    maintainer: contact.name,
    maintainer_email: contact.email,
    url: `${platform.address()}/donnees/${dataset.id}`,
    version: String(dataset.revision),
    metadata_created: instant(dataset.publishedAt ?? dataset.createdAt),
    metadata_modified: instant(dataset.updatedAt),
    creator_user_id: null,
    owner_org: dataset.organisation,
    organization: organizationOf(platform, dataset.organisation),
    groups: [groupOf(dataset.theme)],
    tags,
    num_tags: tags.length,
    resources: dataset.distributions.map((one, at) => resourceOf(platform, dataset, one, at)),
    num_resources: dataset.distributions.length,
    extras: extrasOf(dataset),
    relationships_as_subject: [],
    relationships_as_object: [],
  }
}

/** What CKAN has no place for. */
const extrasOf = ({ frequency, quality, potential, spatial, temporal }: Dataset) =>
  Object.entries({
    frequency,
    quality,
    high_potential: String(potential.high),
    potential_score: `${potential.score}/${potential.most}`,
    spatial_text: spatial,
    temporal_start: temporal.from ?? '',
    temporal_end: temporal.to ?? '',
  })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ key, value }))

const tagOf = (name: string) => ({ id: name, name, display_name: name, state: 'active', vocabulary_id: null })

export const resourceOf = (
  platform: Platform,
  dataset: Dataset,
  one: Distribution,
  position = dataset.distributions.indexOf(one),
): Record<string, unknown> => ({
  id: one.id,
  package_id: dataset.id,
  name: one.title.fr || `${dataset.title.fr} (${FORMAT_NAMES[one.format]})`,
  name_translated: one.title,
  description: '',
  format: FORMAT_NAMES[one.format],
  mimetype: one.mediaType,
  mimetype_inner: null,
  url: one.url ?? downloadAddress(platform, dataset.id, one.id),
  url_type: one.kind === 'upload' ? 'upload' : null,
  size: one.bytes,
  hash: one.digest ?? '',
  position,
  state: 'active',
  resource_type: null,
  cache_url: null,
  cache_last_updated: null,
  created: instant(one.versions[0]?.at ?? one.updatedAt),
  last_modified: instant(one.updatedAt),
  metadata_modified: instant(one.updatedAt),
  datastore_active: isTable(one),
})

const organisationName = ({ organisations }: Platform, id: string): string =>
  organisations.organisations.get(id)?.name.fr ?? id

export const organizationOf = (platform: Platform, id: string): Record<string, unknown> => {
  const known = platform.organisations.organisations.get(id)
  return {
    id,
    name: id,
    title: known?.name.fr ?? id,
    display_name: known?.name.fr ?? id,
    description: known?.mission.fr ?? '',
    type: 'organization',
    is_organization: true,
    approval_status: 'approved',
    state: 'active',
    image_url: '',
    image_display_url: '',
  }
}

/** A theme as CKAN’s `group`. Names of CKAN are in small letters. */
export const groupOf = (theme: Theme): Record<string, unknown> => ({
  id: theme.toLowerCase(),
  name: theme.toLowerCase(),
  title: THEME_NAMES[theme].fr,
  display_name: THEME_NAMES[theme].fr,
  description: '',
  type: 'group',
  is_organization: false,
  state: 'active',
  image_display_url: '',
})

export const licenceOf = (id: LicenceId): Record<string, unknown> => ({
  id,
  title: LICENCES[id].title.fr,
  url: LICENCES[id].url,
  status: 'active',
  domain_data: true,
  domain_content: true,
  domain_software: false,
  od_conformance: 'approved',
  osd_conformance: 'not reviewed',
  family: '',
  maintainer: '',
  is_okd_compliant: true,
  is_generic: false,
})
