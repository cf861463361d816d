import { openDoor } from '#acts'
import { addToDay, dayOf, isId, ok, type Queries, refused, type Result } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import { type ConsultationNoticeKind, tellOfConsultation } from '#notices'
import type { Agent, Person } from '#parties'
import { textOf } from '../cleaning.ts'
import type { Consultation } from '../consultation.ts'
import type { ConsultationRefusal } from '../refusals.ts'
import { cell, moveCounts, slotOf } from '../results/store.ts'
import { findConsultation } from '../store.ts'
import type { ConsultationTools } from '../tools.ts'
import { anonymous, type Voices } from '../voices/voice.ts'
import { group, hide, judge, restore, review } from './moderate.ts'
import { type HeldPosting, isJudged, type Posting } from './posting.ts'
import * as store from './store.ts'

type Done<T> = Promise<Result<T, ConsultationRefusal | 'not-found' | 'evidence-not-stored'>>

/** What a moderator does to those that were chosen. `keep`: looked at, left in view; `again`: back in the queue. */
export type Moderating =
  { is: 'hide'; rule: string } | { is: 'restore' | 'keep' | 'again' } | { is: 'group'; theme: string }

export type Moderation = {
  /** What waits, what was reported, withdrawn or appealed; the most reported first. */
  queue(
    agent: Agent,
    id: string,
    queue: store.Queue,
    page: { limit: number; offset: number },
  ): Promise<{ postings: Posting[]; count: number } | null>
  posting(agent: Agent, id: string, contribution: string): Promise<Posting | null>
  reports(agent: Agent, id: string, contribution: string): ReturnType<typeof store.reportsOf>
  /** Does the same to many. Answers how many it was done to; those for which it was done already are left. */
  moderate(
    agent: Agent,
    id: string,
    contributions: readonly string[],
    what: Moderating,
  ): Done<{ done: string[] }>
  /** Its author asks another person to look at a withdrawal. */
  appeal(person: Person, id: string, contribution: string, text: string): Done<null>
  judge(
    agent: Agent,
    id: string,
    contribution: string,
    given: { verdict: 'restored' | 'upheld'; reason: string },
  ): Done<Posting>
  /** How much waits in each consultation of the organisation. */
  waiting(organisation: string): ReturnType<typeof store.waitingOf>
  /** What people wrote in answer to a question, for the organisation that answers them. */
  texts(
    agent: Agent,
    id: string,
    question: string,
    page: { limit: number; offset: number },
  ): ReturnType<typeof store.textsOf>
}

/** The most that is counted of a queue. */
export const MOST_COUNTED = 1_000
const MOST_APPEAL = 2_000
/** An appeal is lodged while its author can still be recognised and told. */
const APPEALS_LAST = 'P60D'

export const moderation = ({ db, clock, committed }: ConsultationTools, voices: Voices): Moderation => {
  const door = openDoor<HeldPosting>(
    db,
    {
      find: (tx, ref) => store.holdPosting(tx, ...partsOf(ref)),
      async keep(tx, held, events) {
        await store.updatePosting(tx, held)
        await regrouped(tx, held)
        if (events.length > 0) await tx.query(insertEvents(events))
        await tell(tx, voices, held, events)
      },
    },
    clock,
    committed,
  )
  const here = (agent: Agent) => ({ actor: agent, channel: 'desk', language: 'fr' }) as const
  const own = async (agent: Agent, id: string): Promise<Consultation | null> => {
    const found = await findConsultation(db, id)
    return found?.organisation === agent.organisation ? found : null
  }
  const perform = (
    agent: Agent,
    { id, rules, themes }: Consultation,
    contribution: string,
    what: Moderating,
  ) => {
    const ref = refOf(id, contribution)
    switch (what.is) {
      case 'hide':
        return door.perform(hide, ref, { rule: what.rule, rules: rules.map((rule) => rule.id) }, here(agent))
      case 'restore':
        return door.perform(restore, ref, {}, here(agent))
      case 'group':
        return door.perform(
          group,
          ref,
          { theme: what.theme, themes: themes.map((one) => one.id) },
          here(agent),
        )
      default:
        return door.perform(review, ref, { reviewed: what.is === 'keep' }, here(agent))
    }
  }

  return {
    async queue(agent, id, queue, page) {
      if (!(await own(agent, id))) return null
      const count = await store.countQueue(db, id, queue, MOST_COUNTED)
      return { postings: await store.queueOf(db, id, queue, page), count }
    },
    posting: async (agent, id, contribution) =>
      (await own(agent, id)) ? store.findPosting(db, id, contribution) : null,
    reports: async (agent, id, contribution) =>
      (await own(agent, id)) && isId(contribution) ? store.reportsOf(db, id, contribution) : [],
    async moderate(agent, id, contributions, what) {
      const consultation = await own(agent, id)
      if (!consultation) return refused('not-found')
      const done: string[] = []
      for (const contribution of new Set(contributions.filter(isId))) {
        const result = await perform(agent, consultation, contribution, what)
        if (result.ok) done.push(contribution)
        else if (!ALREADY.has(result.refusal)) return result
      }
      return done.length > 0 ? ok({ done }) : refused('none-chosen')
    },
    async appeal(person, id, contribution, typed) {
      const consultation = await findConsultation(db, id)
      const its = await voices.find(db, id, person.person)
      if (!consultation || !its || !isId(contribution)) return refused('not-found')
      const day = dayOf(clock())
      if (addToDay(consultation.closesOn, APPEALS_LAST) < day) return refused('appeal-over')
      const text = textOf(typed)
      if (text === '' || text.length > MOST_APPEAL) return refused('reason-missing', { most: MOST_APPEAL })
      const result = await db.transaction<Awaited<Done<null>>>(async (tx) => {
        const held = await store.holdPosting(tx, id, contribution)
        const author = held && (await store.voiceOf(tx, id, contribution))
        if (!held || !author?.equals(its.voice)) return refused('not-found')
        const { posting } = held
        if (posting.state !== 'hidden') return refused('not-withdrawn')
        if (posting.appealed) return refused('appeal-waiting')
        if (isJudged(posting)) return refused('appeal-taken')
        const history = [...posting.history, { is: 'appealed' as const, text, on: day }]
        const after = { ...posting, appealed: true, history }
        await store.updatePosting(tx, { ...held, posting: after, revision: held.revision + 1 })
        const placed = { stream: contribution, seq: held.revision + 1 }
        await tx.query(
          insertEvents([anonymous('appeal.lodged', { consultation: id, contribution }, day, placed)]),
        )
        return ok(null)
      })
      if (result.ok) committed()
      return result
    },
    judge: async (agent, id, contribution, given) =>
      given.verdict === 'restored' || given.verdict === 'upheld'
        ? door.perform(judge, refOf(id, contribution), given, here(agent))
        : refused('reason-missing', { most: MOST_APPEAL }),
    waiting: (organisation) => store.waitingOf(db, organisation),
    texts: async (agent, id, question, page) =>
      (await own(agent, id)) ? store.textsOf(db, id, question, page) : [],
  }
}

/** What somebody else did a moment before is done: the rest goes on. */
const ALREADY = new Set<string>(['contribution-withdrawn', 'not-withdrawn', 'not-found', 'none-chosen'])

const refOf = (consultation: string, id: string): string => `${consultation}/${id}`
const partsOf = (ref: string): [string, string] => {
  const at = ref.lastIndexOf('/')
  return [ref.slice(0, at), ref.slice(at + 1)]
}

/** What is put under another theme is counted there, with its supports and comments. */
const regrouped = async (tx: Queries, { posting, was, id }: HeldPosting): Promise<void> => {
  const { consultation, theme, region, channel, people, supports, comments } = posting
  if (theme === was) return
  await store.moveComments(tx, consultation, id, theme)
  const cells = [
    [was, -1],
    [theme, 1],
  ] as const
  await moveCounts(
    tx,
    consultation,
    slotOf(Buffer.from(id.slice(0, 2), 'hex')),
    cells.flatMap(([under, sign]) => [
      cell('contribution', sign, { theme: under, region, channel }),
      cell('people', sign * people, { theme: under, region, channel }),
      cell('support', sign * supports, { theme: under, region }),
      cell('comment', sign * comments, { theme: under, region }),
    ]),
  )
}

const NOTICE_OF: Partial<Record<string, ConsultationNoticeKind>> = {
  'contribution.hidden': 'contribution.hidden',
  'contribution.restored': 'contribution.restored',
  'appeal.judged': 'appeal.judged',
}

/** Its author is told, in the inbox: in which consultation and for which rule, never which contribution. */
const tell = async (
  tx: Queries,
  voices: Voices,
  { posting, author }: HeldPosting,
  events: readonly Event[],
): Promise<void> => {
  const [event] = events
  const kind = event && NOTICE_OF[event.kind]
  if (!kind || author === null) return
  const { consultation, id, rule } = posting
  const person = await voices.authorOf(tx, consultation, id, author)
  if (person) await tellOfConsultation(tx, { person, kind, consultation, details: { rule }, at: event.at })
}
