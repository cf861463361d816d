import type { Refused, Result } from '#kernel'
import type { EventMeasure } from '#ledger'
import type { Actor, Holder, Person } from '#parties'
import type { Standing, Subject } from './subject.ts'

/**
 * Where and when an act is done, and by whom. The clock is passed in. `onBehalfOf`: the person whom an agent assists; the
 * agent is the actor, and the ledger keeps both.
 */
export type Circumstances = {
  actor: Actor
  onBehalfOf?: Person | Holder | null
  now: Date
  channel: Channel
  language: 'fr' | 'en'
}

export type Channel = 'portal' | 'counter' | 'phone' | 'paper' | 'partner' | 'desk' | 'robot'

/** Where an agent enters what a person says, or what came on paper. */
export const ASSISTED_CHANNELS: readonly Channel[] = ['counter', 'phone', 'paper']

/**
 * An event as a verb writes it; the door adds the stream, the actor, the channel and the time. `measure` is what it
 * counts for, from closed lists, kept when the body is erased; without it the event counts in no figure.
 */
export type Happening = { kind: string; body: Record<string, unknown>; measure?: EventMeasure | null }

/** What a verb did: the subject as it now is, what happened, and what the caller needs. */
export type Done<S, Answer> = { after: S; events: Happening[]; answer: Answer }

/**
 * A verb. `by` says who may try at all; `barred` says why it is not possible now, before anything is typed (the desk
 * shows that reason beside the act); `perform` is pure: it checks the input in full and says what follows.
 */
export type Act<S extends Subject, Input, Answer, R extends string> = {
  name: string
  by: readonly Exclude<Standing, 'none'>[]
  barred?(subject: S, circumstances: Circumstances): Refused<R> | null
  perform(subject: S, input: Input, circumstances: Circumstances): Result<Done<S, Answer>, R>
}

/** Gives the verb its types without spelling them: `act<Dossier>()({ … })`. */
export const act =
  <S extends Subject>() =>
  <Input, Answer, const R extends string>(verb: Act<S, Input, Answer, R>): Act<S, Input, Answer, R> =>
    verb
