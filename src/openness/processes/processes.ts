import type { Catalogue } from '#catalogue'
import { addToDay, type Clock, type Database, dayOf } from '#kernel'
import type { Subscriber } from '#ledger'
import type { Agent } from '#parties'
import { articleOf, folded } from './typed.ts'
import { type Inventory, inventoryOf } from './inventory.ts'
import { judgeAgain, paperSeen } from './reactions.ts'
import * as store from './store.ts'
import { openUnits, type Units } from './units.ts'

/** What an organisation has to do about its processes. `id` is the process's. */
export type Due = {
  /** `to-describe`: added and not described yet. `to-review`: observed with paper, declared without. */
  is: 'to-describe' | 'to-review'
  subject: string
  day: string
  id: string
}

/** An article that keeps paper alive, and what rests on it: the processes declared so, and the services that say so. */
export type Article = {
  article: string
  organisations: string[]
  processes: number
  services: string[]
  /** A year, of the processes whose cost is known. */
  pages: number
  hours: number
}

export type Processes = {
  /** The inventory of an agent's organisation. */
  inventoryFor(agent: Agent): Inventory
  units: Units
  /** Every article that keeps paper alive, those on which most processes rest first. */
  articles(): Promise<Article[]>
  /** What each organisation's inventory comes to. */
  totals(): Promise<(store.Totals & { organisation: string })[]>
  due(organisation: string, today: string): Promise<Due[]>
  /** The last day on which each organisation changed its inventory. */
  reported(today: string): Promise<ReadonlyMap<string, string>>
  /** Says of which processes no paper was met for twelve months; answers how many. Every process may run it. */
  review(): Promise<number>
  subscribers: Subscriber[]
  stop(): void
}

export type ProcessTools = {
  db: Database
  clock: Clock
  catalogue: Pick<Catalogue, 'current' | 'list'>
  committed: () => void
  /** A review failed; it is done again an hour later. */
  failed?: (error: Error) => void
}

const EVERY_HOUR_MS = 3_600_000
/** How long an organisation has to describe what it added, and to look again at what is denied. */
const TO_DO_WITHIN = 'P30D'

/** The inventories of processes, ready to be asked. One per process of the platform; any number share a database. */
export const createProcesses = (tools: ProcessTools): Processes => {
  const { db, clock, catalogue, committed, failed = () => {} } = tools
  const units = openUnits(tools)
  const dueOf = (is: Due['is'], since: string, { id, name }: { id: string; name: string }): Due => ({
    is,
    subject: name,
    day: addToDay(dayOf(new Date(since)), TO_DO_WITHIN),
    id,
  })
  const review: Processes['review'] = async () => {
    let count = 0
    for (const { organisation, id } of await store.observedWithPaper(db))
      if (await db.transaction((tx) => judgeAgain(tx, organisation, id, clock()))) count += 1
    if (count > 0) committed()
    return count
  }
  // Nothing happens when twelve months without paper are over: somebody has to look.
  const timer = setInterval(() => void review().catch(failed), EVERY_HOUR_MS).unref()
  return {
    inventoryFor: (agent) => inventoryOf({ ...tools, units }, agent),
    units,
    articles: async () => articlesOf(await store.processesByArticle(db), catalogue),
    totals: () => store.totalsByOrganisation(db),
    async due(organisation) {
      const [unfinished, denied] = await Promise.all([
        store.unfinished(db, organisation),
        store.denied(db, organisation),
      ])
      return [
        ...denied.map((one) => dueOf('to-review', one.since, one)),
        ...unfinished.map((one) => dueOf('to-describe', one.addedAt, one)),
      ]
    },
    reported: async (today) =>
      new Map(
        (await store.lastChanges(db))
          .filter(({ day }) => day <= today)
          .map(({ organisation, day }) => [organisation, day]),
      ),
    review,
    subscribers: [paperSeen()],
    stop: () => clearInterval(timer),
  }
}

/** The same article, whoever writes it with a capital or a space more, is one. */
const articlesOf = (rows: readonly store.ArticleRow[], catalogue: Pick<Catalogue, 'list'>): Article[] => {
  const found = new Map<string, Article>()
  const of = (article: string): Article => {
    const none = { article, organisations: [], processes: 0, services: [], pages: 0, hours: 0 }
    const one = found.get(folded(article)) ?? none
    found.set(folded(article), one)
    return one
  }
  const by = (one: Article, organisation: string): void => {
    if (!one.organisations.includes(organisation)) one.organisations.push(organisation)
  }
  for (const { article, organisation, processes, pages, hours } of rows) {
    const one = of(article)
    by(one, organisation)
    one.processes += processes
    one.pages += pages
    one.hours += hours
  }
  for (const { service, definition } of catalogue.list())
    for (const formality of definition.formalities) {
      const one = of(articleOf(formality))
      by(one, definition.authority)
      if (!one.services.includes(service)) one.services.push(service)
    }
  return [...found.values()].toSorted(
    (a, b) =>
      b.processes + b.services.length - (a.processes + a.services.length) || (a.article < b.article ? -1 : 1),
  )
}
