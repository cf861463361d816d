/**
 * Deadlines: what a person has to do by a day, read from the sealed events of their dossiers
 * (docs/decisions/0027-deadlines.md).
 *
 * - `deadlines(dossiers)`: the subscriber that keeps the table.
 * - `startReminding`: in every process; says `reminder.due` on its morning and `deadline.passed` when the day is over.
 * - `deadlinesOf`, `findDeadline`: a person's own. `openFeeds`: the secret address of their calendar.
 */
export { type Deadline, isOwn, type OwnDeadline, remindersOf } from './deadline.ts'
export { EVENTS, type DeadlineEvent } from './events.ts'
export { type Feeds, openFeeds } from './feed.ts'
export { deadlines } from './reactions.ts'
export { type Reminding, type RemindingTools, startReminding } from './remind.ts'
export { deadlineWords, type DeadlineWords } from './words.ts'
export { countDeadlines, deadlinesOf, findDeadline, nextOf } from './store.ts'
