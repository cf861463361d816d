import { type Persona, personaIdentification, type Identification } from '#access'
import type { Database, Queries } from '#kernel'
import type { Agent, Organisations } from '#parties'
import { demonstrationRegistry, keepRecords, type Registry, selfRegistry } from '#registries'

/** Fills the demonstration’s registries with what they hold about the invented people. Done again, it changes nothing. */
export const seedRegistries = async (db: Database, { people }: Organisations): Promise<void> => {
  const records = [...people.values()].flatMap(({ id, facts }) =>
    facts.map((fact) => ({ person: id, ...fact })),
  )
  await keepRecords(db, records)
}

/** Every registry that the organisations declare, behind the interface that real ones will have. */
export const registriesOf = (
  db: Queries,
  { registries }: Pick<Organisations, 'registries'>,
): ReadonlyMap<string, Registry> =>
  new Map(
    [...registries.keys()].map((id) => [
      id,
      id === 'self' ? selfRegistry(db) : demonstrationRegistry(db, id),
    ]),
  )

/** The invented people and agents, as whom a visitor of the demonstration signs in. */
export const personas = (secret: Buffer, { people, organisations }: Organisations): Identification =>
  personaIdentification(
    secret,
    [...people.values()].map(({ id, name, about }): Persona => ({
      kind: 'person',
      id: `person:${id}`,
      person: id,
      name,
      about,
    })),
    [...organisations.values()].flatMap((organisation) =>
      organisation.agents.map(({ id, name, roles }): Agent => ({
        kind: 'agent',
        id: `agent:${id}`,
        agent: id,
        name,
        organisation: organisation.id,
        roles,
      })),
    ),
  )
