/**
 * Plans: each organisation's digital transformation plan (G-1.03, s. 12.8).
 *
 * - `createPlans(tools)` → `Plans`: `perform(agent, verb, input)` is the only way to change anything; `of`, `all` read.
 * - Verbs: `beginDraft`, `editFrame`, `writeMeasure`, `writeOwnTarget`, `setRemoved` write the draft, `discardDraft` ends it; `submit`, `takeBack`,
 *   `approve`, `sendBack` make it a version that never changes; `tellState`, `addEvidence`, `withdrawEvidence`, `tellValue`
 *   tell the progress of the version in force. A form carries its key (`id`, `key`) and the `revision` that it was drawn
 *   from: sent twice it does one thing, and it never writes over what somebody else changed (`part-changed`).
 * - What a plan is now is computed: `versionOn`, `inForceOn`, `stateOf`, `evidenceOf`, `valuesOf`, `standingOn`.
 *
 * Shares are 0 to 1, days `2026-11-22`. Refusals are in `refusals.ts`, events in `events.ts`; `plan.changed` is what
 * target 6 counts. Why: docs/decisions/0034 and 0035.
 */
export { approve, digestOf, sendBack, submit, takeBack } from './approve.ts'
export { hasty } from './dependencies.ts'
export { changesOf, type Difference, differencesBetween, type FieldChange } from './differences.ts'
export { discardDraft, markOf } from './discard.ts'
export { beginDraft, editFrame, setRemoved, writeMeasure, writeOwnTarget } from './draft.ts'
export type { Due as PlanDue } from './due.ts'
export {
  type Budget,
  BUDGETS,
  type Content,
  DIRECTION,
  type Draft,
  type Drafted,
  type Evidence,
  type Measure,
  MOST,
  type OwnTarget,
  type Period,
  PERIODS,
  type Plan,
  PLANNER,
  type Proof,
  type Rule,
  RULES,
  type State,
  STATES,
  type StoredFile,
  type Value,
  type Version,
} from './plan.ts'
export { createPlans, type Plans } from './plans.ts'
export { addEvidence, tellState, tellValue, withdrawEvidence } from './progress.ts'
export type { PlanRefusal } from './refusals.ts'
export {
  contentOf,
  evidenceOf,
  inForceOn,
  isReached,
  lastToldOn,
  standingOn,
  stateOf,
  stateTold,
  valuesOf,
  versionOn,
} from './standing.ts'
