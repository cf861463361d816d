import { act, type Circumstances, type Happening } from '#acts'
import {
  addToDay,
  dayOf,
  daysBetween,
  isDay,
  ok,
  refused,
  type Refused,
  type Result,
  type Text,
} from '#kernel'
import { textOf } from './cleaning.ts'
import type { Announced, Consultation, Reply, Theme } from './consultation.ts'
import type { ConsultationEvent } from './events.ts'
import { isOnline, onlineDuring } from './means.ts'
import { lacksOf, readAnnounced } from './reading.ts'
import type { Held } from './store.ts'

/** Who is in charge of consultations in an organisation. */
export const CONSULTER = 'consultations'

const verb = act<Held>()

type Barred = Refused<
  | 'consulter-needed'
  | 'consultation-opened'
  | 'consultation-not-open'
  | 'consultation-cancelled'
  | 'consultation-not-over'
> | null

const onlyConsulter = ({ actor }: Circumstances): Refused<'consulter-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(CONSULTER) ? null : refused('consulter-needed')

const whileIn =
  (states: readonly Consultation['state'][], otherwise: Barred) =>
  ({ consultation: { state } }: Held, here: Circumstances): Barred => {
    const closed = onlyConsulter(here)
    if (closed || states.includes(state)) return closed
    return state === 'cancelled' ? refused('consultation-cancelled') : otherwise
  }

const happened = (
  kind: ConsultationEvent,
  { id }: Consultation,
  body: Record<string, unknown>,
  measure: Happening['measure'] = null,
): Happening => ({ kind, body: { consultation: id, ...body }, measure })

/** The barometer is told how it stands, each time under the next revision. */
const measured = (
  kind: 'consultation.opened' | 'consultation.changed',
  consultation: Consultation,
  body: Record<string, unknown>,
): { after: Consultation; event: Happening } => {
  const online = onlineDuring(consultation)
  const after = { ...consultation, online, said: consultation.said + 1 }
  const { organisation, id, said } = after
  return {
    after,
    event: happened(kind, after, body, { organisation, consultation: id, online, revision: said }),
  }
}

const announcedAs = ({ opensOn, closesOn, means }: Consultation) => ({
  opensOn,
  closesOn,
  means: [...new Set(means.map(({ kind }) => kind))].toSorted(),
})

const done = (held: Held, consultation: Consultation, events: Happening[]) =>
  ok({ after: { ...held, consultation }, events, answer: consultation })

/** What was announced may change until it opens. A draft changes without a word; what is public says so. */
export const edit = verb({
  name: 'consultation.edit',
  by: ['agent'],
  barred: whileIn(['draft', 'announced'], refused('consultation-opened')),
  perform(held, said: Partial<Announced>, { now }) {
    const before = held.consultation
    const read = readAnnounced(before, said)
    if (!read.ok) return read
    const after = { ...before, ...read.value }
    const consultation = { ...after, online: onlineDuring(after), toldOn: dayOf(now) }
    if (before.state === 'draft') return done(held, consultation, [])
    const lacks = lacksOf(consultation)
    if (lacks.length > 0) return refused('not-ready', { lacks })
    return done(held, consultation, [
      happened('consultation.changed', consultation, { what: 'announcement', ...announcedAs(consultation) }),
    ])
  },
})

/**
 * Puts it in the public register: announced when its first day is to come, open at once otherwise. One that was held
 * without any page of ours is registered within a year of its last day, and is over at once.
 */
export const open = verb({
  name: 'consultation.open',
  by: ['agent'],
  barred: whileIn(['draft'], refused('consultation-opened')),
  perform(held, _input: object, { now }) {
    const today = dayOf(now)
    const { consultation } = held
    const lacks = lacksOf(consultation)
    if (lacks.length > 0) return refused('not-ready', { lacks })
    const { closesOn, means, opensOn } = consultation
    if (closesOn < today && means.some((one) => isOnline(one) && one.address === ''))
      return refused('window-over')
    if (closesOn < addToDay(today, '-P1Y')) return refused('too-long-ago')
    const announced = { ...consultation, state: 'announced' as const, toldOn: today }
    const events = [happened('consultation.registered', announced, announcedAs(announced))]
    if (opensOn > today) return done(held, announced, events)
    const opened = openedOn(announced, today)
    const over = closesOn < today ? closedOn(opened.after, closesOn) : null
    return done(held, over?.after ?? opened.after, [...events, opened.event, ...(over ? [over.event] : [])])
  },
})

const openedOn = (consultation: Consultation, today: string) =>
  measured(
    'consultation.opened',
    { ...consultation, state: 'open', openedOn: today },
    announcedAs(consultation),
  )

const closedOn = (consultation: Consultation, day: string) => {
  const after = { ...consultation, state: 'closed' as const, closedOn: day }
  return { after, event: happened('consultation.closed', after, {}) }
}

/** What its days bring by themselves: it opens on its first, and is over once its last has passed. */
export const turn = verb({
  name: 'consultation.turn',
  by: ['robot'],
  perform(held, _input: object, { now }): Result<ReturnType<typeof done>['value'], 'consultation-not-open'> {
    const today = dayOf(now)
    const { consultation } = held
    const { state, opensOn, closesOn } = consultation
    const opened = state === 'announced' && opensOn <= today ? openedOn(consultation, today) : null
    const open = opened?.after ?? consultation
    const over = open.state === 'open' && closesOn < today ? closedOn(open, closesOn) : null
    if (!opened && !over) return refused('consultation-not-open')
    return done(
      held,
      over?.after ?? open,
      [opened, over].flatMap((one) => one?.event ?? []),
    )
  },
})

const MOST_REASON = 2_000

const readReason = (typed: Text): Result<Text, 'reason-missing'> => {
  const reason = { fr: textOf(typed.fr), en: textOf(typed.en) }
  const long = reason.fr.length > MOST_REASON || reason.en.length > MOST_REASON
  return reason.fr === '' || long ? refused('reason-missing', { most: MOST_REASON }) : ok(reason)
}

/** Makes it longer, with the reason. Means that went up to the last day go on up to the new one. */
export const extend = verb({
  name: 'consultation.extend',
  by: ['agent'],
  barred: whileIn(['open'], refused('consultation-not-open')),
  perform(held, input: { closesOn: string; reason: Text }, { now }) {
    const { consultation } = held
    const today = dayOf(now)
    const { closesOn: before, opensOn, replyDueOn } = consultation
    const to = input.closesOn
    if (!isDay(to) || to <= before || to < today || daysBetween(opensOn, to) > 366)
      return refused('not-later')
    const reason = readReason(input.reason)
    if (!reason.ok) return reason
    const { after, event } = measured(
      'consultation.changed',
      {
        ...consultation,
        closesOn: to,
        // The time to answer is not eaten by what is given to take part.
        replyDueOn: addToDay(replyDueOn, `P${daysBetween(before, to)}D`),
        means: consultation.means.map((one) => (one.to === before ? { ...one, to } : one)),
        extensions: [...consultation.extensions, { on: today, from: before, to, reason: reason.value }],
        toldOn: today,
      },
      { what: 'extended', from: before, to },
    )
    return done(held, after, [event])
  },
})

/** Ends it before its last day, with the reason: what was announced to be longer is said to be shorter. */
export const close = verb({
  name: 'consultation.close',
  by: ['agent'],
  barred: whileIn(['open'], refused('consultation-not-open')),
  perform(held, input: { reason: Text }, { now }) {
    const today = dayOf(now)
    const reason = readReason(input.reason)
    if (!reason.ok) return reason
    const { closesOn: before, extensions } = held.consultation
    const ended = {
      ...held.consultation,
      state: 'closed' as const,
      closedOn: today,
      extensions: [...extensions, { on: today, from: before, to: today, reason: reason.value }],
      toldOn: today,
    }
    const { after, event } = measured('consultation.changed', ended, {
      what: 'ended-early',
      from: before,
      to: today,
    })
    return done(held, after, [event, happened('consultation.closed', after, {})])
  },
})

export const cancel = verb({
  name: 'consultation.cancel',
  by: ['agent'],
  barred: whileIn(['announced', 'open'], refused('consultation-not-open')),
  perform(held, input: { reason: Text }, { now }) {
    const reason = readReason(input.reason)
    if (!reason.ok) return reason
    const on = dayOf(now)
    const after = {
      ...held.consultation,
      state: 'cancelled' as const,
      closedOn: on,
      cancelled: { on, reason: reason.value },
      toldOn: on,
    }
    return done(held, after, [happened('consultation.cancelled', after, { reason: reason.value.fr })])
  },
})

/** A theme that came out of what people said: the reply is owed to it as to the others. */
export const addTheme = verb({
  name: 'consultation.add-theme',
  by: ['agent'],
  barred: whileIn(['draft', 'announced', 'open', 'closed'], null),
  perform(held, theme: Theme, { now }) {
    const read = readAnnounced(held.consultation, { themes: [...held.consultation.themes, theme] })
    if (!read.ok) return read
    const after = { ...held.consultation, themes: read.value.themes, answeredOn: null, toldOn: dayOf(now) }
    const events =
      after.state === 'draft' ? [] : [happened('consultation.changed', after, { what: 'themes' })]
    return done(held, after, events)
  },
})

const PARTS = ['heard', 'kept', 'notKept', 'next'] as const

/** Answers a theme. It may be said better later; the day of the first answer to the last theme stays. */
export const reply = verb({
  name: 'consultation.reply',
  by: ['agent'],
  barred: whileIn(['closed'], refused('consultation-not-over')),
  perform(held, given: Omit<Reply, 'on'>, { now }) {
    const { consultation } = held
    if (!consultation.themes.some(({ id }) => id === given.theme)) return refused('theme-unknown')
    const read = readReply(given, consultation.languages.includes('en'))
    if (!read.ok) return read
    const on = dayOf(now)
    const others = consultation.replies.filter(({ theme }) => theme !== given.theme)
    const replies = [...others, { ...read.value, on }]
    const whole = consultation.themes.every(({ id }) => replies.some(({ theme }) => theme === id))
    const after = {
      ...consultation,
      replies,
      answeredOn: whole ? (consultation.answeredOn ?? on) : null,
      toldOn: on,
    }
    return done(held, after, [happened('reply.published', after, { theme: given.theme, whole })])
  },
})

const readReply = (
  given: Omit<Reply, 'on'>,
  both: boolean,
): Result<Omit<Reply, 'on'>, 'reply-incomplete'> => {
  const read = { ...given }
  const faults: Record<string, 'missing' | 'too-long'> = {}
  for (const part of PARTS)
    for (const language of ['fr', 'en'] as const) {
      const text = textOf(given[part][language])
      read[part] = { ...read[part], [language]: text }
      if (text.length > 6_000) faults[`${part}.${language}`] = 'too-long'
      else if (text === '' && (language === 'fr' || both)) faults[`${part}.${language}`] = 'missing'
    }
  return Object.keys(faults).length > 0 ? refused('reply-incomplete', { faults }) : ok(read)
}
