import { frenchSpacesIn } from '#kernel'
import type { Deadline, Definition, Field, Need, Page } from './definition.ts'
import type { NeedSource, ServiceSource } from './schema.ts'
import type { Source } from './source.ts'

/** The shorthands of the YAML spelled out; whatever reads a definition never meets two ways of saying a thing. */
export const normalise = (source: Source): Definition => {
  const { service } = source
  const needs = Object.entries(service.needs).map(([id, need]) => normaliseNeed(id, need))
  return {
    id: service.id,
    authority: service.authority,
    basis: service.basis,
    for: service.for,
    assurance: service.assurance,
    channels: service.channels,
    events: service.events ?? [],
    privacy: service.privacy ?? null,
    parties: { applicant: { is: 'person' }, ...service.parties },
    needs,
    pages: pagesOf(service.pages ?? {}, needs),
    fee: service.fee ?? null,
    path: service.path,
    ...(service.deadlines && { deadlines: deadlinesOf(service.deadlines) }),
    retention: service.retention,
    formalities: service.formalities ?? [],
    // Left out when nothing is said: the digests of what was published before the language had it stay theirs.
    ...(service.involvement?.length && { involvement: service.involvement }),
    rules: source.rules,
    parameters: source.parameters,
    words: { fr: frenchSpacesIn(source.words.fr), en: source.words.en },
  }
}

const normaliseNeed = (id: string, need: NeedSource): Need => ({
  ...kindOf(need),
  id,
  optional: need.optional ?? false,
  when: need.when ?? null,
  fields: Object.entries(need.of ?? {}).map(([name, field]) => normaliseField(name, field)),
  most: need.most ?? null,
  derive: need.derive ?? null,
  checks: need.check === undefined ? [] : [need.check].flat(),
  knownBy: factOf(need['known-by']),
  askedThoughKnown: need['asked-though-known'] ?? null,
  basis: need.basis ?? null,
  sensitive: need.sensitive ?? false,
  party: need.party ?? 'applicant',
})

type FieldSource = NonNullable<NeedSource['of']>[string]

const normaliseField = (id: string, field: FieldSource): Field =>
  typeof field === 'string'
    ? { id, is: field, options: [], optional: false, when: null }
    : { id, ...kindOf(field), optional: field.optional ?? false, when: field.when ?? null }

const kindOf = (shape: Pick<NeedSource, 'is' | 'one-of' | 'many-of'>): Pick<Field, 'is' | 'options'> => {
  if (shape['one-of']) return { is: 'one-of', options: shape['one-of'] }
  if (shape['many-of']) return { is: 'many-of', options: shape['many-of'] }
  return { is: shape.is ?? 'text', options: [] }
}

/** A long while before comes first, whatever the order in which it was written. */
const deadlinesOf = (written: NonNullable<ServiceSource['deadlines']>): Deadline[] =>
  Object.entries(written).map(([id, deadline]) => ({
    id,
    from: deadline.from,
    after: deadline.after,
    workingDays: deadline['working-days'] ?? false,
    remind: [...new Set(deadline.remind)].toSorted((a, b) => roughDays(b) - roughDays(a)),
    renew: deadline.renew ?? false,
  }))

/** To put delays in order: how many days a delay takes, at most. */
const roughDays = (delay: string): number =>
  [...delay.matchAll(/(\d+)([YMD])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * { Y: 366, M: 31, D: 1 }[unit as 'Y' | 'M' | 'D'],
    0,
  )

const factOf = (written: string | undefined): Need['knownBy'] => {
  if (!written) return null
  const [registry = '', fact = ''] = written.split('.')
  return { registry, fact }
}

/** The pages in their order, then a page of its own for each need that none of them holds, derived ones left out. */
const pagesOf = (written: NonNullable<ServiceSource['pages']>, needs: Need[]): Page[] => {
  const pages = Object.entries(written).map(([id, ids]) => ({ id, needs: ids }))
  const placed = new Set(pages.flatMap((page) => page.needs))
  const alone = needs.filter((need) => !need.derive && !placed.has(need.id))
  return [...pages, ...alone.map((need) => ({ id: need.id, needs: [need.id] }))]
}
