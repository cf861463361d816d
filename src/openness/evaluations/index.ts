/**
 * Evaluations: what people say of a service once it is over, and what changes because of it.
 *
 * - A dossier that came to an end has one turn (`invite`), whose token leads to nobody; `receive` takes an evaluation,
 *   cleaned, once. `rate` and `tellMissing` do the same for a page.
 * - `results` and `published` are what the public reads: multiples of five, averages from twenty answers on.
 * - A designer's `Workshop` groups comments under themes and opens improvements, each published with the version of the
 *   service that makes it: the chain that target 2 counts.
 *
 * Refusals are in `refusals.ts`, events in `events.ts`; why nobody is found: docs/decisions/0025 and 0026.
 */
export { cleanerOf, MOST_CHARACTERS } from './cleaning/clean.ts'
export { removedFrom } from './cleaning/removed.ts'
export type { Effect } from './effect.ts'
export {
  ANSWERS,
  type Answers,
  type End,
  endOf,
  ENDS,
  type Evaluation,
  ONLINE,
  type Question,
  QUESTIONS,
  readAnswers,
  SCALES,
} from './evaluation.ts'
export { createEvaluations, type Evaluations } from './evaluations.ts'
export type { Said } from './improve.ts'
export { decidedAt, DESIGNER, type Improvement } from './improvement.ts'
export type { EvaluationRefusal } from './refusals.ts'
export { ENOUGH, released } from './release.ts'
export type { Distribution, Rate, Results } from './results.ts'
export type { Missing, PageTally, Theme, Wanted } from './store.ts'
export type { Workshop } from './workshop.ts'
