/**
 * Dossiers: one person's use of one version of one service, from the draft to the decision they hold.
 * Verbs are acts, done through `Dossiers.perform`; refusals are in `refusals.ts`, events in `events.ts`.
 */
export { announceIntention } from './announce-intention.ts'
export { answer, seenOf } from './answer.ts'
export { askReview } from './ask-review.ts'
export { assess, escalate, robotStage } from './assess.ts'
export { assign, release, take } from './assign.ts'
export { attachmentsOf } from './attachments.ts'
export { complete } from './complete.ts'
export { contest, restore } from './contest.ts'
export { decide } from './decide.ts'
export {
  applicantOf,
  type Decision,
  type Dossier,
  isOpen,
  lastDecision,
  type NeedState,
  type Status,
} from './dossier.ts'
export { createDossiers, type Dossiers, type DossierTools } from './dossiers.ts'
export { type DossierEvent, EVENTS } from './events.ts'
export { type AnswerFault, faultsOf } from './faults.ts'
export { contentOf } from './file.ts'
export { dueOnAtLatest } from './path.ts'
export { observe } from './observe.ts'
export { printLetter } from './print-letter.ts'
export { PURPOSES, read } from './read.ts'
export { type DossierRefusal, REFUSALS } from './refusals.ts'
export {
  asAsked,
  askedOf,
  type Because,
  knownOf,
  type NeedInForce,
  pagesOf,
  type Remainder,
  remainderOf,
} from './remainder.ts'
export { requestCompletion } from './request-completion.ts'
export { agentStage, MOST_CHARACTERS, readReason } from './verb.ts'
export { withdraw } from './withdraw.ts'
