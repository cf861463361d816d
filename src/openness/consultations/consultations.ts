import { openDoor } from '#acts'
import { addToDay, dayOf, idFrom, ok, refused, type Result, type Text } from '#kernel'
import { insertEvents, type Subscriber } from '#ledger'
import { type Agent, type Person, robot } from '#parties'
import * as acts from './acts.ts'
import type { Announced, Attachment, Consultation, Reply, Theme } from './consultation.ts'
import type { Contribution } from './contribution.ts'
import { type Due, dueOf } from './due.ts'
import { type KeyedIn, keyingIn } from './moderation/key-in.ts'
import { type Moderation, moderation } from './moderation/moderation.ts'
import { onlineDuring } from './means.ts'
import { blank, readAnnounced, slugOf } from './reading.ts'
import type { ConsultationRefusal } from './refusals.ts'
import { countsIn, type Counts, type Results, resultsOf } from './results/results.ts'
import { countContributions, countsOf, totalsOf } from './results/store.ts'
import * as store from './store.ts'
import type { ConsultationTools } from './tools.ts'
import { type Draft, type DraftKind, drafts } from './voices/drafts.ts'
import { type Participation, participation, type Took } from './voices/participation.ts'
import {
  attachmentOf,
  contributionById,
  forgetEndedBefore,
  type Read,
  readComments,
  readContributions,
  supportedAmong,
} from './voices/store.ts'
import { type Answering, takingPart } from './voices/taking-part.ts'
import type { Commenting, Contributing } from './contribution.ts'
import { openVoices } from './voices/voice.ts'

type Done<T = Consultation> = Promise<Result<T, ConsultationRefusal | 'not-found' | 'evidence-not-stored'>>
type Page = { limit: number; offset: number }

export type Participating = ({ is: 'answer' } & Answering) | ({ is: 'contribution' } & Contributing)

/** Consultations, ready to be asked. One per process; any number of processes share a database. */
export type Consultations = Moderation & {
  // ---- What everybody reads

  /** The public register, those of an organisation, a region, a topic, a standing, or found by words. */
  list(wanted: store.Wanted, page: Page): Promise<{ consultations: Consultation[]; count: number }>
  /** One that is public; null for a draft. */
  find(id: string): Promise<Consultation | null>
  /** How many contributions, comments, supports and questionnaires; of many at once, by consultation. */
  counts(ids: readonly string[]): Promise<ReadonlyMap<string, Counts>>
  /** Contributions by theme and region, in one of three orders (`random` stays the same from page to page). */
  read(id: string, wanted: Read, page: Page): Promise<{ contributions: Contribution[]; count: number }>
  contribution(id: string, contribution: string): Promise<Contribution | null>
  comments(id: string, contribution: string, page: Page): Promise<Contribution[]>
  /** Everything that is counted. The page says first whether it may show it (`showsResults`). */
  results(consultation: Consultation): Promise<Results>
  /** A file of a contribution in view; its content is read with `readEvidence`. */
  attachment(id: string, contribution: string, digest: string): Promise<Attachment | null>

  // ---- What a person does, signed in

  /** Answers the questionnaire (again: the new answers take the place of the others), or contributes. */
  participate(
    person: Person,
    id: string,
    given: Participating,
  ): Promise<Result<{ id: string; changed: boolean }, ConsultationRefusal | 'not-found'>>
  comment(
    person: Person,
    id: string,
    contribution: string,
    typed: Commenting,
  ): Promise<Result<{ id: string }, ConsultationRefusal | 'not-found'>>
  support(
    person: Person,
    id: string,
    contribution: string,
  ): Promise<Result<{ supports: number }, ConsultationRefusal | 'not-found'>>
  unsupport: Consultations['support']
  report(
    person: Person,
    id: string,
    contribution: string,
    why: { rule: string; words: string },
  ): Promise<Result<null, ConsultationRefusal | 'not-found'>>
  saveDraft(
    person: Person,
    id: string,
    kind: DraftKind,
    typed: Draft,
  ): Promise<Result<null, ConsultationRefusal | 'not-found'>>
  draft(person: Person, id: string, kind: DraftKind): Promise<{ body: Draft; savedAt: Date } | null>
  dropDraft(person: Person, id: string, kind: DraftKind): Promise<void>
  /** What the person sent and began in one consultation, and in which they took part. */
  participationIn(person: Person, id: string): Promise<Participation>
  participations(person: Person): Promise<Took[]>
  /** Which of these contributions the person supports. */
  supportedBy(person: Person, id: string, contributions: readonly string[]): Promise<ReadonlySet<string>>

  // ---- What an agent of the organisation does

  /** Every consultation of the organisation, drafts too. */
  ofOrganisation(organisation: string): Promise<Consultation[]>
  findOwn(agent: Agent, id: string): Promise<Consultation | null>
  /** Writes a new draft; its id comes from its title. */
  register(agent: Agent, said: { title: Text; opensOn: string; closesOn: string } & Partial<Announced>): Done
  edit(agent: Agent, id: string, said: Partial<Announced>): Done
  dropDraftOf(agent: Agent, id: string): Done<null>
  /** Puts it in the register: open at once when its first day has come. */
  open(agent: Agent, id: string): Done
  extend(agent: Agent, id: string, input: { closesOn: string; reason: Text }): Done
  close(agent: Agent, id: string, input: { reason: Text }): Done
  cancel(agent: Agent, id: string, input: { reason: Text }): Done
  addTheme(agent: Agent, id: string, theme: Theme): Done
  reply(agent: Agent, id: string, given: Omit<Reply, 'on'>): Done
  /** Enters what came on paper, from a workshop or by phone, counted under its channel. */
  keyIn(
    agent: Agent,
    id: string,
    given: KeyedIn,
  ): Promise<Result<{ id: string }, ConsultationRefusal | 'not-found'>>

  // ---- What comes by itself

  due(organisation: string, today: string): Promise<Due[]>
  reported(today: string): Promise<ReadonlyMap<string, string>>
  /** Opens and closes what today opens and closes; forgets secrets whose time is over. Done by itself each minute. */
  turn(): Promise<void>
  subscribers: Subscriber[]
  stop(): void
}

/** The stream of a consultation’s events. */
export const streamOf = (id: string): string => idFrom(`parvis consultation ${id}`)

const EVERY_MINUTE_MS = 60_000
/** A voice can be recognised so long after the last day: for what was withdrawn, appealed and judged. */
export const KEYS_LAST = 'P90D'

export const createConsultations = (tools: ConsultationTools): Consultations => {
  const { db, clock, secret, committed } = tools
  const voices = openVoices(secret)
  const part = takingPart(tools, voices)
  const { save, find: findDraft, drop } = drafts(tools, voices)
  const door = openDoor<store.Held>(
    db,
    {
      find: (tx, id) => store.holdConsultation(tx, id, streamOf),
      async keep(tx, held, events) {
        await store.updateConsultation(tx, held)
        if (events.length > 0) await tx.query(insertEvents(events))
      },
    },
    clock,
    committed,
  )
  const here = (agent: Agent) => ({ actor: agent, channel: 'desk', language: 'fr' }) as const
  const today = () => dayOf(clock())

  const register: Consultations['register'] = async (agent, { title, opensOn, closesOn, ...said }) => {
    if (!agent.roles.includes(acts.CONSULTER)) return refused('consulter-needed')
    const read = readAnnounced(blank(title, opensOn, closesOn), said)
    if (!read.ok) return read
    const slug = slugOf(read.value.title.fr) || 'consultation'
    for (let number = 1; ; number += 1) {
      const draft: Consultation = {
        ...read.value,
        id: number === 1 ? slug : `${slug}-${number}`,
        organisation: agent.organisation,
        state: 'draft',
        online: 'none',
        openedOn: null,
        closedOn: null,
        cancelled: null,
        extensions: [],
        replies: [],
        answeredOn: null,
        toldOn: today(),
        said: 0,
      }
      const known = { ...draft, online: onlineDuring(draft) }
      if (await store.insertConsultation(db, known)) return ok(known)
    }
  }

  const turn = async (): Promise<void> => {
    const by = { actor: robot('consultations'), channel: 'robot', language: 'fr' } as const
    for (const { id } of await store.turningOn(db, today())) await door.perform(acts.turn, id, {}, by)
    await db.transaction((tx) => forgetEndedBefore(tx, addToDay(today(), `-${KEYS_LAST}`)))
  }
  // What fails is tried a minute later; whoever opens a page meanwhile is told by the days themselves.
  const timer = setInterval(() => void turn().catch(() => {}), EVERY_MINUTE_MS).unref()
  const published = async (id: string) => {
    const found = await store.findConsultation(db, id)
    return found?.state === 'draft' ? null : found
  }

  return {
    list: (wanted, page) => store.listConsultations(db, wanted, today(), page),
    find: published,
    async counts(ids) {
      const totals = await totalsOf(db, ids)
      const cells = totals.map((one) => ({ ...one, answer: '', theme: '', region: '', channel: '' }))
      return new Map(ids.map((id) => [id, countsIn(cells.filter(({ consultation }) => consultation === id))]))
    },
    async read(id, wanted, page) {
      const count = await countContributions(db, id, wanted)
      return {
        contributions: count > page.offset ? await readContributions(db, id, wanted, page) : [],
        count,
      }
    },
    contribution: (id, contribution) => contributionById(db, id, contribution),
    comments: (id, contribution, page) => readComments(db, id, contribution, page),
    results: async (consultation) => resultsOf(consultation, await countsOf(db, consultation.id)),
    attachment: (id, contribution, digest) => attachmentOf(db, id, contribution, digest),

    participate: (person, id, given) =>
      given.is === 'answer' ? part.answer(person, id, given) : part.contribute(person, id, given),
    comment: part.comment,
    support: part.support,
    unsupport: part.unsupport,
    report: part.report,
    async saveDraft(person, id, kind, typed) {
      const consultation = await published(id)
      if (!consultation) return refused('not-found')
      if (consultation.state !== 'open' || consultation.closesOn < today())
        return refused('consultation-not-open')
      return save(person, id, kind, typed)
    },
    draft: findDraft,
    dropDraft: drop,
    ...participation(tools, voices),
    async supportedBy(person, id, contributions) {
      const its = await voices.find(db, id, person.person)
      return its ? supportedAmong(db, id, contributions, its.voice) : new Set()
    },

    ofOrganisation: (organisation) => store.consultationsOf(db, organisation),
    async findOwn(agent, id) {
      const found = await store.findConsultation(db, id)
      return found?.organisation === agent.organisation ? found : null
    },
    register,
    edit: (agent, id, said) => door.perform(acts.edit, id, said, here(agent)),
    async dropDraftOf(agent, id) {
      if (!agent.roles.includes(acts.CONSULTER)) return refused('consulter-needed')
      return (await store.deleteDraft(db, id, agent.organisation)) ? ok(null) : refused('not-found')
    },
    open: (agent, id) => door.perform(acts.open, id, {}, here(agent)),
    extend: (agent, id, input) => door.perform(acts.extend, id, input, here(agent)),
    close: (agent, id, input) => door.perform(acts.close, id, input, here(agent)),
    cancel: (agent, id, input) => door.perform(acts.cancel, id, input, here(agent)),
    addTheme: (agent, id, theme) => door.perform(acts.addTheme, id, theme, here(agent)),
    keyIn: keyingIn(tools),
    ...moderation(tools, voices),
    reply: (agent, id, given) => door.perform(acts.reply, id, given, here(agent)),

    due: async (organisation, on) => dueOf(await store.consultationsOf(db, organisation), on),
    reported: async () =>
      new Map((await store.lastTold(db)).map(({ organisation, day }) => [organisation, day])),
    turn,
    subscribers: [],
    stop: () => clearInterval(timer),
  }
}
