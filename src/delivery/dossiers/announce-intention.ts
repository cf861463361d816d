import { dayOf, dueDay, ok, refused } from '#kernel'
import type { Dossier } from './dossier.ts'
import { happened } from './events.ts'
import { isAwaited, resumed } from './path.ts'
import { agentStage, onlyAssigned, readReason, verb } from './verb.ts'

/**
 * Announces that an unfavourable decision is intended and why, so that the person can answer before it is made
 * (Act respecting administrative justice, J-3, s. 5). `outcome` is the agent's choice that leads to it.
 */
export const announceIntention = verb({
  name: 'dossier.announce-intention',
  by: ['agent'],
  barred(dossier, here) {
    const closed = onlyAssigned(dossier, here)
    if (closed) return closed
    if (isAwaited(dossier, here.now)) return refused('person-awaited', { until: dossier.awaited!.until })
    const refusals = Object.values(agentStage(dossier)!.outcomes).filter((way) => isRefusal(dossier, way))
    const announced = refusals.length > 0 && refusals.every((way) => way === dossier.intention?.decision)
    return announced ? refused('intention-announced') : null
  },
  perform(dossier, { outcome, reason: typed }: { outcome: string; reason: string }, { now, actor }) {
    const stage = agentStage(dossier)!
    const decision = Object.hasOwn(stage.outcomes, outcome) ? stage.outcomes[outcome]! : null
    const found = decision && dossier.pinned.definition.path[decision]
    if (!found) return refused('outcome-unknown', { outcomes: Object.keys(stage.outcomes) })
    if (!('decision' in found) || found.decision === 'favourable') return refused('favourable-needs-none')
    if (dossier.intention?.decision === decision) return refused('intention-announced')
    const reason = readReason(typed)
    if (!reason.ok) return reason
    const since = dayOf(now)
    const until = dueDay(since, found.observations ?? 'P10D')
    const intention = { decision, reason: reason.value, by: actor.id, at: now.toISOString(), until }
    const after = {
      ...resumed(dossier, now),
      status: 'awaiting-person' as const,
      intention,
      messages: [
        ...dossier.messages,
        { about: 'intention' as const, text: reason.value, by: actor.id, at: now.toISOString() },
      ],
      awaited: { for: 'observations' as const, since, until },
      updatedAt: now.toISOString(),
    }
    return ok({
      after,
      events: [happened('intention.announced', { decision, until })],
      answer: { dossier: after },
    })
  },
})

const isRefusal = (dossier: Dossier, way: string): boolean => {
  const stage = dossier.pinned.definition.path[way]
  return stage !== undefined && 'decision' in stage && stage.decision === 'unfavourable'
}
