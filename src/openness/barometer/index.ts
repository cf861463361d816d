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
 *
 * What runs: `openBarometer({ db, clock, log })` counts sealed events (`subscriber`), keeps the figures that pages read, and
 * publishes each day once it is over. `verifyBarometer(db)` counts all again from the first event and compares;
 * `rebuildBarometer`, `publishMeasures`, `compareVersions` are for an operator. `figureOn(db, clock, { target, day })` is the
 * figure of any day; `keepYears` keeps those of the years that an inventory tells of, `readYears` shows them.
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
export type {
  Barometer,
  Figures,
  Head,
  NeedStates,
  Publication,
  PublishedFile,
  Standing,
  TargetView,
} from './barometer.ts'
export { type BarometerOptions, openBarometer, type RunningBarometer } from './open.ts'
export { readBarometer } from './read.ts'
export { type Compared, compareVersions } from './compare.ts'
export { prove as proveMeasures, publish as publishMeasures } from './publish.ts'
export { rebuild as rebuildBarometer } from './subscriber.ts'
export { type Difference, recomputeBarometer, verifyBarometer, type VerifiedBarometer } from './verify.ts'
export {
  figureOn,
  keepYears,
  type PastFigure,
  readYearOrganisations,
  readYears,
  readYearUnits,
  YEAR_TARGETS,
  type YearFigure,
} from './year.ts'
export { useWith, type VolumeDifference, type WhatIf } from './what-if.ts'
export type { Definition, Variant } from './definition.ts'
export { EXCLUSION_REASONS, type ExclusionReason, exclusionWords } from './contests/exclusion.ts'
export { type Contest, type ContestedFigure, MOST_REASON } from './contests/contest.ts'
export { type Contests, openContests } from './contests/contests.ts'
export type { ContestRefusal } from './refusals.ts'
