import {
  type Clock,
  type Database,
  newId,
  ok,
  type Queries,
  refused,
  type Refused,
  type Result,
} from '#kernel'
import type { Event } from '#ledger'
import { type Act, ASSISTED_CHANNELS, type Circumstances, type Done, type Happening } from './act.ts'
import { type Standing, standingOf, type Subject } from './subject.ts'

/** Where subjects are kept. `find` locks the row until the transaction ends; `keep` writes it with its events. */
export type Keeping<S extends Subject> = {
  find(tx: Queries, id: string): Promise<S | null>
  /** Why what an act leaves cannot be acknowledged: it relies on content that is not durable. */
  refuses?(tx: Queries, before: S, after: S): Promise<Refused<'evidence-not-stored'> | null>
  keep(tx: Queries, after: S, events: Event[]): Promise<void>
}

/** Nobody learns from a refusal that somebody else's dossier exists: unknown and not yours are one answer. */
export type DoorRefusal = 'not-found' | 'evidence-not-stored'

export type Door<S extends Subject> = {
  perform<Input, Answer, R extends string>(
    act: Act<S, Input, Answer, R>,
    id: string,
    input: Input,
    circumstances: Omit<Circumstances, 'now'>,
  ): Promise<Result<Answer, R | DoorRefusal>>
}

/**
 * The one door: every act on a subject passes here. Who is it, may they, is it possible now, is the input right; then
 * the subject and its events are written in the same transaction, and the ledger is told once it is durable.
 */
export const openDoor = <S extends Subject>(
  db: Database,
  keeping: Keeping<S>,
  clock: Clock,
  committed: () => void,
): Door<S> => ({
  async perform(act, id, input, circumstances) {
    const here = { ...circumstances, now: clock() }
    const result = await db.transaction(async (tx) => {
      const subject = await keeping.find(tx, id)
      if (!subject) return refused('not-found')
      const done = attempt(act, subject, input, here)
      if (!done.ok) return done
      const { after, events } = done.value
      const refusal = await keeping.refuses?.(tx, subject, after)
      if (refusal) return refusal
      await keeping.keep(tx, after, eventsOf(subject, events, here))
      return done
    })
    if (!result.ok) return result
    committed()
    return ok(result.value.answer)
  },
})

/** The act without its transaction, for callers that write many at once (filing) or only want to know (the desk). */
export const attempt = <S extends Subject, Input, Answer, R extends string>(
  act: Act<S, Input, Answer, R>,
  subject: S,
  input: Input,
  here: Circumstances,
): Result<Done<S, Answer>, R | DoorRefusal> => {
  const closed = whyNot(act, subject, here)
  if (closed) return closed
  const result = act.perform(subject, input, here)
  if (!result.ok) return result
  const revision = subject.revision + result.value.events.length
  return ok({ ...result.value, after: { ...result.value.after, revision } })
}

/** Why an act is not possible now for this actor, or null when it is. */
export const whyNot = <S extends Subject, Input, Answer, R extends string>(
  act: Act<S, Input, Answer, R>,
  subject: S,
  here: Circumstances,
): Refused<R | DoorRefusal> | null => {
  const standing = standingHere(here, subject)
  if (!(act.by as readonly Standing[]).includes(standing)) return refused('not-found')
  return act.barred?.(subject, here) ?? null
}

/** Who is assisted at the counter of the organisation that answers for the subject does, through its agent, what they may. */
const standingHere = (here: Circumstances, subject: Subject): Standing => {
  if (!here.onBehalfOf) return standingOf(here.actor, subject)
  return mayAssist(here, subject.organisation) ? standingOf(here.onBehalfOf, subject) : 'none'
}

/** Whether the actor is an agent of that organisation, in a channel where people are assisted. */
export const mayAssist = ({ actor, channel }: Omit<Circumstances, 'now'>, organisation: string): boolean =>
  actor.kind === 'agent' && actor.organisation === organisation && ASSISTED_CHANNELS.includes(channel)

export const eventsOf = (before: Subject, happenings: Happening[], here: Circumstances): Event[] =>
  happenings.map((happening, at) => ({
    ...happening,
    stream: before.id,
    seq: before.revision + at + 1,
    id: newId(),
    actor: here.actor.id,
    onBehalfOf: here.onBehalfOf?.id ?? null,
    channel: here.channel,
    at: here.now,
  }))
