import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import { resumed } from './path.ts'
import { readReason, verb } from './verb.ts'

/** Gives observations on an intended unfavourable decision (J-3, s. 5): the agent reads them before deciding. */
export const observe = verb({
  name: 'dossier.observe',
  by: ['applicant'],
  barred: (dossier) => (dossier.awaited?.for === 'observations' ? null : refused('nothing-awaited')),
  perform(dossier, { text: typed }: { text: string }, { now }) {
    const text = readReason(typed)
    if (!text.ok) return text
    const at = now.toISOString()
    const observations = [...dossier.observations, { text: text.value, at }]
    const after = { ...resumed(dossier, now), observations, updatedAt: at }
    return ok({ after, events: [happened('observations.received')], answer: { dossier: after } })
  },
})
