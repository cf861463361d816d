import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import { onlyDraft, readReason, verb } from './verb.ts'

/**
 * Says that what a registry holds is wrong. The need is then asked, the fact stays in sight, and its keeper is told.
 * What the person gave us themselves (`self`) is simply changed: no reason is asked.
 */
export const contest = verb({
  name: 'dossier.contest',
  by: ['applicant'],
  barred: onlyDraft,
  perform(dossier, { need, reason: typed }: { need: string; reason: string }, { now }) {
    const known = dossier.known[need]
    if (known?.status !== 'found') return refused('not-known')
    const reason = known.registry === 'self' ? ok('') : readReason(typed)
    if (!reason.ok) return reason
    const contested = { ...dossier.contested, [need]: { reason: reason.value, at: now.toISOString() } }
    const answers = need in dossier.answers ? dossier.answers : { ...dossier.answers, [need]: known.value }
    const after = { ...dossier, contested, answers, updatedAt: now.toISOString() }
    const { registry, fact } = known
    return ok({
      after,
      events: [happened('fact.contested', { need, registry, fact })],
      answer: { dossier: after },
    })
  },
})

/** Takes the contest back: the registry's fact holds again, and the person's own answer is dropped. */
export const restore = verb({
  name: 'dossier.restore',
  by: ['applicant'],
  barred: onlyDraft,
  perform(dossier, { need }: { need: string }, { now }) {
    const known = dossier.known[need]
    if (!known || !dossier.contested[need]) return refused('not-known')
    const { [need]: _reason, ...contested } = dossier.contested
    const { [need]: _answer, ...answers } = dossier.answers
    const after = { ...dossier, contested, answers, updatedAt: now.toISOString() }
    const { registry, fact } = known
    return ok({
      after,
      events: [happened('fact.restored', { need, registry, fact })],
      answer: { dossier: after },
    })
  },
})
