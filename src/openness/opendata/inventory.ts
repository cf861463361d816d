import { act, type Circumstances, eventsOf } from '#acts'
import {
  type Clock,
  type Database,
  dayOf,
  isId,
  ok,
  type Queries,
  refused,
  type Refused,
  type Result,
} from '#kernel'
import type { Dataset } from './dataset.ts'
import { type Described, readDescribed } from './describe.ts'
import { type Entry, entryOf, leaving } from './entry.ts'
import { onlyKeeper, onlyLiving, recordEvents } from './keep.ts'
import { type Criteria, criteriaOn } from './potential.ts'
import { slugOf } from './reading.ts'
import { holdInventory, insertEntry, madeBy, sameTitle } from './store.ts'

const verb = act<Entry>()

type EnterRefusal = 'data-keeper-needed' | 'key-malformed' | 'fields-wrong' | 'title-known'

/** What is typed to enter a dataset. `distinct`: it is known that another has its title. */
export type Entering = { key: string; described: Described; distinct: boolean }

/** Enters a dataset in the inventory of the agent's organisation. The same form sent twice is one dataset. */
export const enter = async (
  { db, clock }: { db: Database; clock: Clock },
  { key, described, distinct }: Entering,
  here: Omit<Circumstances, 'now'>,
): Promise<Result<{ dataset: Dataset }, EnterRefusal>> => {
  const now = clock()
  const { actor } = here
  const closed = onlyKeeper({ ...here, now })
  if (closed || actor.kind !== 'agent') return closed ?? refused('data-keeper-needed')
  if (!isId(key)) return refused('key-malformed')
  const read = readDescribed(described, criteriaOn(dayOf(now)))
  if (!read.ok) return read
  return db.transaction(async (tx) => {
    await holdInventory(tx, actor.organisation)
    const made = await madeBy(tx, actor.organisation, key)
    if (made) return ok({ dataset: made })
    const known = distinct ? null : await knownAs(tx, actor.organisation, described.titleFr)
    if (known) return known
    const { preparing, ...said } = read.value
    for (let attempt = 1; ; attempt += 1) {
      const id = idFor(described.titleFr, key, attempt)
      const dataset: Dataset = {
        id,
        organisation: actor.organisation,
        ...said,
        ...BLANK,
        state: preparing ? 'preparing' : 'inventoried',
        createdAt: now.toISOString(),
        updatedAt: now.toISOString(),
      }
      const blank = entryOf(dataset)
      const { after, events } = leaving(blank, dataset, [
        { kind: 'dataset.inventoried', body: { dataset: id } },
      ])
      if (!(await insertEntry(tx, after, { madeBy: key, touchedAt: now }))) continue
      await recordEvents(tx, after, eventsOf(blank, events, { ...here, now }))
      return ok({ dataset: after.dataset })
    }
  })
}

const BLANK = {
  obstacles: [],
  distributions: [],
  withdrawn: null,
  publishedAt: null,
  revision: 0,
  quality: 'none',
  measured: null,
} satisfies Partial<Dataset>

const knownAs = async (
  tx: Queries,
  organisation: string,
  title: string,
): Promise<Refused<'title-known'> | null> => {
  const [known] = await sameTitle(tx, organisation, title)
  return known ? refused('title-known', { dataset: known.id }) : null
}

/** What the portal has under `/donnees` and `/en/data` besides datasets: one of that name would have no page. */
const TAKEN = new Set(['mesures', 'measures', 'api', 'catalogue', 'parvis-verify'])

/** The title as part of an address; a number after it when another organisation has it already. */
const idFor = (title: string, key: string, attempt: number): string => {
  const slug = slugOf(title) || `donnees-${key.slice(-8)}`
  const name = TAKEN.has(slug) ? `donnees-${slug}` : slug
  return attempt === 1 ? name : `${name}-${attempt}`
}

/** Says a dataset otherwise. What is no longer open to everybody is withdrawn first. */
export const describe = verb({
  name: 'dataset.describe',
  by: ['agent'],
  barred: onlyLiving,
  perform(entry, { described, criteria }: { described: Described; criteria: Criteria }, { now }) {
    const read = readDescribed(described, criteria)
    if (!read.ok) return read
    const { dataset } = entry
    const { preparing, ...said } = read.value
    const isOut = dataset.state === 'published'
    if (isOut && said.sensitivity.personal) return refused('personal-data')
    if (isOut && said.sensitivity.level !== 'open') return refused('not-open')
    if (isOut && said.licence === null) return refused('licence-missing')
    const what = [
      'description',
      ...(JSON.stringify(said.potential) === JSON.stringify(dataset.potential) ? [] : ['potential']),
    ]
    const state = isOut ? 'published' : preparing ? 'preparing' : 'inventoried'
    return ok(
      leaving(entry, { ...dataset, ...said, state, updatedAt: now.toISOString() }, [
        { kind: 'dataset.changed', body: { dataset: dataset.id, what } },
      ]),
    )
  },
})
