import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import { agentStage, onlyAtAgentStage, verb } from './verb.ts'

/** Takes a dossier: it is mine until it is decided, released or given to another. */
export const take = verb({
  name: 'dossier.take',
  by: ['agent'],
  barred(dossier, here) {
    const closed = onlyAtAgentStage(dossier, here)
    if (closed) return closed
    if (dossier.assignee === here.actor.id) return refused('already-yours')
    return dossier.assignee === null ? null : refused('assigned-to-another', { assignee: dossier.assignee })
  },
  perform(dossier, _input: object, { actor }) {
    const after = { ...dossier, assignee: actor.id }
    return ok({
      after,
      events: [happened('dossier.assigned', { agent: actor.id })],
      answer: { dossier: after },
    })
  },
})

/** Gives it to a colleague of the same role, whoever has it. */
export const assign = verb({
  name: 'dossier.assign',
  by: ['agent'],
  barred: onlyAtAgentStage,
  perform(dossier, { to }: { to: { id: string; organisation: string; roles: readonly string[] } | null }) {
    const stage = agentStage(dossier)
    if (!to || !stage || to.organisation !== dossier.organisation || !to.roles.includes(stage.role))
      return refused('agent-unknown')
    if (to.id === dossier.assignee) return ok({ after: dossier, events: [], answer: { dossier } })
    const after = { ...dossier, assignee: to.id }
    return ok({ after, events: [happened('dossier.assigned', { agent: to.id })], answer: { dossier: after } })
  },
})

/** Puts it back for anybody of the role. */
export const release = verb({
  name: 'dossier.release',
  by: ['agent'],
  barred(dossier, here) {
    const closed = onlyAtAgentStage(dossier, here)
    if (closed) return closed
    return dossier.assignee === null ? refused('not-assigned') : null
  },
  perform(dossier) {
    const after = { ...dossier, assignee: null }
    return ok({ after, events: [happened('dossier.assigned', { agent: null })], answer: { dossier: after } })
  },
})
