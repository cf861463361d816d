import type { Catalogue } from '#catalogue'
import { type Clock, type Database, dayOf, inRounds, type Queries, type Rounds } from '#kernel'
import { append, type NewEvent } from '#ledger'
import { robot } from '#parties'
import { closingOf, type Deadline, isOwn, isReminded, nextMoment, remindersOf } from './deadline.ts'
import type { DeadlineEvent } from './events.ts'
import { renewed, resumed } from './follow.ts'
import { comingOf, keepDeadlines, ripeDeadlines, saidOf, tryHoldDeadlines } from './store.ts'

export type Reminding = Rounds

type Log = { error(details: object, message: string): void }
export type RemindingTools = {
  db: Database
  clock: Clock
  catalogue: Catalogue
  log: Log
  /** Something was committed: the ledger may look. */
  committed: () => void
  /** Resolves when what already happened has come to the dates: nothing is recalled that was done meanwhile. */
  caughtUp: () => Promise<void>
  pollMs?: number
}

/** The most in one transaction: each holds a lock per deadline until it commits. */
const MOST = 500

/**
 * Says reminders on their morning and closes days that are over. Every process runs it and one at a time does it, for one
 * transaction: what is said and that it was said are one commit, so that a kill says nothing twice and loses nothing. After
 * an outage everything that ripened is done at once, of several reminders of one date only the last.
 */
export const startReminding = (tools: RemindingTools): Reminding => {
  const { log, caughtUp, pollMs = 1_000 } = tools
  let known = false
  const round = async (isStopped: () => boolean): Promise<void> => {
    if (!known) await caughtUp()
    known = true
    while (!isStopped() && (await turn(tools)) === MOST);
  }
  const failed = ({ name }: Error) =>
    log.error({ fault: name }, 'dates could not be looked at; they will be again')
  return inRounds(round, { pollMs, failed })
}

/** One batch; answers how many were looked at. */
const turn = ({ db, clock, catalogue, committed }: RemindingTools): Promise<number> =>
  db
    .transaction(async (tx) => {
      const now = clock()
      if (!(await tryHoldDeadlines(tx))) return 0
      const ripe = await ripeDeadlines(tx, now, MOST)
      if (ripe.length === 0) return 0
      const said = await saidOf(
        tx,
        ripe.map(({ id }) => id),
      )
      const steps = ripe.map((deadline) => step(deadline, now, said))
      const next = await Promise.all(steps.map(({ after }) => renewalOf(catalogue, after, now)))
      const woken = await wokenBy(tx, ripe, steps, now)
      await keepDeadlines(tx, [...steps.map(({ after }) => after), ...next.flat(), ...woken])
      await append(
        tx,
        steps.flatMap(({ event }) => event ?? []),
      )
      return ripe.length
    })
    .then((count) => {
      if (count > 0) committed()
      return count
    })

type Step = { after: Deadline; event: NewEvent | null }

/** What there is to do about one deadline now. Pure. */
export const step = (deadline: Deadline, now: Date, said: ReadonlySet<string>): Step => {
  if (now >= closingOf(deadline)) return closed(deadline, now, said)
  const later = { ...deadline, nextAt: nextMoment(deadline, now) }
  if (deadline.state !== 'coming' || dayOf(now) > deadline.dueOn) return { after: later, event: null }
  const reminder = remindersOf(deadline).findLast(({ at }) => at <= now)
  if (!reminder || said.has(`${deadline.id} reminder.due ${reminder.before}`))
    return { after: later, event: null }
  const { person, dossier, service, version, number, deadline: name, dueOn } = deadline
  const { before } = reminder
  const body = { person, dossier, service, version, number, deadline: name, dueOn, before }
  return { after: later, event: eventOf(deadline, 'reminder.due', body, now) }
}

/** The day is over: what target 5 counts of it is said, once. */
const closed = (deadline: Deadline, now: Date, said: ReadonlySet<string>): Step => {
  const { id, person, dossier, organisation, service, deadline: name, dueOn, state } = deadline
  const after: Deadline = { ...deadline, state: state === 'coming' ? 'passed' : state, nextAt: null }
  if (said.has(`${id} deadline.passed`)) return { after, event: null }
  const standing = state === 'done' || state === 'withdrawn' ? state : 'due'
  const event = eventOf(deadline, 'deadline.passed', { person, dossier, deadline: name, dueOn }, now)
  const measure = { organisation, service, deadline: name, reminded: isReminded(deadline), standing }
  return { after, event: { ...event, measure } }
}

const eventOf = (
  { id }: Deadline,
  kind: DeadlineEvent,
  body: Record<string, unknown>,
  at: Date,
): NewEvent => ({ stream: id, kind, body, actor: robot('deadlines').id, channel: 'robot', at })

/** What comes back does so under the version it began with. */
const renewalOf = async (catalogue: Catalogue, after: Deadline, now: Date): Promise<Deadline[]> => {
  if (after.state !== 'passed' || isOwn(after.deadline)) return []
  const version = await catalogue.at(after.service, after.version)
  const declared = version?.definition.deadlines?.find(({ id }) => id === after.deadline)
  const next = declared && renewed(after, declared, now)
  return next ? [next] : []
}

/** A person who let the delay to complete pass is no longer waited for: what stood still goes on from that day. */
const wokenBy = async (
  tx: Queries,
  ripe: readonly Deadline[],
  steps: readonly Step[],
  now: Date,
): Promise<Deadline[]> => {
  const over = ripe.filter(
    ({ deadline, state }, at) =>
      deadline === 'completion' && state === 'coming' && steps[at]!.after.state === 'passed',
  )
  if (over.length === 0) return []
  const coming = await comingOf(tx, [...new Set(over.map(({ person }) => person))])
  return over.flatMap((one) =>
    resumed(
      one.dueOn,
      now,
      [one],
      coming.filter(({ dossier }) => dossier === one.dossier),
    ),
  )
}
