import type { Language } from '#kernel'
import type { Kind, ParametersSource, RulesSource, ServiceSource, Stage, Words } from './schema.ts'

/**
 * One published version of one service, as the engine reads it: plain JSON, stored as it is and never changed.
 * The shorthands of the YAML are spelled out; the order of `needs` is the order of the file.
 */
export type Definition = {
  id: string
  authority: string
  basis: string[]
  for: 'person' | 'anyone'
  assurance: 'none' | 'low' | 'substantial' | 'high'
  channels: ServiceSource['channels']
  events: string[]
  privacy: { assessment: string; approved: string } | null
  parties: Record<string, { is: 'person' | 'enterprise' }>
  needs: Need[]
  pages: Page[]
  fee: { amount: number | string; basis?: string | undefined } | null
  path: Record<string, Stage>
  /** What the person has to do by a day; absent from a service that has none (and from versions of before). */
  deadlines?: Deadline[] | undefined
  retention: string
  formalities: string[]
  /** How people took part in its design; absent from definitions that say nothing of it. */
  involvement?: Involvement[]
  rules: RulesSource | null
  parameters: ParametersSource | null
  words: Record<Language, Words>
}

export type Need = Field & {
  fields: Field[]
  most: number | null
  derive: string | null
  checks: { must: string; else: string }[]
  knownBy: { registry: string; fact: string } | null
  askedThoughKnown: { because: string; until: string } | null
  basis: string | null
  sensitive: boolean
  party: string
}

export type Field = {
  id: string
  is: Kind
  options: string[]
  optional: boolean
  when: string | null
}

/** A field, or a need, of which only this is said: the rest is what the language says when nothing is written. */
export const fieldOf = (id: string, is: Kind, more: Partial<Field> = {}): Field => ({
  id,
  is,
  options: [],
  optional: false,
  when: null,
  ...more,
})

export const needOf = (id: string, is: Kind, more: Partial<Need> = {}): Need => ({
  ...fieldOf(id, is),
  fields: [],
  most: null,
  derive: null,
  checks: [],
  knownBy: null,
  askedThoughKnown: null,
  basis: null,
  sensitive: false,
  party: 'applicant',
  ...more,
})

export type Involvement = NonNullable<ServiceSource['involvement']>[number]

/** A date of the person's, as the service declares it. */
export type Deadline = {
  id: string
  /** `filed`, `decided`, or the id of a need that is a date. */
  from: string
  /** ISO 8601. */
  after: string
  workingDays: boolean
  /** ISO 8601 durations before the day, the earliest reminder first. */
  remind: string[]
  renew: boolean
}

export type Page = { id: string; needs: string[] }

/** A definition and where it stands among the versions of its service. */
export type Version = {
  service: string
  version: number
  digest: string
  publishedAt: Date
  definition: Definition
}
