/**
 * The barometer: ten targets, counted from what really happened (docs/decisions/0021-measures-and-folds.md).
 *
 * The pure part, that the stand-alone verifier runs too:
 * - `measuresOf(eventKind, day, measure)`: what an event counts for; null when it cannot be read.
 * - `foldAll(measures)`, `record(history, measure)`: the fold; the order of measures never matters.
 * - `DEFINITIONS`, `inForceOn(day)`, `versionsOf(target)`: every version of every target.
 * - `release(history, at, definitions)` → `{ measures, heldBack }`: what may be published on a day; `releaseFaults(measures,
 *   at, definitions)`: where published measures break the rule.
 * - `figuresOf(definition, history, at)` → a map of figures by organisation, `null` for all together; public figures are
 *   those of `foldAll(release(…).measures)`. `unitsOn(definition, history, at)`: every unit with its verdict.
 */
export { EVENT_KINDS, measuresOf } from './measures.ts'
export { type Measure, type MeasureKind } from './measure.ts'
export { emptyHistory, foldAll, type History, record } from './history.ts'
export { breaksOf, DEFINITIONS, type DefinitionState, inForceOn, stateOn, versionsOf } from './definitions.ts'
export { figuresOf, pointOf, unitsOn } from './figures.ts'
export { needStatesOn } from './needs.ts'
export { release, type Released } from './release.ts'
export { type ReleaseFault, releaseFaults } from './release-faults.ts'
export { type Reason, REASONS } from './reasons.ts'
export type { Exclusion, Figure, Point, Ratio, Series, Unit, UnitKind } from './figure.ts'
export type { Definition, Variant } from './definition.ts'
export { EXCLUSION_REASONS, type ExclusionReason } from './contests/exclusion.ts'
export { type Contest, type ContestedFigure, MOST_REASON } from './contests/contest.ts'
export { type Contests, openContests } from './contests/contests.ts'
export type { ContestRefusal } from './refusals.ts'
