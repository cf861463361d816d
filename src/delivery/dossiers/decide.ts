import { ok, refused } from '#kernel'
import { assessedNow } from './assess.ts'
import { enter, isAwaited } from './path.ts'
import { agentStage, onlyAssigned, readReason, verb } from './verb.ts'

export type Verdict = {
  /** One of the stage's outcomes. */
  outcome: string
  /** Why, in words that the person reads (J-3, s. 4). */
  reason: string
}

/**
 * An agent decides, with a reason. An unfavourable decision is made only after its intention was announced and the
 * person answered or let their delay pass (J-3, s. 5); the outcome may also lead to another stage.
 */
export const decide = verb({
  name: 'dossier.decide',
  by: ['agent'],
  barred(dossier, here) {
    const closed = onlyAssigned(dossier, here)
    if (closed) return closed
    if (!dossier.awaited || !isAwaited(dossier, here.now)) return null
    const { for: what, until } = dossier.awaited
    return refused(what === 'completion' ? 'person-awaited' : 'observations-awaited', { until })
  },
  perform(dossier, { outcome, reason: typed }: Verdict, { now, actor }) {
    const stage = agentStage(dossier)!
    const way = Object.hasOwn(stage.outcomes, outcome) ? stage.outcomes[outcome]! : null
    const found = way && dossier.pinned.definition.path[way]
    if (!found) return refused('outcome-unknown', { outcomes: Object.keys(stage.outcomes) })
    const reason = readReason(typed)
    if (!reason.ok) return reason
    const unfavourable = 'decision' in found && found.decision === 'unfavourable'
    if (unfavourable && dossier.intention?.decision !== way) return refused('intention-needed')
    const favourable = 'decision' in found && !unfavourable
    const assessment = favourable ? assessedNow(dossier) : dossier.assessment
    const { after, events } = enter({ ...dossier, assessment, updatedAt: now.toISOString() }, way, now, {
      reason: reason.value,
      automated: false,
      by: actor.id,
      amounts: favourable ? (assessment?.amounts ?? {}) : {},
      provisional: favourable ? (assessment?.provisional ?? false) : false,
    })
    return ok({ after, events, answer: { dossier: after } })
  },
})
