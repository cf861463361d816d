import { addToDay, dayOf } from '#kernel'
import type { Subscriber } from '#ledger'
import type { Agent } from '#parties'
import { cleanerOf } from './cleaning/clean.ts'
import { type Effect, effectsOf } from './effect.ts'
import { monthOf } from './evaluation.ts'
import { DESIGNER, type Improvement } from './improvement.ts'
import { receive } from './receive.ts'
import { rate, tellMissing } from './rate.ts'
import { released } from './release.ts'
import { type Results, resultsOf } from './results.ts'
import * as store from './store.ts'
import { tally } from './tally.ts'
import type { EvaluationTools } from './tools.ts'
import { openTurns, type Turns } from './turns.ts'
import { type Workshop, workshopOf } from './workshop.ts'

export type Evaluations = {
  /** Whether a dossier may still give an opinion; the token with which it does (`invite`); what a token evaluates. */
  turnOf: Turns['turnOf']
  invite: Turns['invite']
  invitationOf: Turns['invitationOf']
  /** Receives an evaluation, once for a token: `receive(token, answers, comment)`. */
  receive: ReturnType<typeof receive>
  rate: ReturnType<typeof rate>
  tellMissing: ReturnType<typeof tellMissing>
  /** What the public reads of these services over the last twelve months; `since` is the first of them. */
  results(services: readonly string[]): Promise<{ since: string; results: Results[] }>
  /** The improvements of a service that were published, the newest first, with what followed as the public reads it. */
  published(service: string): Promise<(Improvement & { effects: Effect[] })[]>
  /** What a designer of the organisation does; null for anybody else. */
  workshopFor(agent: Agent): Workshop | null
  /** Forgets the days that are over: which dossier took its turn when. */
  forget: Turns['forget']
  subscribers: Subscriber[]
  stop(): void
}

const EVERY_HOUR_MS = 3_600_000
const PERIOD = '-P11M'

/** Evaluations and improvements, ready to be asked. One per process; any number of processes share a database. */
export const createEvaluations = (tools: EvaluationTools): Evaluations => {
  const { db, clock, dossiers, names } = tools
  const clean = cleanerOf(names)
  const turns = openTurns(db, clock)
  const since = () => monthOf(addToDay(dayOf(clock()), PERIOD))
  const results: Evaluations['results'] = async (services) => {
    const from = since()
    const tallies = await store.tallyOf(db, services, from)
    return { since: from, results: services.map((service) => resultsOf(service, tallies)) }
  }
  // A day that is over is forgotten by whoever comes first: here when nobody comes. What fails is tried an hour later.
  const timer = setInterval(() => void turns.forget().catch(() => {}), EVERY_HOUR_MS).unref()
  return {
    ...turns,
    receive: receive({ ...tools, clean }),
    rate: rate({ ...tools, clean }),
    tellMissing: tellMissing({ db, clean }),
    results,
    async published(service) {
      const all = await store.improvementsOf(db, [service])
      const tallies = await store.tallyOf(db, [service], '')
      return all
        .filter(({ status }) => status === 'published')
        .map((one) => ({ ...one, effects: effectsOf(one, tallies, released) }))
    },
    workshopFor: (agent) =>
      agent.roles.includes(DESIGNER) ? workshopOf(tools, agent, results, since) : null,
    subscribers: [tally(dossiers)],
    stop: () => clearInterval(timer),
  }
}
