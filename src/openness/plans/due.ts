import { addToDay, dayOf } from '#kernel'
import type { OwnTarget, Period, Plan, Version } from './plan.ts'
import { evidenceOf, inForceOn, stateOf, stateTold, valuesOf, versionOn } from './standing.ts'

/** What a plan has to have done: late when its day is past. */
export const DUES = [
  'plan-missing',
  'plan-ends',
  'approval-awaited',
  'measure-not-begun',
  'measure-ends',
  'evidence-awaited',
  'value-awaited',
] as const

export type Due = { is: (typeof DUES)[number]; subject: string; day: string; id: string }

/** How long before, or after, something is worth a line on the organisation's home. */
const SOON = 'P60D'
const APPROVAL_DELAY = 'P14D'
const EVIDENCE_DELAY = 'P30D'
const VALUE_DELAY = 'P30D'

export const dueOf = (plan: Plan, today: string): Due[] =>
  [...ofPlan(plan, today), ...ofMeasures(plan, today), ...ofTargets(plan, today)].toSorted((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  )

const ofPlan = (plan: Plan, today: string): Due[] => {
  const dues: Due[] = []
  const version = versionOn(plan, today)
  const next = plan.versions.some(({ inForceFrom }) => inForceFrom > today)
  const titled = plan.draft?.title.fr ?? version?.title.fr ?? ''
  if (!inForceOn(plan, today))
    dues.push({ is: 'plan-missing', subject: titled, day: version?.until ?? today, id: plan.id })
  else if (!next && version!.until <= addToDay(today, SOON))
    dues.push({ is: 'plan-ends', subject: version!.title.fr, day: version!.until, id: plan.id })
  if (plan.proposal) {
    const day = addToDay(dayOf(new Date(plan.proposal.at)), APPROVAL_DELAY)
    dues.push({ is: 'approval-awaited', subject: titled, day, id: plan.id })
  }
  return dues
}

const ofMeasures = (plan: Plan, today: string): Due[] => {
  const soon = addToDay(today, SOON)
  return (inForceOn(plan, today)?.measures ?? []).flatMap(({ id, title, start, end }): Due[] => {
    const state = stateOf(plan, id)
    const due = (is: Due['is'], day: string): Due[] =>
      day <= soon ? [{ is, subject: title.fr, day, id }] : []
    if (state === 'planned') return start <= today ? due('measure-not-begun', start) : []
    if (state === 'under-way') return due('measure-ends', end)
    if (state !== 'in-operation' || evidenceOf(plan, id).length > 0) return []
    return due('evidence-awaited', addToDay(dayOf(new Date(stateTold(plan, id)!.at)), EVIDENCE_DELAY))
  })
}

const LENGTHS: Record<Period, string> = { month: 'P1M', quarter: 'P3M', 'half-year': 'P6M', year: 'P1Y' }

/** The next value is of the period after the last one, and awaited some days after it ends. */
const ofTargets = (plan: Plan, today: string): Due[] => {
  const version = inForceOn(plan, today)
  const soon = addToDay(today, SOON)
  return (version?.targets ?? []).flatMap((target): Due[] => {
    const day = addToDay(nextEnd(plan, version!, target), VALUE_DELAY)
    if (day > soon) return []
    return [{ is: 'value-awaited', subject: target.wording.fr, day, id: target.id }]
  })
}

const nextEnd = (plan: Plan, { inForceFrom }: Version, { id, period }: OwnTarget): string => {
  const last = valuesOf(plan, id).at(-1)?.day ?? inForceFrom
  return addToDay(last, LENGTHS[period])
}
