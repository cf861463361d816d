import { type Clock, type Database, isOutage, type Queries } from '#kernel'
import type { SealedEvent } from './event.ts'
import {
  addSubscription,
  askedEvent,
  bury,
  claim,
  eventsToRead,
  forgetDeadLetters,
  moveCursor,
  postpone,
  resolve,
  stillFailing,
  waitForSubscription,
} from './store.ts'

/**
 * A reader of sealed events. `react` writes its effects with the transaction it is given, in which its cursor moves
 * too: an event is handled once, or again as if for the first time. It must not reach outside the database (write a
 * job instead). `reset` empties what it wrote: with it the subscription can be rebuilt from event 0.
 */
export type Subscriber = {
  name: string
  kinds?: readonly string[]
  /** False for a reader of measures alone: bodies, which may be long, are neither fetched nor parsed, and come empty. */
  bodies?: boolean
  react(tx: Queries, event: SealedEvent): Promise<void>
  /** The same for many events in their order, for a reader that can read and write many at once. */
  reactToAll?(tx: Queries, events: SealedEvent[]): Promise<void>
  reset?(tx: Queries): Promise<void>
}

/**
 * What a turn came to. `moved`: the cursor stands at `cursor` and there may be more. `at-head`: nothing more to read.
 * `busy`: another process has the subscription. `waiting`: a failed event is tried again in `waitMs`.
 */
export type Turn =
  | { is: 'moved' | 'at-head'; cursor: number }
  | { is: 'busy' }
  | { is: 'waiting'; waitMs: number }
  | { is: 'failed'; failure: Failure }

/** An event that was refused by its reader, for the `attempts`th time; `buried` after the last. */
export type Failure = { index: number; kind: string; attempts: number; buried: boolean; error: unknown }

export type Pace = {
  clock: Clock
  /** The most events in one transaction. */
  most: number
  /** How long to wait after each failed attempt; one more failure than there are delays, and it is a dead letter. */
  retryDelaysMs: readonly number[]
  stride?: number
}

/** How far one transaction looks for the kinds it wants: a rebuild of a rare kind moves in strides, not in one scan. */
const STRIDE = 50_000

/** One batch for one subscriber, and when it fails, its events one by one. Throws when the database is lost. */
export const advance = async (db: Database, subscriber: Subscriber, pace: Pace): Promise<Turn> => {
  const batch = await attempt(db, subscriber, pace)
  if (!('error' in batch)) return batch
  if (batch.only && batch.event) return fail(db, subscriber, { event: batch.event, error: batch.error, pace })
  return oneByOne(db, subscriber, pace)
}

const oneByOne = async (db: Database, subscriber: Subscriber, pace: Pace): Promise<Turn> => {
  let turn: Turn = { is: 'busy' }
  for (let done = 0; done < pace.most; done++) {
    const one = await attempt(db, subscriber, { ...pace, most: 1 })
    if ('error' in one) {
      // No event was reached: the fault is not an event's (a lost connection, a missing table).
      if (!one.event) throw one.error
      return fail(db, subscriber, { event: one.event, error: one.error, pace })
    }
    turn = one
    if (turn.is !== 'moved') return turn
  }
  return turn
}

type Failed = { error: unknown; event: SealedEvent | undefined; only: boolean }

const attempt = async (
  db: Database,
  subscriber: Subscriber,
  { most, stride = STRIDE }: Pace,
): Promise<Turn | Failed> => {
  const reached: { event?: SealedEvent } = {}
  let only = most === 1
  try {
    return await db.transaction(async (tx) => {
      const mine = await claim(tx, subscriber.name)
      if (!mine) return { is: 'busy' }
      if (mine.waitMs > 0) return { is: 'waiting', waitMs: mine.waitMs }
      if (mine.attempts > 0) only = true
      const { head } = mine
      if (mine.cursor >= head) return { is: 'at-head', cursor: mine.cursor }
      const before = Math.min(head, mine.cursor + stride)
      const limit = only ? 1 : most
      const { kinds = null, bodies = true } = subscriber
      const events = await eventsToRead(tx, { from: mine.cursor, before, kinds, limit, bodies })
      // Together when the reader can; when one of them fails all, they come back one by one.
      if (subscriber.reactToAll && !only) await subscriber.reactToAll(tx, events)
      else
        for (const event of events) {
          reached.event = event
          await subscriber.react(tx, event)
        }
      const cursor = events.length === limit ? events.at(-1)!.index + 1 : before
      await moveCursor(tx, subscriber.name, cursor)
      return { is: cursor < head ? 'moved' : 'at-head', cursor }
    })
  } catch (error) {
    // Nobody's event is at fault when the database goes away under it.
    if (isOutage(error)) throw error
    return { error, event: reached.event, only }
  }
}

type Fault = { event: SealedEvent; error: unknown; pace: Pace }

/** Writes the failure down where it survives a restart; after the last attempt the others need not wait any longer. */
const fail = async (db: Database, { name }: Subscriber, { event, error, pace }: Fault): Promise<Turn> =>
  db.transaction(async (tx) => {
    const mine = await claim(tx, name)
    // Somebody else has it now, or has already come past it.
    if (!mine || mine.cursor > event.index) return { is: 'busy' }
    const attempts = mine.attempts + 1
    const delayMs = pace.retryDelaysMs[mine.attempts]
    const written = { index: event.index, attempts, error: textOf(error) }
    if (delayMs !== undefined) await postpone(tx, name, { ...written, delayMs })
    else {
      await bury(tx, name, event, { ...written, at: pace.clock() })
      await moveCursor(tx, name, event.index + 1)
    }
    const buried = delayMs === undefined
    return { is: 'failed', failure: { index: event.index, kind: event.kind, attempts, buried, error } }
  })

/** Handles one dead letter that somebody asked to try again; null when there is none, or no one to try it now. */
export const retryAsked = async (
  db: Database,
  subscriber: Subscriber,
  clock: Clock,
): Promise<{ index: number; error: unknown } | null> => {
  const { name } = subscriber
  const reached: { event?: SealedEvent } = {}
  try {
    return await db.transaction(async (tx) => {
      if (!(await claim(tx, name))) return null
      const event = await askedEvent(tx, name)
      if (!event) return null
      reached.event = event
      await subscriber.react(tx, event)
      await resolve(tx, name, event.index, clock())
      return { index: event.index, error: null }
    })
  } catch (error) {
    if (!reached.event || isOutage(error)) throw error
    const { index } = reached.event
    await stillFailing(db, name, { index, error: textOf(error) })
    return { index, error }
  }
}

/** Empties what the subscriber wrote and sets it back to event 0, in one transaction. */
export const startAgain = async (db: Database, { name, reset }: Subscriber): Promise<void> => {
  if (!reset) throw new Error(`The subscription ${name} says nothing of how to empty what it wrote`)
  await addSubscription(db, name)
  await db.transaction(async (tx) => {
    await waitForSubscription(tx, name)
    await reset(tx)
    await forgetDeadLetters(tx, name)
    await moveCursor(tx, name, 0)
  })
}

const textOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    .replaceAll('\u0000', '')
    .slice(0, 2_000)
