import { type Circumstances, openDoor } from '#acts'
import { type Clock, type Database, dayOf, idFrom, type Queries, refused, type Result } from '#kernel'
import type { Subscriber } from '#ledger'
import type { Agent, Organisations } from '#parties'
import { PLANNER, type Unit, type Units } from '#processes'
import type { Declaration, Declared, Numbers } from './declaration.ts'
import { declare } from './declare.ts'
import { dueDayOf, isQuarter, lastDayOf, lastOver, type Quarter } from './quarter.ts'
import { agentsSeen } from './reactions.ts'
import type { WorkplaceRefusal } from './refusals.ts'
import * as store from './store.ts'

/** What an organisation has to declare. `id` is `unit/quarter`, as the address of its form. */
export type Due = { is: 'declaration'; subject: string; day: string; id: string }

/** One quarter of an organisation: who was to declare, who did, and what it comes to. */
export type QuarterStanding = {
  quarter: Quarter
  /** Units that were there on its last day, or that declared. */
  expected: number
  answered: number
  employees: number
  whole: number
  /** Agents of the organisation who did something here in that quarter. */
  agentsSeen: number
}

export type Declarations = {
  mayWrite: boolean
  units(): Promise<Unit[]>
  /** The last declaration of each unit for each quarter, from a quarter on. */
  since(quarter: Quarter): Promise<Declaration[]>
  /** Every revision of a unit and a quarter, the last first. */
  revisions(unit: string, quarter: Quarter): Promise<Declaration[]>
  /** What a form begins with: what was declared last before that quarter. */
  before(unit: string, quarter: Quarter): Promise<Declaration | null>
  /** `was` is the revision that the form showed; 0 when nothing was declared. */
  declare(
    unit: string,
    quarter: Quarter,
    typed: Record<keyof Numbers, string>,
    was: number,
  ): Promise<Result<{ declaration: Declaration }, WorkplaceRefusal | 'not-found' | 'evidence-not-stored'>>
  standings(quarters: readonly Quarter[]): Promise<QuarterStanding[]>
}

export type Workplaces = {
  /** What an agent's organisation declares; without the role `planification`, declaring is refused. */
  declarationsFor(agent: Agent): Declarations
  due(organisation: string, today: string): Promise<Due[]>
  /** The last day on which each organisation declared something. */
  reported(today: string): Promise<ReadonlyMap<string, string>>
  subscribers: Subscriber[]
}

export type WorkplaceTools = {
  db: Database
  clock: Clock
  organisations: Organisations
  units: Units
  committed: () => void
}

/** Declarations of workplaces, ready to be asked. One per process of the platform; any number share a database. */
export const createWorkplaces = (tools: WorkplaceTools): Workplaces => {
  const { db, organisations, units } = tools
  return {
    declarationsFor: (agent) => declarationsFor(tools, agent),
    async due(organisation, today) {
      const quarter = lastOver(today)
      const [all, declared] = await Promise.all([
        units.of(organisation),
        store.declarationsOf(db, organisation, quarter),
      ])
      const answered = new Set(declared.map(({ unit }) => unit))
      return all
        .filter((unit) => wasThere(unit, quarter) && !answered.has(unit.id))
        .map(({ id, name }) => ({
          is: 'declaration' as const,
          subject: name,
          day: dueDayOf(quarter),
          id: `${id}/${quarter}`,
        }))
    },
    async reported(today) {
      const last = await store.lastDeclared(db)
      return new Map(
        last.flatMap(({ organisation, at }) =>
          dayOf(at) <= today ? [[organisation, dayOf(at)] as const] : [],
        ),
      )
    },
    subscribers: [agentsSeen(organisations)],
  }
}

const wasThere = ({ openedOn, closedOn }: Unit, quarter: Quarter): boolean => {
  const last = lastDayOf(quarter)
  return openedOn <= last && (closedOn === null || closedOn > last)
}

const declarationsFor = ({ db, clock, units, committed }: WorkplaceTools, agent: Agent): Declarations => {
  const { organisation } = agent
  const here: Omit<Circumstances, 'now'> = { actor: agent, channel: 'desk', language: 'fr' }
  const declaredIn = async (tx: Queries, id: string, unit: string, quarter: Quarter): Promise<Declared> => {
    // Two first declarations of one quarter wait for each other: the second is a correction, or nothing new.
    await units.hold(tx, organisation)
    const [last = null] = await store.revisionsOf(tx, organisation, unit, quarter)
    return { id, revision: last?.revision ?? 0, organisation, parties: [], unit, quarter, last }
  }
  return {
    mayWrite: agent.roles.includes(PLANNER),
    units: () => units.of(organisation),
    since: (quarter) => store.declarationsOf(db, organisation, quarter),
    revisions: (unit, quarter) => store.revisionsOf(db, organisation, unit, quarter),
    before: (unit, quarter) => store.lastBefore(db, organisation, unit, quarter),
    async declare(unit, quarter, typed, was) {
      if (!isQuarter(quarter)) return refused('quarter-unknown')
      if (!(await units.of(organisation)).some(({ id }) => id === unit)) return refused('unit-unknown')
      const door = openDoor<Declared>(
        db,
        {
          find: (tx, id) => declaredIn(tx, id, unit, quarter),
          async keep(tx, { last }, events) {
            if (events.length > 0) await store.keepDeclaration(tx, organisation, last!, events)
          },
        },
        clock,
        committed,
      )
      const id = idFrom(`parvis workplace ${organisation} ${unit} ${quarter}`)
      return door.perform(declare, id, { typed, was }, here)
    },
    async standings(quarters) {
      const from = quarters.toSorted()[0] ?? lastOver(dayOf(clock()))
      const [all, declared, seen] = await Promise.all([
        units.of(organisation),
        store.declarationsOf(db, organisation, from),
        store.seenByQuarter(db, organisation, from),
      ])
      return quarters.map((quarter) => standingOf(quarter, { all, declared, seen }))
    },
  }
}

type Read = {
  all: readonly Unit[]
  declared: readonly Declaration[]
  seen: readonly { quarter: string; agents: number }[]
}

const standingOf = (quarter: Quarter, { all, declared, seen }: Read): QuarterStanding => {
  const theirs = declared.filter((one) => one.quarter === quarter)
  const answered = new Set(theirs.map(({ unit }) => unit))
  const sum = (name: 'employees' | 'whole') => theirs.reduce((total, one) => total + one[name], 0)
  return {
    quarter,
    expected: all.filter((unit) => wasThere(unit, quarter) || answered.has(unit.id)).length,
    answered: answered.size,
    employees: sum('employees'),
    whole: sum('whole'),
    agentsSeen: seen.find((one) => one.quarter === quarter)?.agents ?? 0,
  }
}
