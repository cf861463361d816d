import type { MailState } from '#notices'

/** What an organisation may be reminded of: the parts of its space. */
export const SUBJECTS = ['plan', 'processes', 'workplaces', 'data', 'volumes', 'consultations'] as const
export type ReminderSubject = (typeof SUBJECTS)[number]

export const isSubject = (text: string): text is ReminderSubject => SUBJECTS.some((one) => one === text)

/** The longest text of a reminder: a letter, not a report. */
export const MOST_TEXT = 2_000

/** What the secretariat wrote to an organisation, once. */
export type Reminder = {
  id: string
  organisation: string
  subject: ReminderSubject
  text: string
  /** The agent of the secretariat, as actors are named. */
  by: string
  at: Date
  /** What became of its e-mail; null where none was asked for. */
  mail: { state: MailState; endedAt: Date | null } | null
}
