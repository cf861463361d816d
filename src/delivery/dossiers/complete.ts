import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import { faultsOf } from './faults.ts'
import { resumed } from './path.ts'
import { askedOf, remainderOf } from './remainder.ts'
import { contentOf } from './file.ts'
import { statesOf, statesSoFar } from './states.ts'
import { readReason, verb } from './verb.ts'
import type { Dossier } from './dossier.ts'

export type Completion = {
  /** New values of the needs that were requested. */
  values: Record<string, unknown>
  /** What the person writes with them; may be empty when there are values. */
  message: string
}

/**
 * Answers a request to complete: only the needs that were requested change, everything is checked in full again, and
 * the delay runs again, the days of waiting left out.
 */
export const complete = verb({
  name: 'dossier.complete',
  by: ['applicant'],
  barred: (dossier) => (dossier.awaited?.for === 'completion' ? null : refused('nothing-awaited')),
  perform(dossier, { values, message }: Completion, { now }) {
    const requested = dossier.awaited?.for === 'completion' ? dossier.awaited.needs : []
    const needs = Object.keys(values)
    if (needs.some((id) => !requested.includes(id))) return refused('not-asked', { needs })
    if (needs.length === 0) {
      const reason = readReason(message)
      if (!reason.ok) return reason
    }
    const answered: Dossier = {
      ...dossier,
      answers: { ...dossier.answers, ...values },
      updatedAt: now.toISOString(),
    }
    const remainder = remainderOf(dossier.pinned, answered)
    const asked = new Set(askedOf(remainder).map(({ need }) => need.id))
    const unasked = needs.filter((id) => !asked.has(id))
    if (unasked.length > 0) return refused('not-asked', { needs: unasked })
    const faults = faultsOf(remainder)
    if (faults.length > 0) return refused('answers-faulty', { faults })
    const text = readReason(message)
    const observations = text.ok
      ? [...dossier.observations, { text: text.value, at: now.toISOString() }]
      : dossier.observations
    const filing = {
      ...dossier.filing!,
      values: contentOf(answered, remainder).values,
      states: statesSoFar(dossier.filing!.states, statesOf(remainder)),
    }
    const after = { ...resumed(answered, now), filing, observations }
    const events = [happened('dossier.completed', { needs, dueOn: after.dueOn })]
    return ok({ after, events, answer: { dossier: after } })
  },
})
