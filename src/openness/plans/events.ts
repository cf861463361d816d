/** What happens to a plan. What an organisation writes here is written to be public. */
export const EVENTS = {
  'plan.submitted':
    '{ organisation, digest }: a draft is handed to the direction; the digest binds its content',
  'plan.approved':
    '{ organisation, digest, approvals }: one of direction approves it, the first or the second',
  'plan.sent-back': '{ organisation, digest, reason }: one of direction sends it back',
  'plan.withdrawn':
    '{ organisation, digest, because }: it is no longer submitted: taken back (`taken-back`), or changed (`changed`), which cancels what was approved',
  'plan.discarded':
    '{ organisation, version, differences }: the draft is discarded; `version` stays (null: none yet), `differences` is in how much the draft differed from it',
  'plan.adopted':
    '{ organisation, version, digest, inForceFrom, until }: two of direction approved: an immutable version',
  'plan.measure-told':
    '{ organisation, measure, state, reason }: where a measure of the version in force stands',
  'plan.evidence-added':
    '{ organisation, measure, evidence, day, proof }: what shows it: a file by its digest, or a link',
  'plan.evidence-withdrawn': '{ organisation, measure, evidence, reason }: that evidence stands no more',
  'plan.value-told':
    '{ organisation, target, day, numerator, denominator }: a value of a target of the organisation’s own, declared',
  'plan.changed':
    '{ day }; measure { organisation, inForce, measuresWithEvidence, revision }: what target 6 counts has changed',
} as const

export type PlanEvent = keyof typeof EVENTS
