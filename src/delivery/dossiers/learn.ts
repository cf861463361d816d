import { ok } from '#kernel'
import type { Known } from '#registries'
import { consulted } from './open.ts'
import { onlyDraft, verb } from './verb.ts'

/** Takes in what registries answer the second time, when they were unavailable the first. */
export const learn = verb({
  name: 'dossier.learn',
  by: ['applicant'],
  barred: onlyDraft,
  perform(dossier, { known }: { known: Record<string, Known> }, { now }) {
    const after = { ...dossier, known: { ...dossier.known, ...known }, updatedAt: now.toISOString() }
    return ok({ after, events: consulted(known, dossier.service), answer: { dossier: after } })
  },
})
