import { ok, refused } from '#kernel'
import { lastDecision } from './dossier.ts'
import { happened } from './events.ts'
import { verb } from './verb.ts'

/**
 * An agent says that the decision that holds was printed and mailed: paper left, whatever the service is declared to be.
 * Once for a decision; one that comes after a review is another letter.
 */
export const printLetter = verb({
  name: 'dossier.print-letter',
  by: ['agent'],
  barred(dossier) {
    if (dossier.status !== 'decided' || !lastDecision(dossier)) return refused('not-decided')
    return dossier.letters?.some(({ decision }) => decision === dossier.decisions.length)
      ? refused('letter-printed')
      : null
  },
  perform(dossier, _input: object, { now, actor }) {
    const at = now.toISOString()
    const letter = { decision: dossier.decisions.length, by: actor.id, at }
    const after = { ...dossier, letters: [...(dossier.letters ?? []), letter], updatedAt: at }
    const { service, organisation } = dossier
    const { decision } = lastDecision(dossier)!
    const printed = happened('letter.printed', { organisation, service, decision })
    return ok({ after, events: [printed], answer: { dossier: after } })
  },
})
