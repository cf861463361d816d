import { act } from '#acts'
import { ok, refused, type Refused } from '#kernel'
import {
  type Bilingual,
  type Check,
  type Dataset,
  type Distribution,
  FORMATS,
  MOST_DISTRIBUTIONS,
  type Pending,
  type TableSchema,
} from './dataset.ts'
import { type Entry, leaving } from './entry.ts'
import { onlyLiving } from './keep.ts'
import type { Source } from './tools.ts'

const verb = act<Entry>()

type Closed = Refused<'licence-missing' | 'personal-data' | 'not-open'> | null

/** Why nothing of a dataset may be published: what is about persons, what is not for everybody, what nobody may reuse. */
export const closedTo = ({ sensitivity, licence }: Dataset): Closed => {
  if (sensitivity.personal) return refused('personal-data')
  if (sensitivity.level !== 'open') return refused('not-open')
  return licence === null ? refused('licence-missing') : null
}

/** The distribution that an act is about, not withdrawn; null for any other. */
const living = ({ distributions }: Dataset, id: string): Distribution | null =>
  distributions.find((one) => one.id === id && one.status !== 'withdrawn') ?? null

const replacing = (dataset: Dataset, changed: Distribution): Distribution[] =>
  dataset.distributions.some(({ id }) => id === changed.id)
    ? dataset.distributions.map((one) => (one.id === changed.id ? changed : one))
    : [...dataset.distributions, changed]

const isFull = ({ distributions }: Dataset): boolean => distributions.length >= MOST_DISTRIBUTIONS

/** The dataset with one of its distributions published, at an instant. */
const published = (dataset: Dataset, changed: Distribution, at: string): Dataset => ({
  ...dataset,
  state: 'published',
  publishedAt: dataset.publishedAt ?? at,
  updatedAt: at,
  distributions: replacing(dataset, changed),
})

const saying = (dataset: Dataset, { id, versions }: Distribution) => ({
  kind: 'dataset.published' as const,
  body: {
    dataset: dataset.id,
    distribution: id,
    version: versions.at(-1)?.version ?? null,
    digest: versions.at(-1)?.digest ?? null,
  },
})

const blank = (id: string, title: Bilingual, at: string) => ({
  id,
  title,
  status: 'published' as const,
  url: null,
  query: null,
  digest: null,
  bytes: null,
  rows: null,
  schema: null,
  versions: [],
  pending: null,
  updatedAt: at,
  lastCheck: null,
  counts: false,
})

/** Keeps a file with the dataset, for somebody to look at: a first one, or another version of one that is published. */
export const attach = verb({
  name: 'dataset.attach',
  by: ['agent'],
  barred: (entry, here) => onlyLiving(entry, here) ?? closedTo(entry.dataset),
  perform(entry, { id, title, pending }: { id: string; title: Bilingual; pending: Pending }) {
    const { dataset } = entry
    const known = dataset.distributions.find((one) => one.id === id)
    if (known && (known.status === 'withdrawn' || known.kind !== 'upload'))
      return refused('distribution-unknown')
    if (!known && isFull(dataset)) return refused('too-many-distributions', { most: MOST_DISTRIBUTIONS })
    const { format } = pending
    const distribution: Distribution = known
      ? { ...known, pending }
      : {
          ...blank(id, title, pending.at),
          kind: 'upload',
          status: 'draft',
          format,
          mediaType: FORMATS[format],
          pending,
        }
    const distributions = replacing(dataset, distribution)
    const state = dataset.state === 'inventoried' ? 'preparing' : dataset.state
    return ok(leaving(entry, { ...dataset, state, distributions }, []))
  },
})

/** Publishes the file that waits. Where columns look personal, somebody says that they looked. */
export const publishFile = verb({
  name: 'dataset.publish-file',
  by: ['agent'],
  barred: (entry, here) => onlyLiving(entry, here) ?? closedTo(entry.dataset),
  perform(entry, { id, digest, confirmed }: { id: string; digest: string; confirmed: boolean }, { now }) {
    const { dataset } = entry
    const found = living(dataset, id)
    if (!found) return refused('distribution-unknown')
    const { pending } = found
    // What is published is what was looked at: another file may have come meanwhile, from another tab.
    if (pending?.digest !== digest) return refused('nothing-pending')
    if (pending.personal.length > 0 && !confirmed) return refused('warnings-unconfirmed')
    const at = now.toISOString()
    const { name, bytes, rows, format, schema } = pending
    const version = { version: (found.versions.at(-1)?.version ?? 0) + 1, name, digest, bytes, rows, at }
    const changed: Distribution = {
      ...found,
      status: 'published',
      format,
      mediaType: FORMATS[format],
      digest,
      bytes,
      rows,
      schema,
      versions: [...found.versions, version],
      pending: null,
      updatedAt: at,
    }
    return ok(leaving(entry, published(dataset, changed, at), [saying(dataset, changed)]))
  },
})

/** Forgets the file that waits. */
export const dropFile = verb({
  name: 'dataset.drop-file',
  by: ['agent'],
  barred: onlyLiving,
  perform(entry, { id }: { id: string }) {
    const { dataset } = entry
    const found = living(dataset, id)
    if (!found?.pending) return refused('nothing-pending')
    const distributions =
      found.versions.length > 0
        ? replacing(dataset, { ...found, pending: null })
        : dataset.distributions.filter((one) => one !== found)
    return ok(leaving(entry, { ...dataset, distributions }, []))
  },
})

export type Linking = {
  id: string
  title: Bilingual
  url: string
  format: Distribution['format']
  schema: TableSchema | null
  /** What was found there a moment ago: an address is published once it was fetched. */
  check: Check
  /** When its data last changed, as far as its server tells. */
  changedAt: string
}

/** Publishes an address of elsewhere; the same one twice is one distribution. */
export const publishLink = verb({
  name: 'dataset.publish-link',
  by: ['agent'],
  barred: (entry, here) => onlyLiving(entry, here) ?? closedTo(entry.dataset),
  perform(entry, { id, title, url, format, schema, check, changedAt }: Linking, { now }) {
    const { dataset } = entry
    if (dataset.distributions.some((one) => one.url === url && one.status === 'published'))
      return ok(leaving(entry, dataset, []))
    if (isFull(dataset)) return refused('too-many-distributions', { most: MOST_DISTRIBUTIONS })
    const at = now.toISOString()
    const changed: Distribution = {
      ...blank(id, title, at),
      kind: 'link',
      format,
      mediaType: FORMATS[format],
      url,
      bytes: check.cut ? null : check.bytes,
      rows: check.cut ? null : check.rows,
      schema,
      updatedAt: changedAt,
      lastCheck: check,
      counts: check.downloadable,
    }
    return ok(leaving(entry, published(dataset, changed, at), [saying(dataset, changed)]))
  },
})

/** Publishes one of the platform's own sources, as it is computed whenever somebody asks for it. */
export const publishQuery = verb({
  name: 'dataset.publish-query',
  by: ['agent'],
  barred: (entry, here) => onlyLiving(entry, here) ?? closedTo(entry.dataset),
  perform(entry, { id, source, title }: { id: string; source: Source | null; title: Bilingual }, { now }) {
    const { dataset, organisation } = entry
    if (!source || (source.organisation !== null && source.organisation !== organisation))
      return refused('source-unknown')
    if (dataset.distributions.some((one) => one.query === source.id && one.status === 'published'))
      return ok(leaving(entry, dataset, []))
    if (isFull(dataset)) return refused('too-many-distributions', { most: MOST_DISTRIBUTIONS })
    const at = now.toISOString()
    const changed: Distribution = {
      ...blank(id, title, at),
      kind: 'query',
      format: 'csv',
      mediaType: FORMATS.csv,
      query: source.id,
      schema: { fields: source.columns.map(({ name, type }) => ({ name, type })) },
    }
    return ok(leaving(entry, published(dataset, changed, at), [saying(dataset, changed)]))
  },
})
