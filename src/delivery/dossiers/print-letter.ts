import { ok, refused } from '#kernel'
import { type Dossier, lastDecision } from './dossier.ts'
import { happened } from './events.ts'
import { verb } from './verb.ts'

/**
 * An agent says that the decision that holds was printed and mailed: paper left, whatever the service is declared to be.
 * Once for a decision; one that comes after a review is another letter. By whoever has a role at one of its stages: where only
 * robots decide, nobody holds paper.
 */
export const printLetter = verb({
  name: 'dossier.print-letter',
  by: ['agent'],
  barred(dossier, { actor }) {
    const roles = rolesOf(dossier)
    if (actor.kind !== 'agent' || !roles.some((role) => actor.roles.includes(role)))
      return refused('role-needed', { role: roles[0] ?? '' })
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

/** Of those who handle the service, at one stage or another. */
const rolesOf = ({ pinned }: Dossier): string[] =>
  Object.values(pinned.definition.path).flatMap((stage) => ('agent' in stage ? [stage.role] : []))
