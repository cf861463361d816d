import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Clock, type Database, dayOf } from '#kernel'
import { type Log, logState, rootAt } from '#ledger'
import { type Board, broughtUp } from './board.ts'
import type { Definition } from './definition.ts'
import { inForceOn } from './definitions.ts'
import {
  partsOfTarget,
  pointsAt,
  reads,
  seriesParts,
  signatureOf,
  trendDays,
  type TrendPoint,
} from './parts.ts'
import { newPulse } from './pulse.ts'
import { atOneMoment, type Edition, editionOf, keepRoot, type Part, type State, stateOf } from './store.ts'
import { dayByHour } from './subscriber.ts'
import { writeFigures, type Written } from './writing.ts'

export type ComputingOptions = {
  db: Database
  clock: Clock
  log: Log
  definitions: readonly Definition[]
}

export type Computing = {
  /**
   * This process counts the events before `head`, in a transaction that is about to end: figures follow within a second.
   * Costs nothing to the caller.
   */
  poke(head: number): void
  /** Computes what is wanting now; resolves once it is written. */
  now(): Promise<void>
  stop(): Promise<void>
}

/** Figures rest at least so long between two computations; longer where they take long, to leave the machine to others. */
const REST_MS = 400
const MOST_REST_MS = 1_000
/** The points of a trend are worked out for so long at a time: figures never wait for them. */
const TREND_MS = 200
/** How soon to look again for what was counted and is not committed yet. */
const SOON_MS = 30
/** How often a process that counts nothing looks whether figures are wanting. */
const LOOK_MS = 1_000

/**
 * Keeps the figures. The process that counts computes them, at most about twice a second. Another that sees the same
 * figures wanting at two looks (whoever counted has died, a day has begun) does it in its place.
 */
export const startComputing = (options: ComputingOptions): Computing => {
  const mind = newMind(options)
  const pulse = newPulse()
  let turn = Promise.resolve()
  const take = (isAsked: boolean): Promise<number> => {
    const next = turn.then(() => compute(mind, isAsked))
    turn = next.then(
      () => {},
      () => {},
    )
    return next
  }
  const loop = (async () => {
    while (!pulse.stopped()) {
      const began = performance.now()
      const sleepMs = await tried(mind, () => take(false))
      const tookMs = performance.now() - began
      if (sleepMs !== SOON_MS) await pulse.rest(Math.min(MOST_REST_MS, Math.max(REST_MS, 10 * tookMs)))
      await pulse.sleep(sleepMs)
    }
  })()
  return {
    poke(head) {
      mind.mine = Math.max(mind.mine, head)
      pulse.poke()
    },
    now: async () => void (await take(true)),
    async stop() {
      pulse.stop()
      await loop
      await turn
    },
  }
}

/** A lost database is waited out, and said once. */
const tried = async (mind: Mind, work: () => Promise<number>): Promise<number> => {
  try {
    const sleepMs = await work()
    mind.failures = 0
    return sleepMs
  } catch (error) {
    mind.failures += 1
    mind.written = null
    const fault = error instanceof Error ? error.name : typeof error
    if (mind.failures === 1 || mind.failures % 60 === 0)
      mind.log.warn(
        { fault, failures: mind.failures },
        'figures cannot be computed yet and will be tried again',
      )
    return LOOK_MS
  }
}

/** What a process remembers from one computation to the next; all of it can be read again. */
type Mind = ComputingOptions & {
  board: Board | null
  /** The figures of a day by target, while nothing changes that the target reads. */
  targets: Map<number, { definition: Definition; day: string; parts: Part[] }>
  /** The points of the trend by month end; stale once something that they count has changed. */
  trend: Map<string, { points: TrendPoint[]; isStale: boolean }>
  written: Written | null
  /** How far this process has counted itself. */
  mine: number
  /** The edition that was found wanting at the last look. */
  wanting: number | null
  dayAt: (at: Date) => string
  failures: number
}

const newMind = (options: ComputingOptions): Mind => ({
  ...options,
  board: null,
  targets: new Map(),
  trend: new Map(),
  written: null,
  mine: 0,
  wanting: null,
  dayAt: dayByHour(),
  failures: 0,
})

/** No event was ever counted: there are figures all the same, without data. */
const NOTHING: State = { epoch: '00000000-0000-0000-0000-000000000000', head: 0 }

/** Computes what is wanting, if it is for this process to do; how long it may sleep then. */
const compute = async (mind: Mind, isAsked: boolean): Promise<number> => {
  const day = dayOf(mind.clock())
  const [kept, edition] = await Promise.all([stateOf(mind.db), editionOf(mind.db)])
  const state = kept ?? NOTHING
  const isCurrent = edition !== null && isOf(edition, state, day, mind)
  if (isCurrent && edition.complete) {
    await fillRoot(mind.db, edition)
    return state.head < mind.mine ? SOON_MS : LOOK_MS
  }
  if (!isAsked && edition && !isForMe(mind, edition)) return LOOK_MS
  const board = await bringUp(mind)
  if (!isCurrent) await write(mind, board, day, { parts: await partsNow(mind, board, day) })
  do await learnPoints(mind, board, day)
  while (isAsked && !isTrendKnown(mind, day))
  await write(mind, board, day, { series: seriesKnown(mind, day) })
  return isTrendKnown(mind, day) ? LOOK_MS : 0
}

/** What this process counted itself or began to work out, and what nobody has mended since the last look. */
const isForMe = (mind: Mind, { edition, head }: Edition): boolean => {
  const isSeenAgain = mind.wanting === edition
  mind.wanting = edition
  return isSeenAgain || head < mind.mine || mind.written?.edition === edition
}

/** Only the targets that read what has changed are worked out again, each in a turn of its own so that no page waits. */
const partsNow = async ({ targets, definitions }: Mind, { history }: Board, day: string): Promise<Part[]> => {
  const parts: Part[] = []
  for (const definition of inForceOn(day, definitions)) {
    let known = targets.get(definition.target)
    if (known?.definition !== definition || known.day !== day) {
      await nextTurn()
      known = { definition, day, parts: partsOfTarget(history, day, definition) }
      targets.set(definition.target, known)
    }
    parts.push(...known.parts)
  }
  return parts
}

const write = async (
  mind: Mind,
  { epoch, head }: Board,
  day: string,
  what: { parts: Part[] } | { series: Part[] | null },
): Promise<void> => {
  const complete = 'series' in what && what.series !== null && isTrendKnown(mind, day)
  const of = {
    epoch,
    head,
    day,
    definitions: signatureOf(mind.definitions),
    complete,
    computedAt: mind.clock(),
  }
  mind.written = await writeFigures(mind.db, mind.written, { of, ...what })
}

const isOf = (edition: Edition, { epoch, head }: State, day: string, { definitions }: Mind): boolean =>
  edition.epoch === epoch &&
  edition.head === head &&
  edition.day === day &&
  edition.definitions === signatureOf(definitions)

/** The board as the cells now are; points of the trend whose past changed are to be worked out again. */
const bringUp = async (mind: Mind): Promise<Board> => {
  const { db, board: before, dayAt } = mind
  // Half brought up when something fails, it would count twice: it is read anew then.
  mind.board = null
  const board = await db.transaction(async (tx) => {
    await atOneMoment(tx)
    return broughtUp(tx, before, (await stateOf(tx)) ?? NOTHING, dayAt)
  })
  for (const [day, known] of mind.trend)
    if (board.changedFrom !== null && day >= board.changedFrom) known.isStale = true
  for (const [target, { definition }] of mind.targets)
    if ([...board.changed].some((kind) => reads(definition, kind))) mind.targets.delete(target)
  board.changedFrom = null
  board.changed.clear()
  mind.board = board
  return board
}

const isTrendKnown = ({ trend }: Mind, day: string): boolean =>
  trendDays(day).every((one) => trend.get(one)?.isStale === false)

/** The series as far as they are known; null before every point of them was worked out once. */
const seriesKnown = ({ trend, definitions }: Mind, day: string): Part[] | null => {
  const known = trendDays(day).map((one) => trend.get(one))
  if (known.includes(undefined)) return null
  return seriesParts(
    known.flatMap((one) => one!.points),
    day,
    definitions,
  )
}

/** Works out some of the points that are wanting, each in a turn of its own so that nobody waits. */
const learnPoints = async (mind: Mind, { history }: Board, day: string): Promise<void> => {
  const days = trendDays(day)
  for (const known of mind.trend.keys()) if (!days.includes(known)) mind.trend.delete(known)
  const until = performance.now() + TREND_MS
  for (const one of days.filter((one) => mind.trend.get(one)?.isStale !== false)) {
    await nextTurn()
    mind.trend.set(one, { points: pointsAt(history, one, mind.definitions), isStale: false })
    if (performance.now() > until) return
  }
}

/** The head that figures were computed from gets its root once the log has signed so far. */
const fillRoot = async (db: Database, { root, head, edition }: Edition): Promise<void> => {
  if (root !== null) return
  const log = await logState(db)
  if (!log?.head || log.head.size < head) return
  await keepRoot(db, edition, (await rootAt(db, head)).toString('hex'))
}
