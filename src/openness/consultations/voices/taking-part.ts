import { storedAmong } from '#documents'
import { dayOf, isId, ok, refused, type Result } from '#kernel'
import { insertEvents } from '#ledger'
import type { Person } from '#parties'
import { textOf } from '../cleaning.ts'
import { type Consultation, takesPart } from '../consultation.ts'
import {
  type Commenting,
  type Contributing,
  type Contribution,
  readComment,
  readContribution,
} from '../contribution.ts'
import { type Answers, readAnswers } from '../questions.ts'
import type { ConsultationRefusal } from '../refusals.ts'
import { isRegion } from '../regions.ts'
import { cellsOfAnswers } from '../results/results.ts'
import { cell, moveCounts, slotOf } from '../results/store.ts'
import { findConsultation } from '../store.ts'
import type { ConsultationTools } from '../tools.ts'
import * as store from './store.ts'
import { anonymous, type Voice, type Voices } from './voice.ts'

type Done<T> = Promise<Result<T, ConsultationRefusal | 'not-found'>>

/** Two thousand supports or a hundred contributions in a day are no person’s. */
const MOST_A_DAY = 2_000
const WEIGHT = { support: 1, comment: 20, contribution: 20, report: 20, answer: 20 } as const
const MOST_CONTRIBUTIONS = 50

export type Answering = { answers: Answers; region: string }

/** What a person does in a consultation. Nothing here keeps them: only their voice. */
export const takingPart = ({ db, clock, committed }: ConsultationTools, voices: Voices) => {
  const opened = async (
    id: string,
    kind: 'online-questionnaire' | 'online-contributions',
  ): Promise<Result<Consultation, ConsultationRefusal | 'not-found'>> => {
    const consultation = await findConsultation(db, id)
    if (!consultation || consultation.state === 'draft') return refused('not-found')
    if (consultation.state === 'cancelled') return refused('consultation-cancelled')
    const today = dayOf(clock())
    if (takesPart(consultation, kind, today)) return ok(consultation)
    if (consultation.state === 'announced') return refused('consultation-not-open')
    return refused(
      consultation.state === 'closed' || consultation.closesOn < today
        ? 'consultation-closed'
        : 'not-taking-part',
    )
  }

  /** Runs `work` while the voice is held, once it is charged; the first time counts a participant. */
  const speaking = async <T>(
    { id }: Consultation,
    { voice }: Voice,
    weight: number,
    work: (tx: Parameters<Parameters<typeof db.transaction>[0]>[0], day: string) => Done<T>,
  ): Done<T> => {
    const day = dayOf(clock())
    const result = await db.transaction<Awaited<Done<T>>>(async (tx) => {
      const charged = await store.chargeVoice(tx, { consultation: id, voice, day }, weight, MOST_A_DAY)
      if (!charged) return refused('too-many-today', { most: MOST_A_DAY / weight })
      const done = await work(tx, day)
      if (done.ok && charged.isNew) await moveCounts(tx, id, slotOf(voice), [cell('voice', 1)])
      return done
    })
    if (result.ok) committed()
    return result
  }

  const answer = async (
    person: Person,
    id: string,
    { answers: given, region }: Answering,
  ): Done<{ id: string; changed: boolean }> => {
    const found = await opened(id, 'online-questionnaire')
    if (!found.ok) return found
    const consultation = found.value
    const read = readAnswers(consultation.questionnaire, given)
    if (!read.ok) return read
    if (region !== '' && !isRegion(region))
      return refused('answers-faulty', { faults: { region: 'answer-unknown' } })
    const its = await voices.make(db, id, person.person)
    return speaking(consultation, its, WEIGHT.answer, async (tx, day) => {
      const before = await store.answerOf(tx, id, its.voice)
      const after = {
        consultation: id,
        voice: its.voice,
        id: before?.id ?? its.idFor('answer'),
        region,
        channel: 'online' as const,
        day,
        answers: read.value,
      }
      await store.keepAnswer(tx, after)
      await store.dropDraft(tx, { consultation: id, voice: its.voice, kind: 'answer' })
      const { questionnaire } = consultation
      await moveCounts(tx, id, slotOf(its.voice), [
        ...(before ? cellsOfAnswers(questionnaire, before, -1) : []),
        ...cellsOfAnswers(questionnaire, after, 1),
      ])
      const event = before
        ? anonymous('answer.changed', { consultation: id }, day)
        : anonymous('answer.received', { consultation: id, channel: 'online' }, day)
      await tx.query(insertEvents([event]))
      return ok({ id: after.id, changed: before !== null })
    })
  }

  const contribute = async (
    person: Person,
    id: string,
    typed: Contributing,
  ): Done<{ id: string; changed: boolean }> => {
    const found = await opened(id, 'online-contributions')
    if (!found.ok) return found
    const consultation = found.value
    if (!consultation.contributions.open) return refused('not-taking-part')
    if (!isId(typed.key)) return refused('key-malformed')
    const read = readContribution(consultation, typed, person.name)
    if (!read.ok) return read
    const digests = read.value.attachments.map(({ digest }) => digest)
    const stored = await storedAmong(db, digests)
    if (digests.some((digest) => !stored.has(digest))) return refused('attachment-not-stored')
    const its = await voices.make(db, id, person.person)
    const contribution = its.idFor(typed.key)
    return speaking(consultation, its, WEIGHT.contribution, async (tx, day) => {
      if ((await store.countByVoice(tx, id, its.voice)) >= MOST_CONTRIBUTIONS)
        return refused('too-many-here', { most: MOST_CONTRIBUTIONS })
      const { theme, region } = read.value
      const kept: store.KeptContribution = {
        ...read.value,
        consultation: id,
        id: contribution,
        organisation: consultation.organisation,
        parent: null,
        place: 0,
        voice: its.voice,
        author: its.seal(contribution),
        channel: 'online',
        people: 1,
        day,
        state: 'shown',
        rule: null,
      }
      const isNew = await store.keepContribution(tx, kept)
      await store.dropDraft(tx, { consultation: id, voice: its.voice, kind: 'contribution' })
      if (!isNew) return ok({ id: contribution, changed: false })
      const where = { theme, region, channel: 'online' }
      await moveCounts(tx, id, slotOf(its.voice), [cell('contribution', 1, where), cell('people', 1, where)])
      const body = { consultation: id, contribution, ...where, people: 1 }
      await tx.query(insertEvents([anonymous('contribution.received', body, day, { stream: contribution })]))
      return ok({ id: contribution, changed: false })
    })
  }

  const comment = async (
    person: Person,
    id: string,
    parent: string,
    typed: Commenting,
  ): Done<{ id: string }> => {
    const found = await opened(id, 'online-contributions')
    if (!found.ok) return found
    if (!found.value.contributions.comments) return refused('no-comments')
    if (!isId(typed.key)) return refused('key-malformed')
    if (!isId(parent)) return refused('not-found')
    const read = readComment(typed, person.name)
    if (!read.ok) return read
    const its = await voices.make(db, id, person.person)
    const commentId = its.idFor(`${parent} ${typed.key}`)
    return speaking(found.value, its, WEIGHT.comment, async (tx, day) => {
      // The voice is held: a form sent twice at once finds its first comment here.
      if (await store.contributionById(tx, id, commentId)) return ok({ id: commentId })
      const under = await store.addComment(tx, id, parent)
      if (!under) return notThere(await store.contributionById(tx, id, parent))
      await store.keepContribution(tx, {
        ...read.value,
        ...under,
        consultation: id,
        id: commentId,
        organisation: found.value.organisation,
        parent,
        voice: its.voice,
        author: its.seal(commentId),
        channel: 'online',
        people: 1,
        title: '',
        attachments: [],
        day,
        state: 'shown',
        rule: null,
      })
      const { theme, region } = under
      await moveCounts(tx, id, slotOf(its.voice), [cell('comment', 1, { theme, region })])
      const body = { consultation: id, contribution: parent, comment: commentId }
      await tx.query(insertEvents([anonymous('contribution.commented', body, day, { stream: commentId })]))
      return ok({ id: commentId })
    })
  }

  /** Gives or withdraws a support; done already is done. Answers the exact count. */
  const supporting =
    (give: boolean) =>
    async (person: Person, id: string, contribution: string): Done<{ supports: number }> => {
      const found = await opened(id, 'online-contributions')
      if (!found.ok) return found
      if (!found.value.contributions.supports) return refused('no-supports')
      if (!isId(contribution)) return refused('not-found')
      const its = await voices.make(db, id, person.person)
      return speaking(found.value, its, WEIGHT.support, async (tx, day) => {
        const move = give ? store.giveSupport : store.withdrawSupport
        const moved = await move(tx, id, contribution, its.voice)
        if (!moved) return standing(await store.contributionById(tx, id, contribution))
        const { supports, theme, region } = moved
        await moveCounts(tx, id, slotOf(its.voice), [cell('support', give ? 1 : -1, { theme, region })])
        const kind = give ? 'support.given' : 'support.withdrawn'
        await tx.query(insertEvents([anonymous(kind, { consultation: id, contribution }, day)]))
        return ok({ supports })
      })
    }

  const report = async (
    person: Person,
    id: string,
    contribution: string,
    { rule, words }: { rule: string; words: string },
  ): Done<null> => {
    const consultation = await findConsultation(db, id)
    if (!consultation || consultation.state === 'draft' || !isId(contribution)) return refused('not-found')
    if (!consultation.rules.some((one) => one.id === rule)) return refused('rule-unknown')
    const said = textOf(words)
    if (said.length > 1_000) return refused('contribution-faulty', { faults: { words: 'too-long' } })
    if (!(await store.contributionById(db, id, contribution))) return refused('not-found')
    const its = await voices.make(db, id, person.person)
    return speaking(consultation, its, WEIGHT.report, async (tx, day) => {
      const at = { consultation: id, contribution, voice: its.voice, day }
      if (await store.keepReport(tx, at, { rule, words: said }))
        await tx.query(
          insertEvents([anonymous('contribution.reported', { consultation: id, contribution, rule }, day)]),
        )
      return ok(null)
    })
  }

  return { answer, contribute, comment, support: supporting(true), unsupport: supporting(false), report }
}

const notThere = (found: Contribution | null) => refused(found ? 'contribution-withdrawn' : 'not-found')

/** Nothing moved: it was so already, or there is nothing to support. */
const standing = (found: Contribution | null): Awaited<Done<{ supports: number }>> => {
  if (!found || found.parent !== null) return refused('not-found')
  return found.state === 'hidden' ? refused('contribution-withdrawn') : ok({ supports: found.supports })
}
