import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import { measureOf } from './measure.ts'
import { verb } from './verb.ts'

/** The applicant takes the request back: any time before the decision, without a reason. */
export const withdraw = verb({
  name: 'dossier.withdraw',
  by: ['applicant'],
  barred(dossier) {
    if (dossier.status === 'withdrawn') return refused('already-withdrawn')
    return dossier.status === 'decided' ? refused('already-decided') : null
  },
  perform(dossier, _input: object, { now }) {
    const after = {
      ...dossier,
      status: 'withdrawn' as const,
      dueOn: null,
      awaited: null,
      intention: null,
      updatedAt: now.toISOString(),
    }
    const measure = { ...measureOf(dossier), filed: dossier.filing !== null }
    return ok({ after, events: [happened('dossier.withdrawn', {}, measure)], answer: { dossier: after } })
  },
})
