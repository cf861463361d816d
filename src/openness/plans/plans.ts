import { type Act, openDoor } from '#acts'
import {
  type Clock,
  type Database,
  dayOf,
  inRounds,
  isOutage,
  type Queries,
  refused,
  type Result,
} from '#kernel'
import { type Actor, type Agent, type Organisations, robot } from '#parties'
import { type Due, dueOf } from './due.ts'
import { emptyPlan, type Plan, planIdOf } from './plan.ts'
import { tellDay } from './progress.ts'
import type { PlanRefusal } from './refusals.ts'
import { lastToldOn, standingOn } from './standing.ts'
import * as store from './store.ts'

type Done = Result<{ plan: Plan }, PlanRefusal | 'not-found' | 'evidence-not-stored'>

/** A verb of `draft.ts`, `approve.ts` or `progress.ts`. */
type Verb<Input, R extends PlanRefusal> = Act<Plan, Input, { plan: Plan }, R>

/** Transformation plans, ready to be read and acted upon. Days are civil days. */
export type Plans = {
  /** An agent acts on the plan of their own organisation. */
  perform<Input, R extends PlanRefusal>(agent: Agent, verb: Verb<Input, R>, input: Input): Promise<Done>
  /** The plan of an organisation, an empty one when it never wrote any; null when there is no such organisation. */
  of(organisation: string): Promise<Plan | null>
  /** The plans of every organisation that takes part, those without one included, in the order of their ids. */
  all(): Promise<Plan[]>
  /** What an organisation has to do for its plan; late when the day is past. */
  due(organisation: string, today: string): Promise<Due[]>
  /** The day on which each organisation last told something of its plan in public. */
  reported(today: string): Promise<ReadonlyMap<string, string>>
  /** Tells the barometer what a day alone changed: a plan begins or ends. By itself every quarter of an hour. */
  tellDays(): Promise<void>
  stop(): Promise<void>
}

export type PlanTools = {
  db: Database
  clock: Clock
  organisations: Pick<Organisations, 'organisations'>
  /** Tells the ledger that something is there to seal. */
  committed: () => void
  /** Where a round that failed is told; what fails is tried again at the next. */
  failed?: (error: Error) => void
  /** Looks by itself at what a day alone changes; not where a past is lived with a clock of its own. */
  watching?: boolean
}

const ROUND_MS = 15 * 60_000

/** One per process; any number of processes share a database: a plan's row is held while it is acted upon. */
export const createPlans = ({
  db,
  clock,
  organisations: { organisations },
  committed,
  failed = () => {},
  watching = true,
}: PlanTools): Plans => {
  const byId = new Map([...organisations.keys()].map((one) => [planIdOf(one), one]))
  const keeping = {
    find: async (tx: Queries, id: string) => {
      const organisation = byId.get(id)
      return organisation === undefined ? null : store.holdPlan(tx, organisation)
    },
    refuses: store.refusesLost,
    keep: store.keepPlan,
  }
  const door = openDoor<Plan>(db, keeping, clock, committed)
  const perform = <Input, R extends PlanRefusal>(
    actor: Actor,
    organisation: string,
    verb: Verb<Input, R>,
    input: Input,
  ): Promise<Done> => {
    const channel = actor.kind === 'robot' ? 'robot' : 'desk'
    return door.perform(verb, planIdOf(organisation), input, { actor, channel, language: 'fr' })
  }
  const all = async (): Promise<Plan[]> => {
    const kept = new Map((await store.plansOf(db, null)).map((plan) => [plan.organisation, plan]))
    return [...organisations.keys()].map((one) => kept.get(one) ?? emptyPlan(one))
  }
  const of: Plans['of'] = async (organisation) => {
    if (!organisations.has(organisation)) return null
    const [plan] = await store.plansOf(db, [organisation])
    return plan ?? emptyPlan(organisation)
  }
  const tellDays = async (): Promise<void> => {
    const day = dayOf(clock())
    for (const plan of await all()) {
      const { inForce, evidence } = standingOn(plan, day)
      // Looked at again once the row is held: of several processes, one tells.
      if (plan.told.inForce !== inForce || plan.told.evidence !== evidence)
        await perform(robot('plans'), plan.organisation, tellDay, {})
    }
  }
  const rounds = watching
    ? inRounds(tellDays, {
        pollMs: ROUND_MS,
        failed: (error) => (isOutage(error) ? undefined : failed(error)),
      })
    : null
  rounds?.poke()
  return {
    perform: (agent, verb, input) =>
      organisations.has(agent.organisation)
        ? perform(agent, agent.organisation, verb, input)
        : Promise.resolve(refused('not-found')),
    of,
    all,
    due: async (organisation, today) => {
      const plan = await of(organisation)
      return plan ? dueOf(plan, today) : []
    },
    reported: async (today) =>
      new Map(
        (await all()).flatMap((plan): [string, string][] => {
          const day = lastToldOn(plan)
          return day && day <= today ? [[plan.organisation, day]] : []
        }),
      ),
    tellDays,
    stop: async () => rounds?.stop(),
  }
}
