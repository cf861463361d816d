/**
 * Consultations: what the public is asked, what it says, and what the organisation answers.
 *
 * - `list`, `find`, `read`, `results`: the public register, contributions and counts. Days are civil days of Québec;
 *   counts of persons come in multiples of five, counts of what is public one by one are exact.
 * - `participate`, `comment`, `support`, `report`, drafts: one person, one voice. A voice is a digest that a secret of the
 *   consultation makes; no table and no event holds the person (docs/decisions/0042-one-person-one-voice.md).
 * - `register`, `edit`, `open`, `extend`, `close`, `cancel`, `reply`: an agent with the role `consultations`, through the
 *   one door. Opening and changing tell target 3 whether it can be answered online.
 *
 * Refusals are in `refusals.ts`, events in `events.ts`.
 */
export { CONSULTER } from './acts.ts'
export { searchedOf } from './cleaning.ts'
export {
  type Announced,
  type Attachment,
  type Consultation,
  inLanguage,
  MEANS,
  type Means,
  type MeansKind,
  type Online,
  type Reply,
  type Rule,
  showsResults,
  type Standing,
  standingOn,
  STANDINGS,
  takesPart,
  type Theme,
} from './consultation.ts'
export { type Consultations, createConsultations, type Participating } from './consultations.ts'
export {
  type Channel,
  CHANNELS,
  type Commenting,
  type Contributing,
  type Contribution,
  type ContributionFault,
  KEYED_CHANNELS,
  MOST_ATTACHMENTS,
  MOST_COMMENT,
  MOST_CONTRIBUTION,
  MOST_CONTRIBUTION_TITLE,
  MOST_PSEUDONYM,
  readContribution,
  SHOWN_AS,
  type ShownAs,
} from './contribution.ts'
export type { Due as ConsultationDue } from './due.ts'
export { isOnline, onlineDuring } from './means.ts'
export {
  type AnswerFault,
  type Answers,
  isClosed,
  MOST_LONG,
  MOST_SHORT,
  type Question,
  QUESTION_KINDS,
  type QuestionKind,
  readAnswers,
  valuesOf,
} from './questions.ts'
export type { KeyedIn } from './moderation/key-in.ts'
export { MOST_VERDICT } from './moderation/moderate.ts'
export { type Moderating, MOST_COUNTED } from './moderation/moderation.ts'
export { type Posting, withdrawnBy } from './moderation/posting.ts'
export type { Queue } from './moderation/store.ts'
export { type Fault, type Lack, lacksOf, slugOf } from './reading.ts'
export type { ConsultationRefusal } from './refusals.ts'
export { isRegion, REGIONS } from './regions.ts'
export type { ByChannel, Counts, QuestionResults, Results, Split } from './results/results.ts'
export { DEFAULT_RULES } from './rules.ts'
export type { Wanted } from './store.ts'
export { isTopic, type Topic, TOPICS } from './topics.ts'
export type { Draft, DraftKind } from './voices/drafts.ts'
export type { Fate, Participation, Took } from './voices/participation.ts'
export type { Read, Sort } from './voices/store.ts'
export type { Answering } from './voices/taking-part.ts'
