import { act, type Circumstances } from '#acts'
import { dayOf, isDay, isId, ok, refused, type Refused, type Result, typedLine, typedText } from '#kernel'
import { onlyPlanner } from './draft.ts'
import { happens, type Happens, telling } from './happening.ts'
import { MOST, type Plan, type Progress, type Proof, STATES, type StoredFile } from './plan.ts'
import type { PlanRefusal } from './refusals.ts'
import { evidenceOf, inForceOn, stateOf } from './standing.ts'
import { readReason, textFault } from './typed.ts'

const verb = act<Plan>()

/**
 * Progress is told of the version in force, without a new approval: it says what happened, not what is wanted
 * (docs/decisions/0034-a-plan-is-approved-its-progress-is-told.md).
 */
const onlyInForce = (
  plan: Plan,
  here: Circumstances,
): Refused<'planner-needed' | 'no-plan-in-force'> | null =>
  onlyPlanner(here) ?? (inForceOn(plan, dayOf(here.now)) ? null : refused('no-plan-in-force'))

const ofMeasure = (plan: Plan, id: string, now: Date): Result<string, PlanRefusal> => {
  const measures = inForceOn(plan, dayOf(now))?.measures ?? []
  if (!measures.some((one) => one.id === id)) return refused('measure-unknown')
  const told = plan.progress.filter((one) => 'measure' in one && one.measure === id)
  return told.length >= MOST.told ? refused('told-too-often') : ok(id)
}

type Key = { key: string }

/** What a form that came twice told already. */
const isTold = (plan: Plan, key: string): boolean => plan.progress.some(({ id }) => id === key)

/** Says where a measure stands; one that is dropped says why, and can be taken up again. */
export const tellState = verb({
  name: 'plan.tell-state',
  by: ['agent'],
  barred: onlyInForce,
  perform(plan, typed: Key & { measure: string; state: string; reason: string }, here) {
    if (isTold(plan, typed.key)) return done(plan, [])
    const measure = ofMeasure(plan, typed.measure, here.now)
    if (!measure.ok) return measure
    const state = STATES.find((one) => one === typed.state)
    if (!state) return refused('choice-unknown', { field: 'state' })
    if (stateOf(plan, measure.value) === state) return refused('same-state')
    const reason = state === 'dropped' || typedText(typed.reason) !== '' ? readReason(typed.reason) : ok('')
    if (!reason.ok) return reason
    const said = { measure: measure.value, state, reason: reason.value }
    return told(plan, { is: 'state', ...said }, 'plan.measure-told', said, typed, here)
  },
})

export type EvidenceTyped = {
  measure: string
  /** The day of what it shows. */
  day: string
  says: string
  href: string
  file: StoredFile | null
}

/** Adds what shows a measure: a link or a file, the day of it, and a sentence. */
export const addEvidence = verb({
  name: 'plan.add-evidence',
  by: ['agent'],
  barred: onlyInForce,
  perform(plan, typed: Key & EvidenceTyped, here) {
    if (isTold(plan, typed.key)) return done(plan, [])
    const measure = ofMeasure(plan, typed.measure, here.now)
    if (!measure.ok) return measure
    const says = typedLine(typed.says)
    const fault = textFault('says', { fr: says, en: '' }, MOST.says) ?? dayFault(typed.day, here.now)
    if (fault) return fault
    const proof = proofOf(typed)
    if (!proof.ok) return proof
    const { day } = typed
    const body = { measure: measure.value, evidence: typed.key, day, proof: saidOf(proof.value) }
    const one = { is: 'evidence', measure: measure.value, day, says, proof: proof.value } as const
    return told(plan, one, 'plan.evidence-added', body, typed, here)
  },
})

/** The ledger keeps what the file is, not how somebody called it. */
const saidOf = (proof: Proof) => ('href' in proof ? proof : { file: proof.file.digest })

const dayFault = (day: string, now: Date): Refused<'day-malformed' | 'day-ahead'> | null => {
  if (!isDay(day)) return refused('day-malformed', { field: 'day' })
  return day > dayOf(now) ? refused('day-ahead', { field: 'day' }) : null
}

const proofOf = ({ href: typed, file }: EvidenceTyped): Result<Proof, PlanRefusal> => {
  const href = typed.trim()
  if ((href === '') === (file === null)) return refused('proof-missing')
  if (file) return ok({ file })
  if (href.length > MOST.href) return refused('text-too-long', { field: 'href', most: MOST.href })
  const url = URL.parse(href)
  const isWeb = url && /^https?:$/.test(url.protocol) && url.hostname.includes('.')
  return isWeb && !url.username && !url.password ? ok({ href: url.href }) : refused('link-malformed')
}

/** Evidence that is withdrawn counts and shows no more; the ledger keeps that it was there, and why it is not. */
export const withdrawEvidence = verb({
  name: 'plan.withdraw-evidence',
  by: ['agent'],
  barred: onlyInForce,
  perform(plan, typed: Key & { measure: string; evidence: string; reason: string }, here) {
    if (isTold(plan, typed.key)) return done(plan, [])
    const measure = ofMeasure(plan, typed.measure, here.now)
    if (!measure.ok) return measure
    const stands = evidenceOf(plan, measure.value).some(({ id }) => id === typed.evidence)
    if (!stands) return refused('evidence-unknown')
    const reason = readReason(typed.reason)
    if (!reason.ok) return reason
    const said = { measure: measure.value, evidence: typed.evidence, reason: reason.value }
    return told(plan, { is: 'evidence-withdrawn', ...said }, 'plan.evidence-withdrawn', said, typed, here)
  },
})

/** Up to there counts are exact once they are compared in ten-thousandths. */
const MOST_COUNT = 100_000_000_000

/** Tells a value of an own target, of the period that ends on `day`; told again of a day, it corrects. */
export const tellValue = verb({
  name: 'plan.tell-value',
  by: ['agent'],
  barred: onlyInForce,
  perform(plan, typed: Key & { target: string; day: string; numerator: number; denominator: number }, here) {
    if (isTold(plan, typed.key)) return done(plan, [])
    const targets = inForceOn(plan, dayOf(here.now))!.targets
    if (!targets.some(({ id }) => id === typed.target)) return refused('target-unknown')
    const before = plan.progress.filter((one) => one.is === 'value' && one.target === typed.target)
    if (before.length >= MOST.told) return refused('told-too-often')
    const fault = dayFault(typed.day, here.now)
    if (fault) return fault
    const { target, day, numerator, denominator } = typed
    const areCounts = [numerator, denominator].every((one) => Number.isSafeInteger(one) && one >= 0)
    if (!areCounts || denominator === 0 || numerator > denominator || denominator > MOST_COUNT)
      return refused('count-malformed')
    const said = { target, day, numerator, denominator }
    return told(plan, { is: 'value', ...said }, 'plan.value-told', said, typed, here)
  },
})

/** Says again what target 6 counts, when a day came that changes it: a plan begins or ends. Done again, it says nothing. */
export const tellDay = verb<object, { plan: Plan }, PlanRefusal>({
  name: 'plan.tell-day',
  by: ['robot'],
  perform(plan, _input: object, { now }) {
    const { after, events } = telling(plan, now)
    return done(after, events)
  },
})

/** Without what every thing told carries: `Omit` alone would melt the four kinds into one. */
type Untold<P = Progress> = P extends Progress ? Omit<P, 'id' | 'by' | 'at'> : never

const told = (
  plan: Plan,
  one: Untold,
  kind: Happens['kind'],
  body: Record<string, unknown>,
  { key }: Key,
  { actor, now }: Circumstances,
) => {
  if (!isId(key)) return refused('key-malformed')
  const entry = { ...one, id: key, by: actor.id, at: now.toISOString() } as Progress
  const { after, events } = telling({ ...plan, progress: [...plan.progress, entry] }, now)
  const { organisation } = plan
  return done(after, [happens(kind, { organisation, ...body }), ...events])
}

const done = (after: Plan, events: Happens[]) => ok({ after, events, answer: { plan: after } })
