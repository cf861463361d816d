import { setTimeout as wait } from 'node:timers/promises'
import { batching, type Clock, type Database, inRounds, isOutage, type Rounds } from '#kernel'
import { keepDelivered } from './deliver.ts'
import { failAddress } from './bounce.ts'
import { type Letter, letterOf, type LetterTools } from './letter.ts'
import type { Mail } from './mail.ts'
import { endMail, giveBack, postpone, readyMail, takeMail } from './store.ts'
import { type Outcome, SILENCE_MS, type Transport } from './transport.ts'

export type Outbox = Rounds

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void }

export type OutboxTools = {
  db: Database
  clock: Clock
  letters: LetterTools
  transport: Transport
  log: Log
  /** Something was committed: the ledger may look. */
  committed: () => void
  pollMs?: number
}

/** How many a process takes at once, and for how long they are its own: others leave them alone until then. */
const TAKEN = 100
const LEASE_MS = 6 * SILENCE_MS
/** With less of its lease left than one attempt may last, a message is left to whoever takes it next. */
const MARGIN_MS = 3 * SILENCE_MS

/** When a server says « not now »: soon at first, then every few hours, until the message is of no use any more. */
const DELAYS_MS = [1, 5, 15, 60, 120, 240].map((minutes) => minutes * 60_000)
/** A message that was tried so often ends the processes that try it, or is greylisted for ever. */
const MOST_ATTEMPTS = 40
const LONGEST_PAUSE_MS = 15_000

/**
 * The outbox of this process. Any number of processes share it: messages are taken by key, for a lease. What a server
 * took is written down before the same connection is given the next message: a kill leaves at most `abreast` messages
 * that were taken and not known to be, sent again under the same Message-ID. A server that is away is asked again with one
 * message, after growing pauses; nothing is counted against the messages meanwhile.
 */
export const startOutbox = (tools: OutboxTools): Outbox => {
  const { db, clock, log, transport, pollMs = 500 } = tools
  const run: Run = { ...tools, stopped: false, failures: 0, pausedUntil: 0, accept: accepting(tools) }
  const round = async (): Promise<void> => {
    while (!run.stopped && performance.now() >= run.pausedUntil) {
      // After an outage one message asks first.
      const limit = run.failures > 0 ? 1 : TAKEN
      const now = clock()
      const ready = await readyMail(db, now, 4 * limit)
      if (ready.length === 0) break
      const until = new Date(now.getTime() + LEASE_MS)
      const taken = await takeMail(db, someOf(ready, limit), { now, until })
      await sendAll(run, taken, until)
    }
  }
  const failed = ({ name }: Error) =>
    log.error({ fault: name }, 'the outbox could not be read; it will be again')
  const rounds = inRounds(round, { pollMs, failed })
  return {
    ...rounds,
    async stop() {
      run.stopped = true
      await rounds.stop()
      transport.close()
    },
  }
}

type Run = OutboxTools & {
  stopped: boolean
  /** Attempts in a row that met nobody. */
  failures: number
  pausedUntil: number
  accept: (mail: Mail) => Promise<void>
}

/** A few in a row, from a place chosen at random. */
const someOf = (ready: readonly Mail[], limit: number): Mail[] => {
  const from = Math.floor(Math.random() * Math.max(1, ready.length - limit))
  return ready.slice(from, from + limit)
}

/** Every connection takes the next message once its last one is written down. */
const sendAll = async (run: Run, taken: Mail[], until: Date): Promise<void> => {
  const left = [...taken]
  const lanes = Array.from({ length: Math.min(run.transport.abreast, taken.length) }, async () => {
    for (let mail = left.shift(); mail; mail = left.shift()) {
      const isMine = until.getTime() - run.clock().getTime() > MARGIN_MS
      if (run.stopped || performance.now() < run.pausedUntil || !isMine) return void left.unshift(mail)
      await sendOne(run, mail)
    }
  })
  const ended = await Promise.allSettled(lanes)
  await giveBack(run.db, left, run.clock())
  const failed = ended.find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
}

const sendOne = async (run: Run, mail: Mail): Promise<void> => {
  const { db, clock, log } = run
  const now = clock()
  if (mail.until <= now) return void (await endMail(db, mail, { state: 'expired', at: now, error: null }))
  const letter = await written(run, mail)
  if (!letter) return
  const outcome = await run.transport.send({ ...letter, date: now })
  await settle(run, mail, outcome)
  if (outcome.is === 'away') return
  if (run.failures > 0) log.warn({ failures: run.failures }, 'the mail server answers again')
  run.failures = 0
}

/** A message that cannot be written is a bug of ours: it is given up at once, for somebody to look at. */
const written = async ({ db, clock, log, letters }: Run, mail: Mail): Promise<Letter | null> => {
  try {
    return await letterOf(mail, letters)
  } catch (error) {
    if (isOutage(error)) throw error
    const { name } = error as Error
    log.error({ mail: mail.id, fault: name }, 'a message could not be written')
    await endMail(db, mail, { state: 'dead', at: clock(), error: `not written: ${name}` })
    return null
  }
}

const settle = async (run: Run, mail: Mail, outcome: Outcome): Promise<void> => {
  const { db, clock, log } = run
  const now = clock()
  if (outcome.is === 'accepted') return writeDown(run, mail)
  if (outcome.is === 'away') return pause(run, mail, outcome.said)
  if (outcome.is === 'refused' && outcome.about === 'address')
    return db.transaction((tx) => failAddress(tx, mail, { at: now, error: outcome.said }))
  const delay = DELAYS_MS[Math.min(mail.attempts, DELAYS_MS.length) - 1]!
  if (outcome.is === 'later' && mail.attempts < MOST_ATTEMPTS)
    return void (await postpone(db, mail, new Date(now.getTime() + delay), outcome.said))
  log.error({ mail: mail.id, said: outcome.said }, 'a message was given up')
  await endMail(db, mail, { state: 'dead', at: now, error: outcome.said })
}

/** The server has it: that is kept as soon as the database can be, or the message would leave again. */
const writeDown = async (run: Run, mail: Mail): Promise<void> => {
  for (;;)
    try {
      return await run.accept(mail)
    } catch (error) {
      if (!isOutage(error) || run.stopped) throw error
      await wait(200)
    }
}

const pause = async (run: Run, mail: Mail, said: string): Promise<void> => {
  await giveBack(run.db, [mail], run.clock())
  // Messages under way on other connections meet the same outage: it is counted once.
  if (performance.now() < run.pausedUntil) return
  run.failures += 1
  run.pausedUntil = performance.now() + Math.min(LONGEST_PAUSE_MS, 250 * 2 ** Math.min(run.failures, 10))
  if (run.failures === 1 || run.failures % 20 === 0)
    run.log.warn({ failures: run.failures, said }, 'the mail server does not answer; messages wait')
}

/** What several connections were told at the same moment is written down in one commit. */
const accepting = ({ db, clock, committed }: OutboxTools): Run['accept'] => {
  const together = batching<Mail, void>(
    async (mails) => {
      const reminders = await db.transaction((tx) => keepDelivered(tx, mails, clock()))
      if (reminders > 0) committed()
      return mails.map(() => undefined)
    },
    { most: 64, abreast: 2, enough: 8, isPoison: () => false },
  )
  return together
}
