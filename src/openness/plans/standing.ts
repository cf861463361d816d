import { dayOf } from '#kernel'
import type { Content, Draft, Evidence, Plan, Progress, State, Value, Version } from './plan.ts'

/** The version that rules on a day, or ruled last: the latest whose first day has come. */
export const versionOn = (plan: Pick<Plan, 'versions'>, day: string): Version | null =>
  plan.versions.findLast(({ inForceFrom }) => inForceFrom <= day) ?? null

/** The version in force on a day; null before the first, and after the last day of the one that rules. */
export const inForceOn = (plan: Pick<Plan, 'versions'>, day: string): Version | null => {
  const version = versionOn(plan, day)
  return version && day <= version.until ? version : null
}

type Told = Pick<Plan, 'progress'>
type StateTold = Extract<Progress, { is: 'state' }>

/** The last state that was told of a measure; null while nothing was: it is planned. */
export const stateTold = ({ progress }: Told, measure: string): StateTold | null =>
  progress.findLast((one): one is StateTold => one.is === 'state' && one.measure === measure) ?? null

export const stateOf = (plan: Told, measure: string): State => stateTold(plan, measure)?.state ?? 'planned'

/** The evidence of a measure that stands, the latest day first. */
export const evidenceOf = ({ progress }: Told, measure: string): Evidence[] => {
  const withdrawn = new Set(
    progress.flatMap((one) => (one.is === 'evidence-withdrawn' ? [one.evidence] : [])),
  )
  return progress
    .filter((one): one is Evidence => one.is === 'evidence' && one.measure === measure)
    .filter(({ id }) => !withdrawn.has(id))
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

/** The values of an own target, the oldest first; of one day the last that was told. */
export const valuesOf = ({ progress }: Told, target: string): Value[] => {
  const told = progress.filter((one): one is Value => one.is === 'value' && one.target === target)
  return [...new Map(told.map((one) => [one.day, one])).values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** Whether a value reaches what the target aims at: `over` is strictly over. */
export const isReached = (
  { rule, share }: Pick<Content['targets'][number], 'rule' | 'share'>,
  { numerator, denominator }: Pick<Value, 'numerator' | 'denominator'>,
): boolean => {
  // In ten-thousandths, whole: 0.07 x 100 is a little over 7 in floating point.
  const [reached, asked] = [numerator * 10_000, Math.round(share * 10_000) * denominator]
  return rule === 'over' ? reached > asked : reached >= asked
}

/** What target 6 asks: a version in force, and how many of its measures are in operation with evidence. */
export const standingOn = (plan: Plan, day: string): { inForce: boolean; evidence: number } => {
  const measures = versionOn(plan, day)?.measures ?? []
  return {
    inForce: inForceOn(plan, day) !== null,
    evidence: measures.filter(
      ({ id }) => stateOf(plan, id) === 'in-operation' && evidenceOf(plan, id).length > 0,
    ).length,
  }
}

/** What a draft would have approved: without what was removed, and without what depends on it. */
export const contentOf = ({ measures, targets, revision: _revision, ...frame }: Draft): Content => {
  const kept = measures.filter(({ removed }) => !removed)
  const ids = new Set(kept.map(({ id }) => id))
  return {
    ...frame,
    measures: kept.map(({ revision: _revision, removed: _removed, ...measure }) => ({
      ...measure,
      after: measure.after.filter((id) => ids.has(id)),
    })),
    targets: targets
      .filter(({ removed }) => !removed)
      .map(({ revision: _revision, removed: _removed, ...target }) => target),
  }
}

/** The day on which something of the plan was last told in public: a version adopted, a state, evidence, a value. */
export const lastToldOn = ({ versions, progress }: Plan): string | null => {
  const last = [versions.at(-1)?.adoptedAt, progress.at(-1)?.at].filter((at) => at !== undefined).toSorted()
  return last.length > 0 ? dayOf(new Date(last.at(-1)!)) : null
}
