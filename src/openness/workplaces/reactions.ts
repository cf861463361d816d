import { dayOf, type Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import type { Organisations } from '#parties'
import { quarterOfDay } from './quarter.ts'
import { type AgentSeen, clearSeen, keepSeen } from './store.ts'

/** What agents do here, at the desk and in their organisation's space: any of it shows that one works on the platform. */
const BY_AGENTS = [
  'dossier.read',
  'dossier.assigned',
  'completion.requested',
  'intention.announced',
  'dossier.decided',
  'dossier.opened',
  'letter.printed',
  'improvement.published',
  'figure.contested',
  'contest.answered',
  'process.added',
  'process.changed',
  'workplace.declared',
  'plan.changed',
  'consultation.opened',
]

/** Keeps which agents were at work here in which quarter: who they are is never shown, how many is. */
export const agentsSeen = (organisations: Organisations): Subscriber => {
  const organisationOf = new Map<string, string>(
    [...organisations.organisations.values()].flatMap(({ id, agents }) =>
      agents.map((agent) => [`agent:${agent.id}`, id] as const),
    ),
  )
  const seenIn = ({ actor, at }: SealedEvent): AgentSeen[] => {
    const organisation = organisationOf.get(actor)
    return organisation ? [{ organisation, quarter: quarterOfDay(dayOf(at)), agent: actor }] : []
  }
  const reactToAll = async (tx: Queries, events: readonly SealedEvent[]): Promise<void> => {
    const seen = events.flatMap(seenIn)
    if (seen.length > 0) await keepSeen(tx, seen)
  }
  return {
    name: 'workplaces.agents',
    kinds: BY_AGENTS,
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
    reset: clearSeen,
  }
}
