import { z } from 'zod'
import { isDay } from '#kernel'

/**
 * Who takes part, as data: an organisation per file, the registries that organisations hold, and the invented people
 * of the demonstration with what each registry holds about them.
 */
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is small letters and digits joined by hyphens')
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name is one word in camelCase, as FEEL reads it')
const day = z.string().refine(isDay, 'a day of the calendar: 2026-11-22')
const text = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })

export const OrganisationFile = z.strictObject({
  id: slug,
  kind: z.enum(['ministry', 'agency', 'board', 'registry', 'city', 'secretariat']),
  name: text,
  mission: text.describe('one sentence: what people come to it for'),
  contact: z.strictObject({
    phone: z.string().describe('as it is read aloud: 819 555-0142'),
    email: z.email(),
    hours: text,
  }),
  'service-points': z.array(
    z.strictObject({
      id: slug,
      name: text,
      address: z.array(z.string()).min(1).describe('the lines of the address'),
      hours: text,
    }),
  ),
  roles: z.record(slug, text).describe('what its agents may be: the roles that services name'),
  agents: z.array(z.strictObject({ id: slug, name: z.string().min(1), roles: z.array(slug).min(1) })),
})

/** What a registry's fact may be. A service's need may be all of these, and a file: the catalogue begins its list here. */
export const FACT_KINDS = [
  'text',
  'long-text',
  'yes-no',
  'date',
  'whole',
  'money',
  'email',
  'phone',
  'postal-code',
  'sin',
  'bank-account',
] as const

const kind = z.enum(FACT_KINDS)

export const RegistriesFile = z.strictObject({
  registries: z.record(
    slug,
    z.strictObject({
      name: text,
      'held-by': slug.optional().describe('the organisation; none for what the person gave before'),
      facts: z.record(
        name,
        z.strictObject({
          concept: name.describe('what it is, whoever holds it: the id that a service gives to the need'),
          is: kind.or(z.literal('list')),
          of: z.record(name, kind).optional().describe('the fields of a list’s items'),
          words: text,
        }),
      ),
    }),
  ),
})

export const PeopleFile = z.strictObject({
  people: z.array(
    z.strictObject({
      id: slug,
      name: z.string().min(1),
      about: text.describe('who this invented person is, for whoever picks a persona'),
      sin: z.string().regex(/^0\d{8}$/, 'an invented number begins with 0, which is never issued'),
      language: z.enum(['fr', 'en']),
      facts: z.record(
        slug,
        z.strictObject({ 'as-of': day, holds: z.record(name, z.unknown()) }).describe('by registry'),
      ),
    }),
  ),
})

type OrganisationSource = z.infer<typeof OrganisationFile>
type RegistrySource = z.infer<typeof RegistriesFile>['registries'][string]

/** `lucie-gagnon` of `regie-des-familles`, analyst. */
export type Employee = OrganisationSource['agents'][number]

export type Organisation = Omit<OrganisationSource, 'service-points'> & {
  servicePoints: OrganisationSource['service-points']
}

export type FactKind = z.infer<typeof kind> | 'list'

export type RegistryFact = {
  id: string
  concept: string
  is: FactKind
  fields: { id: string; is: FactKind }[]
  words: { fr: string; en: string }
}

export type Registry = {
  id: string
  name: RegistrySource['name']
  /** Null for `self`: what the person gave before. */
  heldBy: string | null
  facts: RegistryFact[]
}

/** A person of the demonstration. Values are those of answers: money in cents, a list's items with their stable id. */
export type Persona = {
  id: string
  name: string
  about: { fr: string; en: string }
  sin: string
  language: 'fr' | 'en'
  facts: { registry: string; fact: string; value: unknown; asOf: string }[]
}
