import { dayOf, isId, ok, refused, type Result, sha256 } from '#kernel'
import { insertEvents } from '#ledger'
import type { Agent } from '#parties'
import { CONSULTER } from '../acts.ts'
import type { Consultation } from '../consultation.ts'
import { type Channel, type Contributing, KEYED_CHANNELS, readContribution } from '../contribution.ts'
import { readAnswers } from '../questions.ts'
import type { ConsultationRefusal } from '../refusals.ts'
import { isRegion } from '../regions.ts'
import { cellsOfAnswers } from '../results/results.ts'
import { cell, moveCounts, slotOf } from '../results/store.ts'
import { findConsultation } from '../store.ts'
import type { ConsultationTools } from '../tools.ts'
import { keepContribution, keepSheet } from '../voices/store.ts'
import type { Answering } from '../voices/taking-part.ts'
import { anonymous, randomLike } from '../voices/voice.ts'

/** What an agent enters of what came otherwise than online. `key` is the form's: one sent twice is entered once. */
export type KeyedIn = { key: string; channel: Channel } & (
  | ({ is: 'answer' } & Answering)
  | ({ is: 'contribution'; people: number } & Omit<Contributing, 'key' | 'shownAs' | 'pseudonym'> & {
        name: string
      })
)

type Done = Promise<Result<{ id: string }, ConsultationRefusal | 'not-found'>>

const MOST_PEOPLE = 10_000

/** The same form always makes the same sheet, which is of nobody. */
const sheetOf = (consultation: string, key: string): Buffer => sha256(`keyed in ${consultation} ${key}`)

/**
 * While it is open, and until it is answered: paper comes by mail after the last day. It counts under its own channel;
 * nobody's voice is taken for it, since the sheet says no person.
 */
export const keyingIn = ({ db, clock, committed }: ConsultationTools) => {
  const keyable = async (
    agent: Agent,
    id: string,
  ): Promise<Result<Consultation, ConsultationRefusal | 'not-found'>> => {
    const found = await findConsultation(db, id)
    if (!found || found.organisation !== agent.organisation) return refused('not-found')
    if (!agent.roles.includes(CONSULTER)) return refused('consulter-needed')
    if (found.state === 'cancelled') return refused('consultation-cancelled')
    if (found.state !== 'open' && found.state !== 'closed') return refused('consultation-not-open')
    return found.answeredOn === null ? ok(found) : refused('consultation-closed')
  }

  const answer = async (
    agent: Agent,
    consultation: Consultation,
    { key, channel, answers: given, region }: Extract<KeyedIn, { is: 'answer' }>,
  ): Done => {
    const { id, questionnaire } = consultation
    const read = readAnswers(
      questionnaire.map((question) => ({ ...question, optional: true })),
      given,
    )
    if (!read.ok) return read
    if (region !== '' && !isRegion(region))
      return refused('answers-faulty', { faults: { region: 'answer-unknown' } })
    const voice = sheetOf(id, key)
    const sheet = randomLike(voice)
    await db.transaction(async (tx) => {
      const day = dayOf(clock())
      const kept = { consultation: id, voice, id: sheet, region, channel, day, answers: read.value }
      // Entered already: the same sheet, sent twice.
      if (!(await keepSheet(tx, kept))) return
      await moveCounts(tx, id, slotOf(voice), cellsOfAnswers(questionnaire, kept, 1))
      const body = { consultation: id, channel }
      await tx.query(insertEvents([anonymous('answer.received', body, day, { actor: agent.id })]))
    })
    committed()
    return ok({ id: sheet })
  }

  const contribution = async (
    agent: Agent,
    consultation: Consultation,
    { key, channel, people, name, ...typed }: Extract<KeyedIn, { is: 'contribution' }>,
  ): Done => {
    if (!Number.isSafeInteger(people) || people < 1 || people > MOST_PEOPLE)
      return refused('people-malformed')
    const as = name.trim() === '' ? ('anonymous' as const) : ('pseudonym' as const)
    const read = readContribution(
      consultation,
      { ...typed, shownAs: as, pseudonym: name, attachments: [] },
      '',
    )
    if (!read.ok) return read
    const { id, organisation } = consultation
    const sheet = sheetOf(id, key)
    const contribution = randomLike(sheet)
    await db.transaction(async (tx) => {
      const day = dayOf(clock())
      const isNew = await keepContribution(tx, {
        ...read.value,
        consultation: id,
        id: contribution,
        organisation,
        parent: null,
        place: 0,
        voice: null,
        author: null,
        channel,
        people,
        day,
        state: 'shown',
        rule: null,
      })
      if (!isNew) return
      const { theme, region } = read.value
      const where = { theme, region, channel }
      const slot = slotOf(sheet)
      await moveCounts(tx, id, slot, [cell('contribution', 1, where), cell('people', people, where)])
      const body = { consultation: id, contribution, ...where, people }
      const said = { stream: contribution, actor: agent.id }
      await tx.query(insertEvents([anonymous('contribution.received', body, day, said)]))
    })
    committed()
    return ok({ id: contribution })
  }

  return async (agent: Agent, id: string, given: KeyedIn): Done => {
    const found = await keyable(agent, id)
    if (!found.ok) return found
    if (!isId(given.key)) return refused('key-malformed')
    if (!KEYED_CHANNELS.includes(given.channel)) return refused('channel-unknown')
    return given.is === 'answer' ? answer(agent, found.value, given) : contribution(agent, found.value, given)
  }
}
