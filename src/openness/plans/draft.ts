import { isDeepStrictEqual } from 'node:util'
import { act, type Circumstances } from '#acts'
import { isId, ok, refused, type Refused, type Result } from '#kernel'
import { dependencyCycle } from './dependencies.ts'
import { type Happens, happens } from './happening.ts'
import {
  type Draft,
  type Drafted,
  type Measure,
  MOST,
  type OwnTarget,
  type Plan,
  PLANNER,
  type Version,
} from './plan.ts'
import type { PlanRefusal } from './refusals.ts'
import {
  type FrameTyped,
  type MeasureTyped,
  type OwnTargetTyped,
  readFrame,
  readMeasure,
  readOwnTarget,
} from './typed.ts'

const verb = act<Plan>()

export const onlyPlanner = ({ actor }: Circumstances): Refused<'planner-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(PLANNER) ? null : refused('planner-needed')

export const onlyDraft = (plan: Plan, here: Circumstances): Refused<'planner-needed' | 'no-draft'> | null =>
  onlyPlanner(here) ?? (plan.draft ? null : refused('no-draft'))

/** Opens a draft: what the last version says, or a plan of which only the frame is typed. */
export const beginDraft = verb({
  name: 'plan.begin',
  by: ['agent'],
  barred: (plan, here): Refused<'planner-needed' | 'draft-open'> | null =>
    onlyPlanner(here) ?? (plan.draft ? refused('draft-open') : null),
  perform(plan, typed: FrameTyped) {
    const frame = readFrame(typed)
    if (!frame.ok) return frame
    const last = plan.versions.at(-1)
    const revision = plan.ended.mark + 1
    const draft = { measures: [], targets: [], ...(last && draftOf(last)), ...frame.value, revision }
    return done({ ...plan, draft })
  },
})

const draftOf = ({ measures, targets }: Version): Pick<Draft, 'measures' | 'targets'> => ({
  measures: measures.map((one) => ({ ...one, revision: 1, removed: false })),
  targets: targets.map((one) => ({ ...one, revision: 1, removed: false })),
})

/** Changes what the plan says of itself. `revision` is that of what was read: what somebody else changed is not lost. */
export const editFrame = verb({
  name: 'plan.edit-frame',
  by: ['agent'],
  barred: onlyDraft,
  perform(plan, { revision, ...typed }: FrameTyped & { revision: number }) {
    const frame = readFrame(typed)
    if (!frame.ok) return frame
    const draft = plan.draft!
    if (isSame(frame.value, draft)) return done(plan)
    if (revision !== draft.revision) return refused('part-changed', { theirs: draft })
    return done(...changing(plan, { ...draft, ...frame.value, revision: revision + 1 }))
  },
})

/** Whether what is typed is what stands: a form sent twice changes nothing. */
const isSame = (typed: object, before: object): boolean =>
  Object.entries(typed).every(([name, value]) =>
    isDeepStrictEqual(value, before[name as keyof typeof before]),
  )

/** Writes a measure: a new one under the id that its form carries (`revision` 0), or the one of that id. */
export const writeMeasure = verb({
  name: 'plan.write-measure',
  by: ['agent'],
  barred: onlyDraft,
  perform(plan, { id, revision, ...typed }: MeasureTyped & Place) {
    const draft = plan.draft!
    const measure = readMeasure(id, typed)
    if (!measure.ok) return measure
    const others = draft.measures.filter((one) => one.id !== id)
    if (measure.value.after.some((one) => !others.some((other) => other.id === one)))
      return refused('choice-unknown', { field: 'after' })
    const through = dependencyCycle([...others.filter(({ removed }) => !removed), measure.value], id)
    if (through) return refused('dependency-cycle', { field: 'after', through })
    const measures = written(draft.measures, measure.value, {
      revision,
      most: MOST.measures,
      apart: draft.targets,
    })
    return measures.ok ? done(...changing(plan, { ...draft, measures: measures.value })) : measures
  },
})

/** Writes a target of the organisation’s own, in the same manner. */
export const writeOwnTarget = verb({
  name: 'plan.write-target',
  by: ['agent'],
  barred: onlyDraft,
  perform(plan, { id, revision, ...typed }: OwnTargetTyped & Place) {
    const draft = plan.draft!
    const target = readOwnTarget(id, typed)
    if (!target.ok) return target
    const targets = written(draft.targets, target.value, {
      revision,
      most: MOST.targets,
      apart: draft.measures,
    })
    return targets.ok ? done(...changing(plan, { ...draft, targets: targets.value })) : targets
  },
})

/** Which part, as it was read. */
export type Place = { id: string; revision: number }

/** Takes a measure or a target out of the draft, or takes it back. Sent twice, it is done once. */
export const setRemoved = verb({
  name: 'plan.set-removed',
  by: ['agent'],
  barred: onlyDraft,
  perform(plan, { id, removed }: { id: string; removed: boolean }) {
    const draft = plan.draft!
    const part = [...draft.measures, ...draft.targets].find((one) => one.id === id)
    if (!part) return refused('part-unknown')
    if (part.removed === removed) return done(plan)
    const kept = draft.measures.filter((one) => one.id === id || !one.removed)
    const through = removed ? null : dependencyCycle(kept, id)
    if (through) return refused('dependency-cycle', { field: 'after', through })
    const put = <T extends Measure | OwnTarget>(parts: Drafted<T>[]): Drafted<T>[] =>
      parts.map((one) => (one.id === id ? { ...one, removed, revision: one.revision + 1 } : one))
    const after = { ...draft, measures: put(draft.measures), targets: put(draft.targets) }
    return done(...changing(plan, after))
  },
})

const written = <T extends { id: string }>(
  parts: readonly Drafted<T>[],
  part: T,
  { revision, most, apart }: { revision: number; most: number; apart: readonly { id: string }[] },
): Result<Drafted<T>[], PlanRefusal> => {
  // A measure and a target never share an id: what takes one out would take the other.
  if (!isId(part.id) || apart.some(({ id }) => id === part.id)) return refused('key-malformed')
  const now = parts.find(({ id }) => id === part.id)
  if (now && isSame(part, now)) return ok([...parts])
  if (!now && revision !== 0) return refused('part-unknown')
  if (!now && parts.length >= most) return refused('too-many')
  if (now?.removed) return refused('part-removed')
  if (now && now.revision !== revision) return refused('part-changed', { theirs: now })
  const after = { ...part, revision: revision + 1, removed: false }
  return ok(now ? parts.map((one) => (one.id === part.id ? after : one)) : [...parts, after])
}

/** A draft that changes is no longer the one that was submitted: what was approved of it is cancelled. */
const changing = (plan: Plan, draft: Draft): [Plan, Happens[]] => {
  if (isDeepStrictEqual(draft, plan.draft)) return [plan, []]
  const after = { ...plan, draft, proposal: null }
  if (!plan.proposal) return [after, []]
  const { organisation } = plan
  const { digest } = plan.proposal
  return [after, [happens('plan.withdrawn', { organisation, digest, because: 'changed' })]]
}

const done = (after: Plan, events: Happens[] = []) => ok({ after, events, answer: { plan: after } })
