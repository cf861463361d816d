import { addToDay, dayOf, instantOf } from '#kernel'

/**
 * What one person has to do by one day: an occurrence of a deadline of a service (`yearly-update`), or one that any
 * dossier may have (`completion`, `observations`, `review`). The pair (person, deadline) that target 5 counts.
 */
export type Deadline = {
  person: string
  id: string
  dossier: string
  organisation: string
  service: string
  version: number
  /** The dossier's number, as the person reads it. */
  number: string
  /** The id that the service gives it, or one of `OWN`. */
  deadline: string
  occurrence: number
  countedFrom: string
  openedOn: string
  dueOn: string
  /** ISO 8601 durations before the day, the earliest first. */
  remind: string[]
  state: 'coming' | 'done' | 'withdrawn' | 'passed'
  /** While the person is asked to complete, the delay of what is counted from the filing does not run. */
  suspendedOn: string | null
  /** When a digital reminder first reached the person. */
  remindedAt: Date | null
  revision: number
  /** The next moment to look at it; null once its day has passed and that was said. */
  nextAt: Date | null
}

/** The platform's own: of any dossier, whatever its service says. The reminders are ours too. */
export const OWN = {
  completion: ['P7D', 'P2D'],
  observations: ['P7D', 'P2D'],
  review: ['P7D'],
} as const

export type OwnDeadline = keyof typeof OWN

export const isOwn = (deadline: string): deadline is OwnDeadline => Object.hasOwn(OWN, deadline)

/** Reminders leave in the morning: early enough for the same day, late enough to wake nobody. */
export const REMINDING_HOUR = 8
/** A day is over when it is over everywhere, its last messages delivered: early the next morning. */
export const CLOSING_HOUR = 6

/** When each reminder is due; one that would have come before the person had the deadline is left out. */
export const remindersOf = ({ dueOn, remind, openedOn }: Deadline): { before: string; at: Date }[] =>
  remind.flatMap((before) => {
    const day = addToDay(dueOn, `-${before}`)
    return day > openedOn ? [{ before, at: instantOf(day, REMINDING_HOUR) }] : []
  })

export const closingOf = ({ dueOn }: Deadline): Date => instantOf(addToDay(dueOn, 'P1D'), CLOSING_HOUR)

/** The next moment at which something is to be done about it, after an instant. */
export const nextMoment = (deadline: Deadline, after: Date): Date | null => {
  if (deadline.state === 'passed') return null
  if (deadline.state !== 'coming') return closingOf(deadline)
  if (deadline.suspendedOn) return null
  return remindersOf(deadline).find(({ at }) => at > after)?.at ?? closingOf(deadline)
}

/** The deadline as a change leaves it, its next moment with it. */
export const changed = (deadline: Deadline, change: Partial<Deadline>, after: Date): Deadline => {
  const next = { ...deadline, ...change }
  const revision = next.dueOn === deadline.dueOn ? deadline.revision : deadline.revision + 1
  return { ...next, revision, nextAt: nextMoment(next, after) }
}

/** A reminder helps when it comes before the day itself. */
export const isReminded = ({ remindedAt, dueOn }: Deadline): boolean =>
  remindedAt !== null && dayOf(remindedAt) < dueOn
