import { act, type Circumstances, type Happening } from '#acts'
import { dayOf, ok, refused, type Refused } from '#kernel'
import { CONSULTER } from '../acts.ts'
import { textOf } from '../cleaning.ts'
import type { ConsultationEvent } from '../events.ts'
import type { ConsultationRefusal } from '../refusals.ts'
import type { Incident } from '../voices/store.ts'
import { type HeldPosting, type Posting, withdrawnBy } from './posting.ts'

const verb = act<HeldPosting>()

const onlyConsulter = ({ actor }: Circumstances): Refused<'consulter-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(CONSULTER) ? null : refused('consulter-needed')

const barred = (_held: HeldPosting, here: Circumstances) => onlyConsulter(here)

const happened = (
  kind: ConsultationEvent,
  { consultation, id }: Posting,
  body: Record<string, unknown> = {},
): Happening => ({ kind, body: { consultation, contribution: id, ...body }, measure: null })

const done = (held: HeldPosting, posting: Posting, events: Happening[]) =>
  ok({ after: { ...held, posting }, events, answer: posting })

const told = ({ history }: Posting, incident: Incident): Incident[] => [...history, incident]

/** Withdraws from view, for a rule that is published. `rules` are those of the consultation. */
export const hide = verb({
  name: 'contribution.hide',
  by: ['agent'],
  barred,
  perform(held, { rule, rules }: { rule: string; rules: readonly string[] }, { actor, now }) {
    if (!rules.includes(rule)) return refused('rule-unknown')
    const { posting } = held
    if (posting.state === 'hidden') return refused('contribution-withdrawn')
    const history = told(posting, { is: 'hidden', rule, by: actor.id, on: dayOf(now) })
    const after = { ...posting, state: 'hidden' as const, rule, reviewed: true, history }
    return done(held, after, [happened('contribution.hidden', after, { rule })])
  },
})

/** Puts it back in view: a mistake mended by whoever made it, or an appeal that was waiting answered by yes. */
export const restore = verb({
  name: 'contribution.restore',
  by: ['agent'],
  barred,
  perform(held, _input: object, { actor, now }) {
    const { posting } = held
    if (posting.state !== 'hidden') return refused('not-withdrawn')
    const history = told(posting, { is: 'restored', by: actor.id, on: dayOf(now) })
    const after = {
      ...posting,
      state: 'shown' as const,
      rule: null,
      appealed: false,
      reviewed: true,
      history,
    }
    return done(held, after, [happened('contribution.restored', after)])
  },
})

/** Looked at, and left in view: it leaves the queue. Undone, it comes back to it. */
export const review = verb({
  name: 'contribution.review',
  by: ['agent'],
  barred,
  perform(held, { reviewed }: { reviewed: boolean }) {
    return done(held, { ...held.posting, reviewed }, [])
  },
})

export const group = verb({
  name: 'contribution.group',
  by: ['agent'],
  barred,
  perform(held, { theme, themes }: { theme: string; themes: readonly string[] }) {
    if (!themes.includes(theme)) return refused('theme-unknown')
    if (held.posting.parent !== null) return refused('none-chosen')
    if (held.posting.theme === theme) return done(held, held.posting, [])
    const after = { ...held.posting, theme }
    return done(held, after, [happened('contribution.grouped', after, { theme })])
  },
})

export const MOST_VERDICT = 2_000

/** Answers an appeal: another person than the one who withdrew it, with a reason that its author reads. */
export const judge = verb({
  name: 'appeal.judge',
  by: ['agent'],
  barred({ posting }, here): Refused<ConsultationRefusal> | null {
    const closed = onlyConsulter(here)
    if (closed) return closed
    if (!posting.appealed) return refused('no-appeal')
    return withdrawnBy(posting) === here.actor.id ? refused('judge-is-moderator') : null
  },
  perform(held, input: { verdict: 'restored' | 'upheld'; reason: string }, { actor, now }) {
    const { posting } = held
    const reason = textOf(input.reason)
    if (reason === '' || reason.length > MOST_VERDICT)
      return refused('reason-missing', { most: MOST_VERDICT })
    const { verdict } = input
    const incident: Incident = { is: 'judged', verdict, reason, by: actor.id, on: dayOf(now) }
    const back = verdict === 'restored' ? { state: 'shown' as const, rule: null } : {}
    const after: Posting = { ...posting, ...back, appealed: false, history: told(posting, incident) }
    return done(held, after, [
      happened('appeal.judged', after, { verdict }),
      ...(verdict === 'restored' ? [happened('contribution.restored', after)] : []),
    ])
  },
})
