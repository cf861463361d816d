/**
 * What happens to a person's date. Its stream is the deadline's own; a person is named in the body alone, where they can
 * be erased.
 */
export const EVENTS = {
  'reminder.due':
    '{ person, dossier, service, version, number, deadline, dueOn, before }: the morning of a reminder has come',
  'deadline.passed': '{ person, dossier, deadline, dueOn }: its day is over, whatever became of it',
} as const

export type DeadlineEvent = keyof typeof EVENTS
