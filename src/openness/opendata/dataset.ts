import { idFrom } from '#kernel'
import type { Suspicion } from './files/personal.ts'
import type { Potential } from './potential.ts'

/** What a person reads, in French always; in English where somebody wrote it, and empty elsewhere. */
export type Bilingual = { fr: string; en: string }

/**
 * A set of data that an organisation holds, published or not: one entry of its inventory. `id` is a slug that is unique in
 * the installation and never changes: it stands in addresses, in catalogues and in the measure of target 10.
 */
export type Dataset = {
  id: string
  organisation: string
  title: Bilingual
  description: Bilingual
  keywords: { fr: string[]; en: string[] }
  /** A code of the EU authority table « data-theme »: `TRAN`. */
  theme: Theme
  /** One of `LICENCES`; null until it is chosen, and then nothing can be published. */
  licence: LicenceId | null
  /** A code of the EU authority table « frequency »: `MONTHLY`. */
  frequency: Frequency
  contact: { name: string; email: string }
  /** Where it is about, in words; empty when it is about no place. */
  spatial: string
  /** The civil days it is about; either may be open. */
  temporal: { from: string | null; to: string | null }
  sensitivity: Sensitivity
  potential: Potential
  state: State
  /** Why it was withdrawn; null unless it is. */
  withdrawn: { reason: WithdrawalReason; words: string; at: string; replacedBy: string | null } | null
  obstacles: Obstacle[]
  /** Instants, ISO 8601 in UTC. `updatedAt` is the last time that somebody changed the entry or its data. */
  createdAt: string
  updatedAt: string
  publishedAt: string | null
  /** Acts done on the entry so far. */
  revision: number
  distributions: Distribution[]
  quality: Quality
  /** What the ledger was last told of it for target 10; null before the first time. */
  measured: Measured | null
}

export type Measured = { highPotential: boolean; downloadable: boolean; revision: number }

/** One way in which the data can be had. Only `published` ones are the public's; a `draft` is being looked at. */
export type Distribution = {
  /** A UUID, which stands in addresses. */
  id: string
  title: Bilingual
  kind: 'upload' | 'link' | 'query'
  status: 'draft' | 'published' | 'withdrawn'
  format: Format
  mediaType: string
  /** Where a `link` leads; null for the others, which are had here. */
  url: string | null
  /** Which of the platform's own sources a `query` reads. */
  query: string | null
  /** The file as it now is, for an `upload`: the digest (SHA-256, hexadecimal), the bytes, and the rows when it is a table. */
  digest: string | null
  bytes: number | null
  rows: number | null
  schema: TableSchema | null
  /** Every file that was published under this distribution, the oldest first, the one in force last; all stay downloadable. */
  versions: FileVersion[]
  /** A file that was sent and is not published yet. */
  pending: Pending | null
  /** When its data last changed, as far as anybody can tell. */
  updatedAt: string
  lastCheck: Check | null
  /** Since when each check finds something wrong with it, its age apart; null when nothing is. */
  failingSince?: string | null
  /** Whether target 10 takes it for downloadable: what the last check said, a failure only once it is confirmed. */
  counts: boolean
}

export type FileVersion = {
  /** From 1. */
  version: number
  /** The name it was sent under. */
  name: string
  digest: string
  bytes: number
  rows: number | null
  at: string
}

/** A file that waits to be looked at by somebody: what it holds, and which of its columns look personal. */
export type Pending = Omit<FileVersion, 'version'> & {
  format: Format
  encoding: string
  schema: TableSchema | null
  columns: string[]
  /** The first rows, as the file has them. */
  sample: string[][]
  personal: Suspicion[]
}

/** A table's columns, as Frictionless Table Schema says them; `delimiter` is how its rows are written. */
export type TableSchema = { fields: Field[]; delimiter?: string }
export type Field = {
  name: string
  type: FieldType
  /** The sign before decimals, when it is not a point. */
  decimalChar?: ','
  constraints?: { required?: boolean }
}
export const FIELD_TYPES = ['string', 'integer', 'number', 'boolean', 'date', 'datetime'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** What a check found of one distribution on one day. */
export type Check = {
  at: string
  findings: Finding[]
  /** Downloaded and read, as target 10 asks: the first three criteria are met. */
  downloadable: boolean
  bytes: number | null
  rows: number | null
  /** Only the beginning was read: the file is longer than a check reads. */
  cut: boolean
}

/** `code` says why, in a closed list that `sayFinding` puts into words. */
export type Finding = {
  criterion: Criterion
  result: 'pass' | 'fail' | 'not-applicable'
  code: string
  details: Record<string, string | number>
}

/** In the order in which they are looked at; the first three make a distribution downloadable. */
export const CRITERIA = ['downloadable', 'open-licence', 'parses', 'schema', 'fresh', 'encoding'] as const
export type Criterion = (typeof CRITERIA)[number]

/** Of the whole dataset: everything is as it should, something is not, nothing can be had, nobody looked yet, nothing is published. */
export const QUALITIES = ['good', 'fair', 'poor', 'unchecked', 'none'] as const
export type Quality = (typeof QUALITIES)[number]

export const STATES = ['inventoried', 'preparing', 'published', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** `no-longer-held` alone takes it out of what target 10 counts: an organisation answers for what it holds. */
export const WITHDRAWAL_REASONS = ['errors', 'personal-data', 'replaced', 'no-longer-held', 'other'] as const
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number]

/** Whether it may be published: only what is `open` and about nobody. */
export type Sensitivity = { level: (typeof SENSITIVITIES)[number]; personal: boolean; reason: string }
export const SENSITIVITIES = ['open', 'restricted', 'confidential'] as const

/** What stands in the way of publishing it, who removes it and by when. */
export type Obstacle = {
  id: string
  what: string
  owner: string
  /** Civil days. */
  until: string
  removedOn: string | null
}

/** More ways than that to have one dataset are several datasets. */
export const MOST_DISTRIBUTIONS = 20

/** https://publications.europa.eu/resource/authority/data-theme */
export const THEMES = [
  'AGRI',
  'ECON',
  'EDUC',
  'ENER',
  'ENVI',
  'GOVE',
  'HEAL',
  'JUST',
  'REGI',
  'SOCI',
  'TECH',
  'TRAN',
] as const
export type Theme = (typeof THEMES)[number]

/**
 * https://publications.europa.eu/resource/authority/frequency, and the days after which data of that frequency are late: one
 * period, and some days of grace. Null: nothing is ever late.
 */
export const FREQUENCIES = {
  DAILY: 3,
  WEEKLY: 10,
  BIWEEKLY: 18,
  MONTHLY: 40,
  BIMONTHLY: 72,
  QUARTERLY: 106,
  ANNUAL_2: 200,
  ANNUAL: 396,
  BIENNIAL: 762,
  IRREG: null,
  NEVER: null,
} as const
export type Frequency = keyof typeof FREQUENCIES

/** Open licences (opendefinition.org), the recommended one first; `url` is the text, `authority` the EU's own address. */
export const LICENCES = {
  'CC-BY-4.0': {
    title: { fr: 'Creative Commons Attribution 4.0', en: 'Creative Commons Attribution 4.0' },
    url: 'https://creativecommons.org/licenses/by/4.0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0',
  },
  'CC0-1.0': {
    title: { fr: 'Creative Commons Zéro (domaine public)', en: 'Creative Commons Zero (public domain)' },
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/CC0',
  },
  'CC-BY-SA-4.0': {
    title: {
      fr: 'Creative Commons Attribution – Partage dans les mêmes conditions 4.0',
      en: 'Creative Commons Attribution-ShareAlike 4.0',
    },
    url: 'https://creativecommons.org/licenses/by-sa/4.0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/CC_BYSA_4_0',
  },
  'ODbL-1.0': {
    title: { fr: 'Open Database License 1.0', en: 'Open Database License 1.0' },
    url: 'https://opendatacommons.org/licenses/odbl/1-0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/ODC_BL',
  },
  'ODC-BY-1.0': {
    title: { fr: 'Open Data Commons Attribution 1.0', en: 'Open Data Commons Attribution 1.0' },
    url: 'https://opendatacommons.org/licenses/by/1-0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/ODC_BY',
  },
  'PDDL-1.0': {
    title: { fr: 'Open Data Commons – domaine public', en: 'Open Data Commons Public Domain' },
    url: 'https://opendatacommons.org/licenses/pddl/1-0/',
    authority: 'http://publications.europa.eu/resource/authority/licence/ODC_PDDL',
  },
} as const
export type LicenceId = keyof typeof LICENCES

/** What machines can read and the platform can check. */
export const FORMATS = {
  csv: 'text/csv',
  json: 'application/json',
  geojson: 'application/geo+json',
} as const
export type Format = keyof typeof FORMATS

/** The stream of a dataset's events, and the key of its row: it follows from the id, so that one id is one dataset. */
export const streamOf = (id: string): string => idFrom(`parvis dataset ${id}`)

/** What the public may have of it. */
export const publishedIn = ({ distributions }: Dataset): Distribution[] =>
  distributions.filter(({ status }) => status === 'published')

/**
 * The same, without what is still being prepared: drafts, files that wait. What is computed when it is asked for has no size
 * to announce: the last look’s is that of another file, and who compares would take what they got for damaged.
 */
export const asPublished = (dataset: Dataset): Dataset => ({
  ...dataset,
  distributions: publishedIn(dataset).map((one) => ({
    ...one,
    pending: null,
    ...(one.kind === 'query' && { bytes: null, rows: null }),
  })),
})
