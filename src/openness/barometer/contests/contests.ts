import { type Clock, type Database, isId, ok, type Queries, refused, type Result } from '#kernel'
import { append, type Subscriber } from '#ledger'
import type { Agent, Organisations } from '#parties'
import type { Barometer } from '../barometer.ts'
import {
  type Answering,
  type Contesting,
  planAnswer,
  planContest,
  planExclusion,
  planLifting,
  type Written,
} from './acts.ts'
import type { Contest } from './contest.ts'
import type { Excludable } from './exclusion.ts'
import { contestReadings } from './reactions.ts'
import type { ContestRefusal } from '../refusals.ts'
import { contestById, contestsOf } from './store.ts'

type Done = Result<{ id: string }, ContestRefusal>

/**
 * Contests of figures, and exclusions. Each act checks who acts and what was typed, then writes one event; pages read
 * it a moment later. None of them changes, hides or delays a figure.
 */
export type Contests = {
  /** An agent contests a figure of their own organisation. The same form sent twice is one contest. */
  contest(agent: Agent, typed: Contesting): Promise<Done>
  /** The secretariat answers, once. */
  answer(agent: Agent, typed: Omit<Answering, 'contest'> & { id: string }): Promise<Done>
  /** The secretariat leaves a unit out of a figure, or counts it again. */
  exclude(agent: Agent, what: Excludable & { reason: string }): Promise<Done>
  lift(agent: Agent, what: Excludable): Promise<Done>
  isSecretariat(agent: Agent): boolean
  /** The newest first: of one target, of one organisation, or all. */
  list(of?: { target?: number; organisation?: string }): Promise<Contest[]>
  find(id: string): Promise<Contest | null>
  subscribers: Subscriber[]
}

export type ContestTools = {
  db: Database
  clock: Clock
  organisations: Organisations
  barometer: Pick<Barometer, 'view'>
  /** Tells the ledger that something is there to seal. */
  committed: () => void
}

export const openContests = ({ db, clock, organisations, barometer, committed }: ContestTools): Contests => {
  const isSecretariat = ({ organisation }: Agent) =>
    organisations.organisations.get(organisation)?.kind === 'secretariat'

  /** Plans inside the transaction and writes at the place that was planned: whoever was quicker has it. */
  const write = async (
    agent: Agent,
    plan: (tx: Queries) => Promise<Result<Written, ContestRefusal>>,
    late: (id: string) => Done,
  ): Promise<Done> => {
    const done = await orOvertaken(
      db.transaction(async (tx) => {
        const planned = await plan(tx)
        if (!planned.ok) return planned
        const { seq, ...event } = planned.value
        const by = { actor: agent.id, channel: 'desk', at: clock() }
        const [placed] = await append(tx, [{ ...event, ...by }])
        if (placed!.seq !== seq) throw new Overtaken(event.stream)
        return ok({ id: event.stream })
      }),
      late,
    )
    committed()
    return done
  }
  const asSecretariat = async (agent: Agent, work: () => Promise<Done>): Promise<Done> =>
    isSecretariat(agent) ? work() : refused('secretariat-only')

  return {
    isSecretariat,
    async contest(agent, typed) {
      const view = await barometer.view(typed.target, agent.organisation)
      return write(
        agent,
        async () => planContest(agent, view, typed),
        (id) => ok({ id }),
      )
    },
    answer: (agent, { id, ...typed }) =>
      asSecretariat(agent, () =>
        write(
          agent,
          async (tx) => planAnswer({ ...typed, contest: isId(id) ? await contestById(tx, id) : null }),
          () => refused('already-answered'),
        ),
      ),
    exclude: (agent, { reason, ...what }) =>
      asSecretariat(agent, async () => {
        const view = await barometer.view(what.target)
        return write(
          agent,
          (tx) => planExclusion(tx, agent, view, what, reason),
          () => refused('already-excluded'),
        )
      }),
    lift: (agent, what) =>
      asSecretariat(agent, () =>
        write(
          agent,
          (tx) => planLifting(tx, agent, what),
          () => refused('not-excluded'),
        ),
      ),
    list: (of = {}) => contestsOf(db, of),
    find: async (id) => (isId(id) ? contestById(db, id) : null),
    subscribers: [contestReadings()],
  }
}

/** Thrown inside the transaction, so that nothing of it stays. */
class Overtaken extends Error {
  readonly stream: string
  constructor(stream: string) {
    super('somebody else was quicker')
    this.stream = stream
  }
}

const orOvertaken = async (work: Promise<Done>, late: (id: string) => Done): Promise<Done> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof Overtaken) return late(error.stream)
    throw error
  }
}
