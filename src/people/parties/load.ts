import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { centsOf, isDay, MOST_CENTS, ok, readSin, refused, type Result } from '#kernel'
import { OrganisationFile, PeopleFile, RegistriesFile } from './schema.ts'
import type { Organisation, Persona, Registry, RegistryFact } from './schema.ts'

export type Organisations = {
  organisations: ReadonlyMap<string, Organisation>
  registries: ReadonlyMap<string, Registry>
  people: ReadonlyMap<string, Persona>
}

/** The names of everybody whom an installation knows: nobody's may stay in what others write. */
export const namesIn = ({ organisations, people }: Organisations): string[] => [
  ...[...people.values()].map(({ name }) => name),
  ...[...organisations.values()].flatMap(({ agents }) => agents.map(({ name }) => name)),
]

/**
 * Reads the folder `organisations/`: one file per organisation, `registries.yaml`, `people.yaml`.
 * Refused `cannot-load` with `faults` (string[], one sentence each, beginning with the file) when a file is missing
 * or has not its shape, or when one names what another does not hold.
 */
export const loadOrganisations = async (folder: string): Promise<Result<Organisations, 'cannot-load'>> => {
  const faults: string[] = []
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T | null> => {
    const value = await parseFile(join(folder, file))
    const shaped = schema.safeParse(value)
    if (shaped.success) return shaped.data
    faults.push(...shaped.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`))
    return null
  }
  const registriesFile = await read('registries.yaml', RegistriesFile)
  const peopleFile = await read('people.yaml', PeopleFile)
  const organisations = new Map<string, Organisation>()
  for (const file of await organisationFiles(folder)) {
    const source = await read(file, OrganisationFile)
    if (!source) continue
    if (`${source.id}.yaml` !== file) faults.push(`${file}: id: the file and the id “${source.id}” differ`)
    const { 'service-points': servicePoints, ...rest } = source
    organisations.set(source.id, { ...rest, servicePoints })
  }
  const registries = registriesOf(registriesFile)
  const people = peopleOf(peopleFile, registries, faults)
  faults.push(...crossFaults(organisations, registries))
  return faults.length > 0 ? refused('cannot-load', { faults }) : ok({ organisations, registries, people })
}

/** A file that is absent or is not YAML reads as null: its schema then says what is missing, at its name. */
const parseFile = async (path: string): Promise<unknown> => {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return parse(text)
  } catch (error) {
    return `${basename(path)} is not YAML: ${(error as Error).message}`
  }
}

const organisationFiles = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('.yaml') && name !== 'registries.yaml' && name !== 'people.yaml')
    .toSorted()
}

const registriesOf = (file: z.infer<typeof RegistriesFile> | null): Map<string, Registry> =>
  new Map(
    Object.entries(file?.registries ?? {}).map(([id, source]) => [
      id,
      { id, name: source.name, heldBy: source['held-by'] ?? null, facts: factsOf(source.facts) },
    ]),
  )

const factsOf = (facts: z.infer<typeof RegistriesFile>['registries'][string]['facts']): RegistryFact[] =>
  Object.entries(facts).map(([id, fact]) => ({
    id,
    concept: fact.concept,
    is: fact.is,
    fields: Object.entries(fact.of ?? {}).map(([field, is]) => ({ id: field, is })),
    words: fact.words,
  }))

const peopleOf = (
  file: z.infer<typeof PeopleFile> | null,
  registries: ReadonlyMap<string, Registry>,
  faults: string[],
): Map<string, Persona> => {
  const people = new Map<string, Persona>()
  for (const { facts, ...person } of file?.people ?? []) {
    const held: Persona['facts'] = []
    for (const [registry, { 'as-of': asOf, holds }] of Object.entries(facts))
      for (const [fact, written] of Object.entries(holds)) {
        const known = registries.get(registry)?.facts.find((each) => each.id === fact)
        const value = known ? valueOf(known, written) : undefined
        if (value === undefined)
          faults.push(`people.yaml: ${person.id}: ${registry}.${fact} is not what the registry holds`)
        else held.push({ registry, fact, value, asOf })
      }
    if (people.has(person.id)) faults.push(`people.yaml: ${person.id} is written twice`)
    if (!readSin(person.sin).ok)
      faults.push(`people.yaml: ${person.id}: the check digit of ${person.sin} is wrong`)
    people.set(person.id, { ...person, facts: held })
  }
  return people
}

const ITEM = /^[a-z0-9]+$/

/** What is written, as an answer holds it; undefined when it is not of the fact's kind. */
const valueOf = (fact: { is: string; fields?: RegistryFact['fields'] }, written: unknown): unknown => {
  if (fact.is === 'list') return Array.isArray(written) ? itemsOf(fact.fields ?? [], written) : undefined
  if (fact.is === 'yes-no') return typeof written === 'boolean' ? written : undefined
  if (fact.is === 'whole') return Number.isSafeInteger(written) ? written : undefined
  if (fact.is === 'money') return isAmount(written) ? centsOf(written) : undefined
  if (fact.is === 'date') return isDay(written) ? written : undefined
  return typeof written === 'string' ? written : undefined
}

const isAmount = (dollars: unknown): dollars is number =>
  typeof dollars === 'number' && Math.abs(dollars) <= MOST_CENTS / 100

const itemsOf = (fields: RegistryFact['fields'], items: unknown[]): unknown[] | undefined => {
  const read = items.map((item) => {
    const { id, ...rest } = (item ?? {}) as Record<string, unknown>
    if (typeof id !== 'string' || !ITEM.test(id)) return undefined
    if (Object.keys(rest).some((key) => !fields.some((field) => field.id === key))) return undefined
    const values = fields.map((field) => [field.id, valueOf(field, rest[field.id])] as const)
    return values.some(([, value]) => value === undefined) ? undefined : { id, ...Object.fromEntries(values) }
  })
  return read.includes(undefined) ? undefined : read
}

const crossFaults = (
  organisations: ReadonlyMap<string, Organisation>,
  registries: ReadonlyMap<string, Registry>,
): string[] => [
  ...[...registries.values()].flatMap(({ id, heldBy }) =>
    heldBy && !organisations.has(heldBy) ? [`registries.yaml: ${id}: no organisation “${heldBy}”`] : [],
  ),
  ...[...organisations.values()].flatMap(({ id, agents, roles }) =>
    agents.flatMap((agent) =>
      agent.roles.filter((role) => !roles[role]).map((role) => `${id}.yaml: ${agent.id}: no role “${role}”`),
    ),
  ),
]
