import type { Door } from '#acts'
import { type Clock, type Database, inRounds, type Rounds } from '#kernel'
import { robot } from '#parties'
import { judge } from './check.ts'
import type { Check, Dataset, Distribution } from './dataset.ts'
import type { Entry } from './entry.ts'
import { PASSING } from './fetching/refusals.ts'
import { type LookTools, lookAt, type Seen, UNKNOWN } from './look.ts'
import { record } from './record.ts'
import { findEntry, letGo, takeWatched, type Watched } from './store.ts'

export type CheckTools = LookTools & {
  db: Database
  clock: Clock
  door: Door<Entry>
}

type Log = { error(details: object, message: string): void }

/** How many are looked at together by one process. */
const ABREAST = 4
/** Longer than a fetch may last: whoever holds one longer is gone. */
const HELD_MS = 5 * 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A link that failed is tried again an hour later, before anybody says that it is dead. */
const CONFIRMING = 2

/**
 * Looks at every published distribution once a day. Every process does; each distribution is one process's at a time, and
 * each host is asked one question at a time, by whichever. A process that is killed in the middle leaves what it held to the
 * others some minutes later; a check that is done again says the same.
 */
export const startChecking = (tools: CheckTools, { log, pollMs }: { log: Log; pollMs: number }): Rounds => {
  const failed = ({ name }: Error) =>
    log.error({ fault: name }, 'data could not be looked at; they will be again')
  const rounds = inRounds(
    async (isStopped) => {
      while (!isStopped() && (await checkSome(tools)) > 0);
    },
    { pollMs, failed },
  )
  rounds.poke()
  return rounds
}

/** Takes some of what is due and looks at it; answers how many. */
export const checkSome = async (tools: CheckTools): Promise<number> => {
  const now = tools.clock()
  const until = new Date(now.getTime() + HELD_MS)
  const taken = await tools.db.transaction((tx) => takeWatched(tx, { now, until, most: ABREAST }))
  const done = await Promise.allSettled(taken.map((one) => checkOne(tools, one)))
  const failure = done.find((one) => one.status === 'rejected')
  if (failure) throw failure.reason
  return taken.length
}

const checkOne = async (tools: CheckTools, watched: Watched): Promise<void> => {
  const { db, clock, door } = tools
  const { stream } = watched
  const dataset = await findEntry(db, stream)
  const distribution = dataset?.distributions.find(({ id }) => id === watched.distribution)
  const now = clock()
  if (!dataset || distribution?.status !== 'published')
    return letGo(db, watched, { check: null, now, nextAt: new Date(now.getTime() + DAY_MS) })
  const seen = await lookAt(tools, { distribution, known: isKnown(distribution) ? watched : UNKNOWN, now })
  const { check, after, changedAt } = told(dataset, distribution, { seen, watched, now })
  const confirmed = after.failures === 0 || after.failures >= CONFIRMING
  const id = distribution.id
  await door.perform(record, stream, { id, check, confirmed, changedAt }, BY_ROBOT)
  const nextAt = new Date(now.getTime() + (confirmed ? DAY_MS : HOUR_MS))
  await db.transaction((tx) => letGo(tx, after, { check, now, nextAt }))
}

const BY_ROBOT = { actor: robot('opendata'), channel: 'robot', language: 'fr' } as const

/** Only what was read well is asked for by its version: everything else is read again. */
const isKnown = ({ lastCheck }: Distribution): boolean =>
  lastCheck !== null &&
  lastCheck.findings.every(({ criterion, result }) => result !== 'fail' || criterion === 'fresh')

type Looking = { seen: Seen; watched: Watched; now: Date }

/** What a look says of a distribution, and what is remembered for the next. */
const told = (
  dataset: Dataset,
  distribution: Distribution,
  { seen, watched, now }: Looking,
): { check: Check; after: Watched; changedAt: string | null } => {
  if ('same' in seen)
    return {
      check: sameAs(dataset, distribution, now),
      after: { ...watched, failures: 0 },
      changedAt: null,
    }
  const { looked, conditions, digest } = seen
  const check = judge(dataset, distribution, looked, now)
  const isPassing = !looked.had && PASSING.includes(looked.code)
  const failures = isPassing ? watched.failures + 1 : looked.had ? 0 : CONFIRMING
  return {
    check,
    after: { ...watched, ...conditions, digest: digest ?? watched.digest, failures },
    changedAt: looked.had ? looked.changedAt : null,
  }
}

/** The server has no other version: what was found of its content stands, and only time has passed. */
const sameAs = (dataset: Dataset, distribution: Distribution, now: Date): Check => {
  const last = distribution.lastCheck!
  const empty = { had: false, code: '', details: {} } as const
  const anew = judge(dataset, distribution, empty, now).findings
  const findings = last.findings.map((one) =>
    one.criterion === 'fresh' || one.criterion === 'open-licence'
      ? (anew.find(({ criterion }) => criterion === one.criterion) ?? one)
      : one,
  )
  const isOpen = findings.some(({ criterion, result }) => criterion === 'open-licence' && result === 'pass')
  return { ...last, at: now.toISOString(), findings, downloadable: last.downloadable && isOpen }
}
