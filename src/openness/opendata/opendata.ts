import { openDoor } from '#acts'
import { dayOf } from '#kernel'
import type { Agent } from '#parties'
import { type Dataset, streamOf } from './dataset.ts'
import { type Due, dueOf } from './due.ts'
import { DATA_KEEPER } from './entry.ts'
import { describe, enter, type Entering } from './inventory.ts'
import { keeping } from './keep.ts'
import { type Described } from './describe.ts'
import { criteriaOn } from './potential.ts'
import * as store from './store.ts'
import type { OpenDataTools } from './tools.ts'
import type { Result } from '#kernel'
import type { OpenDataRefusal } from './refusals.ts'

type Done = Promise<Result<{ dataset: Dataset }, OpenDataRefusal | 'not-found' | 'evidence-not-stored'>>

export type OpenData = {
  /** A dataset by its id, drafts included: what the public may see of it is `asPublished(dataset)`. */
  find(id: string): Promise<Dataset | null>
  /** One page of what is looked for, how many there are, and what each facet would leave. */
  search(wanted: Partial<store.Wanted>, page: Page): Promise<{ datasets: Dataset[]; count: number }>
  facets(wanted: Partial<store.Wanted>): Promise<store.Facets>
  /** Every dataset, one batch at a time, in the order of their ids. */
  every(): AsyncGenerator<Dataset>
  /** What changed last, the newest first: of everything, of one organisation, of one dataset. */
  changes(of: { organisation?: string; dataset?: string; limit: number }): Promise<store.Change[]>
  /** What the organisation owes of its data. */
  due(organisation: string, today: string): Promise<Due[]>
  /** The day on which each organisation last did something to its inventory. */
  reported(today: string): Promise<ReadonlyMap<string, string>>
  isKeeper(agent: Agent): boolean
  /** Enters a dataset; changes what it says. */
  enter(agent: Agent, entering: Entering): Done
  describe(agent: Agent, id: string, described: Described): Done
}

export type Page = { sort?: store.Sort; limit: number; offset: number }

/** Open data, ready to be asked. One per process; any number of processes share a database. */
export const createOpenData = (tools: OpenDataTools): OpenData => {
  const { db, clock, committed } = tools
  const door = openDoor(db, keeping, clock, committed)
  const hereOf = (actor: Agent) => ({ actor, channel: 'desk', language: 'fr' }) as const
  const wantedOf = (wanted: Partial<store.Wanted>) => ({ ...store.ANYTHING, ...wanted })
  async function* every() {
    for (let after = ''; ;) {
      const batch = await store.datasetsAfter(db, after, 200)
      yield* batch
      if (batch.length < 200) return
      after = batch.at(-1)!.id
    }
  }
  return {
    find: (id) => store.findEntry(db, streamOf(id)),
    async search(given, { sort = 'relevance', limit, offset }) {
      const wanted = wantedOf(given)
      const [datasets, count] = await Promise.all([
        store.searchDatasets(db, wanted, { sort, limit, offset }),
        store.countDatasets(db, wanted),
      ])
      return { datasets, count }
    },
    async facets(given) {
      const wanted = wantedOf(given)
      const counted = await Promise.all(
        store.FACETS.map(async (facet) => [facet, await store.countFacet(db, wanted, facet)] as const),
      )
      return Object.fromEntries(counted) as store.Facets
    },
    every,
    changes: ({ organisation = '', dataset, limit }) =>
      store.latestChanges(db, { organisation, dataset: dataset ? streamOf(dataset) : '', limit }),
    async due(organisation, today) {
      const all = await store.searchDatasets(db, wantedOf({ organisation }), {
        sort: 'title',
        limit: 10_000,
        offset: 0,
      })
      return all.flatMap((one) => dueOf(one, today)).toSorted((a, b) => a.day.localeCompare(b.day))
    },
    async reported() {
      const touches = await store.lastTouches(db)
      return new Map(touches.map(({ organisation, at }) => [organisation, dayOf(at)]))
    },
    isKeeper: ({ roles }) => roles.includes(DATA_KEEPER),
    async enter(agent, entering) {
      const done = await enter(tools, entering, hereOf(agent))
      if (done.ok) committed()
      return done
    },
    describe: (agent, id, described) =>
      door.perform(
        describe,
        streamOf(id),
        { described, criteria: criteriaOn(dayOf(clock())) },
        hereOf(agent),
      ),
  }
}
