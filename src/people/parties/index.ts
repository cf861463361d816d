/** Parties: who is here. Persons, organisations, their employees and roles. */
export { type Actor, type Agent, type Holder, holderOf, type Person, type Robot, robot } from './actor.ts'
export { loadOrganisations, namesIn, type Organisations } from './load.ts'
export { publishOrganisations } from './roster.ts'
export { FACT_KINDS } from './schema.ts'
export type { Employee, FactKind, Organisation, Persona, Registry, RegistryFact } from './schema.ts'
