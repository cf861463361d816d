import type { Agent } from '#parties'
import type { Platform } from '#web'
import type { Names } from './refusals.ts'
import { words } from './words.ts'

/** Who is who at this desk: agents and roles of the organisation, and the actors of events. */
export const namesFor = ({ access, organisations }: Platform, agent: Agent): Names & Actors => {
  const agents = new Map(access.agents().map(({ id, name }) => [id, name]))
  const roles = organisations.organisations.get(agent.organisation)?.roles ?? {}
  const named = (id: string) => agents.get(id) ?? words.unknownAgent
  return {
    agent: named,
    role: (id) => roles[id]?.fr ?? id,
    assignee: (id) => (id === null ? words.nobody : id === agent.id ? words.you : named(id)),
    actor: (id, applicant) => {
      if (id === agent.id) return words.you
      if (id.startsWith('robot:')) return 'Robot'
      return id.startsWith('agent:') ? named(id) : (applicant ?? 'La personne')
    },
  }
}

type Actors = {
  /** Who has a dossier. */
  assignee(id: string | null): string
  /** Who did what an event tells: an agent, a robot, or whoever asked. */
  actor(id: string, applicant: string | null): string
}

export type DeskNames = ReturnType<typeof namesFor>

/** The applicant's name; null when they came without an account. */
export const applicantName = ({ nameOf, access }: Platform, person: string | null): string | null =>
  person === null
    ? null
    : (nameOf(person) ?? access.people().find((one) => one.person === person)?.name ?? person)
