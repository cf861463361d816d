import { addToDay } from '#kernel'
import { type Consultation, standingOn } from './consultation.ts'

/** `reply`: to the themes that have none. `opening`: a draft whose first day comes. `closing`: what ends soon. */
export const DUE = ['reply', 'opening', 'closing'] as const

export type Due = { is: (typeof DUE)[number]; subject: string; day: string; id: string }

const SOON = 'P14D'

/** What an organisation owes, by day: late when the day has passed. */
export const dueOf = (consultations: readonly Consultation[], today: string): Due[] =>
  consultations
    .flatMap((one) => itsDue(one, today))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))

const itsDue = (consultation: Consultation, today: string): Due[] => {
  const { id, title, opensOn, closesOn, replyDueOn } = consultation
  const due = (is: Due['is'], day: string): Due[] => [{ is, subject: title.fr, day, id }]
  switch (standingOn(consultation, today)) {
    case 'draft':
      return due('opening', opensOn)
    case 'open':
      return closesOn <= addToDay(today, SOON) ? due('closing', closesOn) : []
    case 'closed':
    case 'reply-late':
      return due('reply', replyDueOn)
    default:
      return []
  }
}
