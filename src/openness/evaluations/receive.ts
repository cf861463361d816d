import { randomUUID } from 'node:crypto'
import type { Catalogue } from '#catalogue'
import { type Clock, type Database, dayOf, ok, type Queries, refused, type Result } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import { type Cleaner, MOST_CHARACTERS } from './cleaning/clean.ts'
import { type Answers, type Evaluation, type Invitation, QUESTIONS } from './evaluation.ts'
import type { EvaluationEvent } from './events.ts'
import { invitationOf, keepEvaluation, spend } from './store.ts'
import { hashOf } from './turns.ts'

export type Receiving = {
  db: Database
  clock: Clock
  catalogue: Catalogue
  clean: Cleaner
  committed: () => void
}

export type Received = Result<
  Invitation,
  'token-unknown' | 'already-received' | 'nothing-answered' | 'comment-too-long'
>

/** Receives an evaluation, once for a token. The comment is cleaned before anything is written; nothing keeps the other. */
export const receive =
  ({ db, clock, catalogue, clean, committed }: Receiving) =>
  async (token: string, answers: Answers, comment: string): Promise<Received> => {
    if (comment.trim().length > MOST_CHARACTERS) return refused('comment-too-long', { most: MOST_CHARACTERS })
    const kept = clean(comment) || null
    if (kept === null && QUESTIONS.every((id) => answers[id] === null)) return refused('nothing-answered')
    const hash = hashOf(token)
    const received = await db.transaction(async (tx) => {
      const invitation = await spend(tx, hash)
      if (!invitation) return null
      await write(tx, { ...invitation, ...answers, comment: kept }, dayOf(clock()), catalogue)
      return invitation
    })
    if (!received) return refused((await invitationOf(db, hash)) ? 'already-received' : 'token-unknown')
    committed()
    return ok(received)
  }

const write = async (
  tx: Queries,
  said: Invitation & Answers & { comment: string | null },
  day: string,
  catalogue: Catalogue,
): Promise<void> => {
  const { service, version, end, comment: _comment, ...answers } = said
  const id = randomUUID()
  const evaluation: Evaluation = { ...said, id, day, theme: null }
  const organisation = (await catalogue.at(service, version))!.definition.authority
  await keepEvaluation(tx, evaluation)
  const measure = { organisation, service, version, end, ...answers }
  await tx.query(
    insertEvents([anonymous('evaluation.received', { service, version, end }, day, measure, id)]),
  )
}

/**
 * An event by nobody: a random id and stream, in no order with any other, and the beginning of the day for its time. (In
 * Québec 5 o'clock UTC is midnight or one in the morning, whatever the season: never a moment to come.)
 */
export const anonymous = (
  kind: EvaluationEvent,
  body: Event['body'],
  day: string,
  measure: Event['measure'] = null,
  stream: string = randomUUID(),
): Event => ({
  stream,
  seq: 1,
  id: randomUUID(),
  kind,
  body,
  measure,
  actor: 'anonymous',
  channel: 'portal',
  at: new Date(`${day}T05:00:00.000Z`),
})
