import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import type { Dossier } from './dossier.ts'
import { remainderOf } from './remainder.ts'
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
    const known = ofNeed(dossier.known, need)
    if (known?.status !== 'found') return refused('not-known')
    const reason = known.registry === 'self' ? ok('') : readReason(typed)
    if (!reason.ok) return reason
    const contested = { ...dossier.contested, [need]: { reason: reason.value, at: now.toISOString() } }
    const answers = { ...dossier.answers, [need]: startingFrom(dossier, need) ?? known.value }
    const after = { ...dossier, contested, answers, updatedAt: now.toISOString() }
    const { registry, fact } = known
    return ok({
      after,
      events: [happened('fact.contested', { need, registry, fact })],
      answer: { dossier: after },
    })
  },
})

/** What the person corrects: the registry's value, with what they had added to it or answered before. */
const startingFrom = (dossier: Dossier, need: string): unknown => {
  const inForce = remainderOf(dossier.pinned, dossier).inForce.find((one) => one.need.id === need)
  return inForce?.how === 'completed' ? inForce.value : ofNeed(dossier.answers, need)
}

/** By an id that somebody sent: `constructor` is no need. */
const ofNeed = <T>(values: Record<string, T>, need: string): T | undefined =>
  Object.hasOwn(values, need) ? values[need] : undefined

/**
 * Takes the contest back: the registry's fact holds again, and the person's own answer is dropped. Of a list, what they
 * had added to the registry's items still holds.
 */
export const restore = verb({
  name: 'dossier.restore',
  by: ['applicant'],
  barred: onlyDraft,
  perform(dossier, { need }: { need: string }, { now }) {
    const known = ofNeed(dossier.known, need)
    if (!known || !ofNeed(dossier.contested, need)) return refused('not-known')
    const { [need]: _reason, ...contested } = dossier.contested
    const { [need]: own, ...others } = dossier.answers
    const answers = Array.isArray(known.status === 'found' && known.value)
      ? { ...others, [need]: own }
      : others
    const after = { ...dossier, contested, answers, updatedAt: now.toISOString() }
    const { registry, fact } = known
    return ok({
      after,
      events: [happened('fact.restored', { need, registry, fact })],
      answer: { dossier: after },
    })
  },
})
