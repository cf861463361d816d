import { setTimeout as wait } from 'node:timers/promises'
import type { Clock, Database } from '#kernel'
import { newPace, newPulse, type Pulse } from './pulse.ts'
import { sealBatch } from './seal.ts'
import type { PublicLog } from './log/open.ts'
import { signHead } from './log/sign.ts'
import { addSubscription, cursors, peek, standing } from './store.ts'
import { advance, type Failure, retryAsked, startAgain, type Subscriber } from './subscribe.ts'

/** What the ledger says while it runs (pino fits). Never the content of an event, nor a message that could quote it. */
export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export type LedgerOptions = {
  clock: Clock
  subscribers: readonly Subscriber[]
  log: Log
  /** The public log to sign; absent, this process signs none. */
  publicLog?: PublicLog
  /** How often to look for what other processes wrote; what this one writes is announced by `poke`. */
  pollMs?: number
  /** The most events that a subscriber handles in one transaction. */
  most?: number
  retryDelaysMs?: readonly number[]
}

export type Ledger = {
  /** Something was committed: look now. Costs nothing to the caller. */
  poke(): void
  /** When nothing waits to be sealed and every subscriber here has come to the head, reactions to reactions included. */
  caughtUp(): Promise<void>
  /**
   * When every event committed before the call is sealed and every subscriber here has come past it, whatever others go on
   * committing meanwhile; or once `withinMs` have passed, if that is sooner.
   */
  settled(withinMs?: number): Promise<void>
  /** Empties what a subscriber wrote and plays every event to it again; resolves when it has come to the head. */
  rebuild(name: string): Promise<void>
  /** Ends after the batches that are under way. */
  stop(): Promise<void>
}

/**
 * Starts the sealer and the subscribers of this process. Any number of processes may run them on one database: the
 * sealer and each subscription are held by one at a time, for one transaction. A lost connection is waited out.
 * Each subscriber takes a connection while it works: give the ledger a database handle of its own (3 or 4 connections
 * are enough), so that a rebuild never keeps a request waiting.
 */
export const startLedger = (db: Database, options: LedgerOptions): Ledger => {
  const run: Run = { ...DEFAULTS, ...options, db, stopped: false }
  const readers = options.subscribers.map((subscriber) => newReader(run, subscriber))
  const heart = newPulse()
  const signer = options.publicLog && newSigner(run, options.publicLog)
  const followers = signer ? [...readers, signer] : readers
  const loops = [beat(run, heart, followers), ...followers.map(({ loop }) => loop)]
  const isHere = (name: string) => readers.some((reader) => reader.name === name)
  return {
    poke: heart.poke,
    caughtUp: () => catchUp(run, heart, isHere),
    settled: (withinMs) => settle(run, heart, isHere, withinMs),
    rebuild: async (name) => {
      const reader = readers.find((one) => one.name === name)
      if (!reader) throw new Error(`There is no subscription ${name} in this process`)
      await reader.startAgain()
      await catchUp(run, heart, (one) => one === name)
    },
    stop: async () => {
      run.stopped = true
      for (const pulse of [heart, ...followers]) pulse.poke()
      await Promise.all(loops)
    },
  }
}

type Run = Required<Omit<LedgerOptions, 'publicLog'>> & { db: Database; stopped: boolean }

/** Five attempts: at once, then after half a second, 2, 8 and 30 seconds. */
const DEFAULTS = { pollMs: 100, most: 500, retryDelaysMs: [500, 2_000, 8_000, 30_000] as readonly number[] }
/**
 * A round costs the same for one event as for a hundred: under a steady load they come this far apart, so that sealing
 * and reading leave the machine to those who file: a round of sealing costs 1.1 ms of CPU and one of folding 1.4, before
 * the first event. The first ones of a quiet moment follow each other at once.
 */
const ROUND_MS = 300
const ROUNDS_AT_ONCE = 5
const LONGEST_OUTAGE_WAIT_MS = 2_000
/** Checkpoints come no closer than this: whoever follows the log fetches one at a time. */
const SIGN_MS = 1_000
/** How often to look whether somebody let a log that was held go on. */
const HELD_MS = 5_000
const FOREVER_MS = 60_000

/** Seals what is fresh and tells the readers how far they can read. */
const beat = (run: Run, heart: Pulse, readers: Follower[]): Promise<void> => {
  const pace = newPace(ROUND_MS, ROUNDS_AT_ONCE)
  let busy = 0
  return untilStopped(run, heart, 'ledger', async () => {
    const { head, fresh, asked } = await peek(run.db)
    for (const reader of readers) reader.see(head, asked.includes(reader.name))
    if (!fresh) return run.pollMs
    const sealing = await sealBatch(run.db, { clock: run.clock })
    // Whoever is sealing now may have begun before our event was committed; no poke makes them any quicker.
    busy = sealing.busy ? busy + 1 : 0
    if (sealing.busy) {
      await wait(Math.min(run.pollMs, 10 * busy))
      return 0
    }
    for (const reader of readers) reader.see(sealing.head, false)
    if (sealing.more) return 0
    await wait(pace())
    return run.pollMs
  })
}

/** Told how far it can read, and whether somebody asked something of it. */
type Follower = {
  name: string
  loop: Promise<void>
  poke(): void
  see(head: number, asked: boolean): void
}

type Reader = Follower & { startAgain(): Promise<void> }

const newReader = (run: Run, subscriber: Subscriber): Reader => {
  const { name } = subscriber
  const pulse = newPulse()
  const at = { head: 0, cursor: -1, asked: false, busy: 0, known: false }
  const see = (head: number, asked: boolean) => {
    if (head <= at.head && !asked) return
    at.head = Math.max(at.head, head)
    at.asked ||= asked
    pulse.poke()
  }
  const again = async () => {
    await startAgain(run.db, subscriber)
    at.cursor = -1
    pulse.poke()
  }
  const loop = untilStopped(run, pulse, name, () => turn(run, subscriber, at))
  return { name, loop, poke: pulse.poke, see, startAgain: again }
}

/** Signs the public log's head when it has moved. A log that may not be signed is said once, and all else goes on. */
const newSigner = (run: Run, publicLog: PublicLog): Follower => {
  const pulse = newPulse()
  const at = { head: 0, size: -1, held: '', next: 0 }
  const see = (head: number) => {
    if (head <= at.head) return
    at.head = head
    pulse.poke()
  }
  const turn = async (): Promise<number> => {
    if (at.size >= at.head) return FOREVER_MS
    const early = at.next - performance.now()
    if (early > 0) return early
    const signing = await signHead(run.db, publicLog, run)
    if (!signing.ok) {
      if (at.held !== signing.refusal)
        run.log.error({ why: signing.refusal, ...signing.details }, 'the public log is not signed any more')
      at.held = signing.refusal
      at.next = performance.now() + HELD_MS
      return HELD_MS
    }
    if (at.held) run.log.info({ size: signing.value.size }, 'the public log is signed again')
    at.held = ''
    at.size = signing.value.size
    if (!signing.value.more) at.next = performance.now() + SIGN_MS
    return 0
  }
  return { name: 'log', loop: untilStopped(run, pulse, 'log', turn), poke: pulse.poke, see }
}

type Place = { head: number; cursor: number; asked: boolean; busy: number; known: boolean }

/** One turn of one subscriber; answers how long to sleep. */
const turn = async (run: Run, subscriber: Subscriber, at: Place): Promise<number> => {
  if (!at.known) await addSubscription(run.db, subscriber.name)
  at.known = true
  if (at.asked) return retry(run, subscriber, at)
  if (at.cursor >= at.head) return FOREVER_MS
  const its = await advance(run.db, subscriber, run)
  at.busy = its.is === 'busy' ? at.busy + 1 : 0
  if (its.is === 'busy') return Math.min(250, 20 * at.busy)
  if (its.is === 'waiting') return its.waitMs
  if (its.is === 'failed') sayFailure(run.log, subscriber.name, its.failure)
  else at.cursor = its.cursor
  return its.is === 'at-head' ? FOREVER_MS : 0
}

const retry = async (run: Run, subscriber: Subscriber, at: Place): Promise<number> => {
  at.asked = false
  const tried = await retryAsked(run.db, subscriber, run.clock)
  if (tried) {
    const fields = { subscription: subscriber.name, index: tried.index }
    if (tried.error) run.log.error({ ...fields, fault: faultOf(tried.error) }, 'a dead letter failed again')
    else run.log.info(fields, 'a dead letter was handled')
  }
  return 0
}

const sayFailure = (log: Log, subscription: string, { index, kind, attempts, buried, error }: Failure) => {
  const fields = { subscription, index, kind, attempts, fault: faultOf(error) }
  if (buried) log.error(fields, 'an event became a dead letter')
  else log.warn(fields, 'an event could not be handled and will be tried again')
}

/** The kind of fault only: an error's message may quote what a person wrote. The whole is kept in the database. */
const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && error.code ? `${error.name} ${String(error.code)}` : error.name
}

/** Runs `step` again and again, sleeping as long as it says; a failure is said once, and waited out. */
const untilStopped = async (run: Run, pulse: Pulse, name: string, step: () => Promise<number>) => {
  let failures = 0
  while (!run.stopped) {
    try {
      const sleepMs = await step()
      if (failures > 0) run.log.info({ name, failures }, 'the ledger goes on')
      failures = 0
      if (!run.stopped) await pulse.sleep(sleepMs)
    } catch (error) {
      failures += 1
      if (failures === 1 || failures % 30 === 0)
        run.log.warn(
          { name, failures, fault: faultOf(error) },
          'the ledger cannot go on yet and will try again',
        )
      if (!run.stopped) await wait(Math.min(LONGEST_OUTAGE_WAIT_MS, 50 * 2 ** Math.min(failures, 10)))
    }
  }
}

type IsMine = (name: string) => boolean

const catchUp = (run: Run, heart: Pulse, isMine: IsMine): Promise<void> =>
  until(run, heart, async () => {
    // In this order: what a reaction appended before its cursor moved is then seen as unsealed.
    const isPast = await progress(run, isMine)
    const { head, fresh } = await standing(run.db, null)
    return !fresh && isPast(head)
  })

/** Under a steady load something is always fresh: only what the first look saw is waited for. */
const settle = (run: Run, heart: Pulse, isMine: IsMine, withinMs = Infinity): Promise<void> => {
  const end = performance.now() + withinMs
  let [since, target]: [string | null, number | null] = [null, null]
  return until(run, heart, async () => {
    const { head, fresh, snapshot, sealed } = await standing(run.db, since)
    since ??= snapshot
    if (sealed || !fresh) target ??= head
    const isPast = await progress(run, isMine)
    return performance.now() > end || (target !== null && isPast(target))
  })
}

/** Whether every subscription of these has come past an index. */
const progress = async (run: Run, isMine: IsMine): Promise<(index: number) => boolean> => {
  const wanted = run.subscribers.filter(({ name }) => isMine(name)).length
  const its = (await cursors(run.db)).filter(({ name }) => isMine(name))
  return (index) => its.length === wanted && its.every(({ cursor }) => cursor >= index)
}

const until = async (run: Run, heart: Pulse, isSo: () => Promise<boolean>): Promise<void> => {
  while (!run.stopped) {
    heart.poke()
    if (await isSo()) return
    await wait(4)
  }
  throw new Error('The ledger was stopped before it had caught up')
}
