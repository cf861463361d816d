import { dayOf, ok, refused } from '#kernel'
import { lastDecision } from './dossier.ts'
import { happened } from './events.ts'
import { enter } from './path.ts'
import { readReason, verb } from './verb.ts'

/**
 * Asks a human to look at a decision again: always possible after an automated one (A-2.1, s. 65.2), and within the
 * stated delay after an unfavourable one (J-3, s. 6). The dossier goes to the service's first stage of agents.
 */
export const askReview = verb({
  name: 'dossier.ask-review',
  by: ['applicant'],
  barred(dossier, { now }) {
    const decision = lastDecision(dossier)
    if (dossier.status === 'withdrawn') return refused('already-withdrawn')
    if (dossier.review) return refused('review-asked')
    if (dossier.status !== 'decided' || !decision?.reviewUntil) return refused('not-decided')
    const until = decision.reviewUntil
    return dayOf(now) > until ? refused('review-too-late', { until }) : null
  },
  perform(dossier, { reason: typed }: { reason: string }, { now, actor }) {
    const reason = readReason(typed)
    if (!reason.ok) return reason
    const review = { reason: reason.value, at: now.toISOString() }
    const stage = Object.entries(dossier.pinned.definition.path).find(([, found]) => 'agent' in found)?.[0]
    if (!stage) return refused('not-an-agent-stage')
    const { automated } = lastDecision(dossier)!
    const entered = enter({ ...dossier, review, assignee: null, updatedAt: review.at }, stage, now, {
      reason: '',
      automated: false,
      by: actor.id,
    })
    const events = [happened('review.requested', { automated }), ...entered.events]
    return ok({ after: entered.after, events, answer: { dossier: entered.after } })
  },
})
