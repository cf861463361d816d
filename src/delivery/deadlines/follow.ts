import type { Deadline as Declared } from '#catalogue'
import { applicantOf, type Dossier, lastDecision } from '#dossiers'
import { addToDay, dayOf, daysBetween, idFrom, isDay, nextWorkingDay } from '#kernel'
import type { SealedEvent } from '#ledger'
import { changed, type Deadline, isOwn, nextMoment, OWN, type OwnDeadline } from './deadline.ts'
import { dueOf } from './due.ts'

/** The events that open, move or end a deadline. */
export const FOLLOWED = [
  'dossier.filed',
  'dossier.completed',
  'dossier.decided',
  'dossier.withdrawn',
  'completion.requested',
  'intention.announced',
  'observations.received',
  'review.requested',
] as const

/**
 * What an event of a dossier does to its person's dates: those that change, and those it opens. Pure. `coming` are all of
 * the person's that are not over, whichever dossier they come from.
 */
export const follow = (event: SealedEvent, dossier: Dossier, coming: readonly Deadline[]): Deadline[] => {
  const its = coming.filter((one) => one.dossier === dossier.id)
  const end = (state: 'done' | 'withdrawn', which: readonly Deadline[]) =>
    which.map((one) => changed(one, { state, suspendedOn: null }, event.at))
  const own = (name: OwnDeadline) => its.filter(({ deadline }) => deadline === name)
  const declared = its.filter(({ deadline }) => !isOwn(deadline))
  switch (event.kind) {
    case 'dossier.filed':
      return [...end('done', before(dossier, coming)), ...openedBy(event, dossier, ['filed', 'need'])]
    case 'completion.requested':
      return [...suspended(event, dossier, declared), ...openOwn(event, dossier, 'completion')]
    case 'dossier.completed':
      return [
        ...end('done', own('completion')),
        ...resumed(dayOf(event.at), event.at, own('completion'), declared),
      ]
    case 'intention.announced':
      return openOwn(event, dossier, 'observations')
    case 'observations.received':
      return end('done', own('observations'))
    case 'review.requested':
      return end('done', own('review'))
    case 'dossier.withdrawn':
      return end('withdrawn', its)
    case 'dossier.decided':
      return decided(event, dossier, its, end)
    default:
      return []
  }
}

type Ending = (state: 'done' | 'withdrawn', which: readonly Deadline[]) => Deadline[]

/**
 * A favourable decision begins what is counted from it, anew if there was one before; an unfavourable one leaves nothing
 * to do but to ask for a review. What was awaited of the person no longer is.
 */
const decided = (event: SealedEvent, dossier: Dossier, its: readonly Deadline[], end: Ending): Deadline[] => {
  const favourable = event.body['favourable'] === true
  const overtaken = its.filter(
    ({ deadline }) => isOwn(deadline) || !favourable || declaredOf(dossier, deadline)?.from === 'decided',
  )
  return [
    ...end('withdrawn', overtaken),
    ...(favourable ? openedBy(event, dossier, ['decided']) : openReview(event, dossier)),
  ]
}

/** What an earlier request of the same service left to do is done by asking again. */
const before = (dossier: Dossier, coming: readonly Deadline[]): Deadline[] =>
  coming.filter(
    ({ dossier: other, service, deadline }) =>
      other !== dossier.id && service === dossier.service && !isOwn(deadline),
  )

const declaredOf = ({ pinned }: Dossier, id: string): Declared | undefined =>
  pinned.definition.deadlines?.find((one) => one.id === id)

const openedBy = (event: SealedEvent, dossier: Dossier, from: ('filed' | 'decided' | 'need')[]): Deadline[] =>
  (dossier.pinned.definition.deadlines ?? []).flatMap((declared) => {
    const begins = declared.from === 'filed' || declared.from === 'decided' ? declared.from : 'need'
    if (!from.includes(begins)) return []
    const countedFrom = begins === 'need' ? dossier.filing?.values[declared.from] : dayOf(event.at)
    if (!isDay(countedFrom)) return []
    const dueOn = dueOf(declared, countedFrom, 1)
    return opened(event, dossier, { deadline: declared.id, countedFrom, dueOn, remind: declared.remind })
  })

const openOwn = (event: SealedEvent, dossier: Dossier, deadline: OwnDeadline): Deadline[] => {
  const dueOn = event.body['until']
  if (!isDay(dueOn)) return []
  return opened(event, dossier, { deadline, countedFrom: dayOf(event.at), dueOn, remind: [...OWN[deadline]] })
}

/** Of an unfavourable decision only (J-3, s. 6): nobody has to be pressed to contest what they asked for. */
const openReview = (event: SealedEvent, dossier: Dossier): Deadline[] => {
  const at = event.at.toISOString()
  const decision = dossier.decisions.find((one) => one.at === at) ?? lastDecision(dossier)
  if (!decision?.reviewUntil || decision.favourable) return []
  const countedFrom = dayOf(event.at)
  return opened(event, dossier, {
    deadline: 'review',
    countedFrom,
    dueOn: decision.reviewUntil,
    remind: [...OWN.review],
  })
}

/** Nobody without an account can be told; a day that is over already is nobody's to keep. */
const opened = (
  event: SealedEvent,
  dossier: Dossier,
  its: Pick<Deadline, 'deadline' | 'countedFrom' | 'dueOn' | 'remind'>,
): Deadline[] => {
  const person = applicantOf(dossier)
  const openedOn = dayOf(event.at)
  if (!person || its.dueOn < openedOn) return []
  const { id: of, organisation, service, version, number } = dossier
  const deadline: Deadline = {
    person,
    id: idFrom(`deadline ${of} ${its.deadline} ${event.seq}`),
    dossier: of,
    organisation,
    service,
    version,
    number,
    ...its,
    occurrence: 1,
    openedOn,
    state: 'coming',
    suspendedOn: null,
    remindedAt: null,
    revision: 0,
    nextAt: null,
  }
  return [{ ...deadline, nextAt: nextMoment(deadline, event.at) }]
}

const suspended = (event: SealedEvent, dossier: Dossier, declared: readonly Deadline[]): Deadline[] =>
  declared
    .filter(({ deadline, suspendedOn }) => !suspendedOn && declaredOf(dossier, deadline)?.from === 'filed')
    .map((one) => changed(one, { suspendedOn: dayOf(event.at) }, event.at))

/**
 * The delay runs again: the days that the person had to answer, up to their answer, do not count. `day` is that of the
 * answer, or of the end of the delay that they let pass.
 */
export const resumed = (
  day: string,
  at: Date,
  completions: readonly Deadline[],
  declared: readonly Deadline[],
): Deadline[] => {
  const latest = completions
    .map(({ dueOn }) => dueOn)
    .toSorted()
    .at(-1)
  const end = latest && latest < day ? latest : day
  return declared.flatMap((one) => {
    if (!one.suspendedOn) return []
    const days = Math.max(0, daysBetween(one.suspendedOn, end))
    const dueOn = nextWorkingDay(addToDay(one.dueOn, `P${days}D`))
    return [changed(one, { dueOn, suspendedOn: null }, at)]
  })
}

/** The same deadline, the next time. */
export const renewed = (deadline: Deadline, declared: Declared, now: Date): Deadline | null => {
  if (!declared.renew || deadline.state !== 'passed') return null
  const again = deadline.occurrence + 1
  const next: Deadline = {
    ...deadline,
    id: idFrom(`deadline after ${deadline.id}`),
    occurrence: again,
    openedOn: deadline.dueOn,
    dueOn: dueOf(declared, deadline.countedFrom, again),
    remind: declared.remind,
    state: 'coming',
    remindedAt: null,
    revision: 0,
  }
  return { ...next, nextAt: nextMoment(next, now) }
}
