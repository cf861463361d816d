/**
 * Reporting: what the central secretariat does before everybody (docs/decisions/0048-reminders-to-organisations.md,
 * 0049-the-yearly-report.md).
 *
 * - `remind`: organisations that are late are told, once each, by a message and on their first page.
 * - `publish`: the report of a year (G-1.03, s. 12.10 and following) as a document in each language and as data, from published measures;
 *   it never changes. `draft` shows it before.
 */
export { EVENTS, type ReportingEvent } from './events.ts'
export type { ReportingRefusal } from './refusals.ts'
export { isSubject, MOST_TEXT, type Reminder, type ReminderSubject, SUBJECTS } from './reminder.ts'
export type { Reminding } from './remind.ts'
export { FORMS, LANGUAGE_OF, type ReportForm, reportFileName } from './report/files.ts'
export type { YearlyReport } from './report/report.ts'
export { createReporting, type Published, type Reporting } from './reporting.ts'
