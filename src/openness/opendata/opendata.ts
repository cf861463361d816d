import { setTimeout } from 'node:timers/promises'
import { openDoor } from '#acts'
import { readEvidence } from '#documents'
import { dayOf, isId, ok, refused, type Rounds } from '#kernel'
import type { Agent } from '#parties'
import { type CheckTools, startChecking } from './checking.ts'
import { type Check, type Dataset, type Distribution, streamOf } from './dataset.ts'
import { type Due, dueOf } from './due.ts'
import { DATA_KEEPER } from './entry.ts'
import { describe, enter, type Entering } from './inventory.ts'
import { FETCHING, fetchOpen } from './fetching/fetch.ts'
import { keeping, onlyKeeper } from './keep.ts'
import { type Keeper, keeperOf, hereOf, type Done } from './keeper.ts'
import { csvOf } from './look.ts'
import type { Described } from './describe.ts'
import { criteriaOn } from './potential.ts'
import * as store from './store.ts'
import type { OpenDataTools, Source } from './tools.ts'

/** A file as anybody may have it. `size` and `digest` are known of what is kept here, and not of what is computed. */
export type Content = {
  name: string
  mediaType: string
  size: number | null
  digest: string | null
  at: string
  body: AsyncIterable<Buffer>
}

export type OpenData = Keeper & {
  /** A dataset by its id, drafts included: what the public may see of it is `asPublished(dataset)`. */
  find(id: string): Promise<Dataset | null>
  /** One page of what is looked for, how many there are, and what each facet would leave. */
  search(wanted: Partial<store.Filters>, page: Page): Promise<{ datasets: Dataset[]; count: number }>
  facets(wanted: Partial<store.Filters>): Promise<store.Facets>
  /** What target 10 counts of an organisation's inventory, as its entries stand. */
  counts(organisation: string): Promise<store.Counts>
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
  /** The platform's own data, a closed list; those that an agent's organisation may publish by a query. */
  sources: readonly Source[]
  sourcesFor(agent: Agent): readonly Source[]
  /**
   * The bytes of a published distribution: the version in force, or an earlier one; null when there is none, and for a link,
   * which is had elsewhere.
   */
  content(dataset: Dataset, distribution: Distribution, version?: number): Promise<Content | null>
  /** What the daily looks found of a distribution, the newest first, ninety at most. */
  checks(dataset: string, distribution: string, limit?: number): Promise<Check[]>
  /** Has a dataset looked at now, and waits a little for it. Refused where it was looked at within the minute. */
  checkNow(agent: Agent, id: string): Done<{ dataset: Dataset }>
  /** Has what is due looked at without waiting for the next round, where this process looks. */
  look(): void
  /** Begins to look at what is published, every day; one per process. */
  watch(options: { log: Log; pollMs?: number }): Rounds
}

type Log = { error(details: object, message: string): void }

export type Page = { sort?: store.Order; limit: number; offset: number }

/** Open data, ready to be asked. One per process; any number of processes share a database. */
export const createOpenData = (tools: OpenDataTools): OpenData => {
  const { db, clock, committed } = tools
  const checking: { rounds: Rounds | null } = { rounds: null }
  // What was just published is looked at without waiting for the next round.
  const door = openDoor(db, keeping, clock, () => {
    committed()
    checking.rounds?.poke()
  })
  const { fetch = fetchOpen, sources, userAgent } = tools
  const looking: CheckTools = {
    db,
    clock,
    door,
    sources,
    fetch,
    // Who asks is known once the pages have their address.
    get fetching() {
      return { ...FETCHING, userAgent: userAgent(), ...tools.fetching }
    },
  }
  const wantedOf = (wanted: Partial<store.Filters>) => ({ ...store.ANYTHING, ...wanted })
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
    counts: (organisation) => store.countInventory(db, organisation),
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
    ...keeperOf(tools, looking, door),
    sources,
    sourcesFor: ({ organisation }) =>
      sources.filter((one) => one.organisation === null || one.organisation === organisation),
    async content(dataset, distribution, version) {
      const { kind, status, query, mediaType, format } = distribution
      if (status !== 'published') return null
      const name = `${dataset.id}.${format}`
      if (kind === 'query') {
        const source = sources.find(({ id }) => id === query)
        const at = clock().toISOString()
        return source && version === undefined
          ? { name, mediaType, size: null, digest: null, at, body: csvOf(source) }
          : null
      }
      const file =
        version === undefined
          ? distribution.versions.at(-1)
          : distribution.versions.find((one) => one.version === version)
      const content = file && (await readEvidence(db, file.digest))
      if (!content) return null
      const { digest, at } = file
      return { name: file.name, mediaType: content.type, size: content.size, digest, at, body: content.body }
    },
    checks: (dataset, distribution, limit = 90) =>
      isId(distribution) ? store.checksOf(db, streamOf(dataset), distribution, limit) : Promise.resolve([]),
    async checkNow(agent, id) {
      const now = clock()
      const closed = onlyKeeper({ ...hereOf(agent), now })
      if (closed) return closed
      const found = await store.findEntry(db, streamOf(id))
      if (found?.organisation !== agent.organisation) return refused('not-found')
      const asked = await store.askForCheck(db, streamOf(id), now, new Date(now.getTime() - MINUTE_MS))
      if (asked === 0) return refused('checked-just-now')
      checking.rounds?.poke()
      await Promise.race([checking.rounds?.idle(), setTimeout(PATIENCE_MS)])
      return ok({ dataset: (await store.findEntry(db, streamOf(id))) ?? found })
    },
    look: () => checking.rounds?.poke(),
    watch({ log, pollMs = MINUTE_MS }) {
      checking.rounds = startChecking(looking, { log, pollMs })
      return checking.rounds
    },
  }
}

const MINUTE_MS = 60_000
/** How long whoever asks for a look waits for it; after that the page says that it is under way. */
const PATIENCE_MS = 3_000
