import { act } from '#acts'
import { ok, refused, type Refused } from '#kernel'
import { differencesBetween } from './differences.ts'
import { onlyPlanner } from './draft.ts'
import { happens } from './happening.ts'
import type { Content, Draft, Plan } from './plan.ts'
import { contentOf } from './standing.ts'

/**
 * The mark of a draft as a whole: it grows with each change of any of its parts, and a new draft begins above the one
 * before it. What was read of one draft is never taken for another.
 */
export const markOf = ({ revision, measures, targets }: Draft): number =>
  [...measures, ...targets].reduce((sum, part) => sum + part.revision, revision)

/** The plan once its draft is a version, or is no more. */
export const withoutDraft = (plan: Plan, how: { discarded: boolean }): Plan => {
  const ended = { mark: markOf(plan.draft!), ...how }
  return { ...plan, draft: null, proposal: null, sentBack: null, ended }
}

const NOTHING: Content = {
  title: { fr: '', en: '' },
  summary: { fr: '', en: '' },
  from: '',
  until: '',
  measures: [],
  targets: [],
}

const verb = act<Plan>()

/**
 * Discards the draft that was read (`mark`): the versions stay as they are, and so does all that was told of them,
 * evidence included, which is never of a draft. Pressed twice it is done once, even after another draft is begun.
 */
export const discardDraft = verb({
  name: 'plan.discard',
  by: ['agent'],
  barred: (plan, here): Refused<'planner-needed' | 'draft-submitted'> | null =>
    onlyPlanner(here) ?? (plan.proposal ? refused('draft-submitted') : null),
  perform(plan, { mark }: { mark: number }) {
    const { draft, ended, organisation } = plan
    if (ended.discarded && mark === ended.mark) return ok({ after: plan, events: [], answer: { plan } })
    if (!draft) return refused('no-draft')
    if (mark !== markOf(draft)) return refused('draft-changed')
    const last = plan.versions.at(-1)
    const differences = differencesBetween(last ?? NOTHING, contentOf(draft)).length
    const after = withoutDraft(plan, { discarded: true })
    const told = happens('plan.discarded', { organisation, version: last?.number ?? null, differences })
    return ok({ after, events: [told], answer: { plan: after } })
  },
})
