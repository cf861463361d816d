import { readEvidence } from '#documents'
import { type Clock, type Database, ok, refused, type Result } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { type Dataset, type Distribution, type Field, publishedIn, streamOf } from '../dataset.ts'
import type { Source } from '../tools.ts'
import { load, type Table } from './load.ts'
import { rowsOf } from './reading.ts'
import type { DatastoreRefusal } from './refusals.ts'
import * as store from './store.ts'
import type { Cell } from './values.ts'

export type RowsAsked = {
  /** Columns by their names, or `_id`; those that the table has not are refused before. */
  filters?: Record<string, readonly Cell[]>
  words?: readonly string[]
  /** `_id` is the place in the file. */
  sort?: readonly { field: string; descending: boolean }[]
  limit: number
  offset: number
}

/** `id` is the place of a row in its file, from 1. `all` is how many rows the table has, `total` how many were asked for. */
export type Rows = {
  fields: Field[]
  rows: { id: number; cells: Cell[] }[]
  total: number
  all: number
  readAt: Date
}

export type Datastore = {
  /** Some rows of a published table, exactly counted. Waits a few seconds for a table that nobody has read yet. */
  rows(
    dataset: Dataset,
    distribution: Distribution,
    asked: RowsAsked,
  ): Promise<Result<Rows, DatastoreRefusal>>
  /** Which dataset a distribution is of, drafts included; null when there is none. */
  datasetOf(distribution: string): Promise<Dataset | null>
  /** Rows of what is withdrawn do not stay. */
  subscriber: Subscriber
  /** Lets readings under way end. */
  stop(): Promise<void>
}

export type DatastoreTools = {
  db: Database
  clock: Clock
  sources: readonly Source[]
  log: { error(details: object, message: string): void }
  /** How long an answer waits for a table that is being read. */
  patienceMs?: number
}

/** What the platform computes is read again after a quarter of an hour. */
const SOURCE_FRESH_MS = 15 * 60_000

/** What has rows here: a table that is kept, or computed, by the platform. A file of elsewhere is read where it is. */
export const isTable = ({ kind, schema, digest }: Distribution): boolean =>
  Boolean(schema?.fields.length) && (kind === 'query' || (kind === 'upload' && digest !== null))

/** The rows of published tables. One per process; any number of processes share a database. */
export const openDatastore = (tools: DatastoreTools): Datastore => {
  const { db, clock, log, patienceMs = 8_000 } = tools
  const reading = new Map<string, Promise<unknown>>()

  /** One reading of a table at a time in this process; another process may be at it. */
  const read = (place: store.Place, table: Table): Promise<unknown> => {
    const under = reading.get(place.distribution)
    if (under) return under
    const begun = load(db, clock, place, table)
      .catch((error: Error) =>
        log.error({ distribution: place.distribution, fault: error.name }, 'a table could not be read'),
      )
      .finally(() => reading.delete(place.distribution))
    reading.set(place.distribution, begun)
    return begun
  }

  const inForce = async (dataset: Dataset, one: Distribution): Promise<store.Loaded | null> => {
    const place = { stream: streamOf(dataset.id), distribution: one.id }
    const held = await store.findTable(db, place)
    const isFresh = held && (one.kind === 'query' ? isRecent(held, clock()) : held.digest === one.digest)
    if (isFresh) return held
    const begun = read(place, tableOf(tools, one))
    // A computed table that is a little old is better than a wait; another version of a file is not.
    if (held && one.kind === 'query') return held
    await Promise.race([begun, wait(patienceMs)])
    const now = await store.findTable(db, place)
    return now && (one.kind === 'query' || now.digest === one.digest) ? now : null
  }

  return {
    async rows(dataset, one, asked) {
      if (!isTable(one) || !publishedIn(dataset).includes(one)) return refused('not-a-table')
      const table = await inForce(dataset, one)
      if (!table) return refused('not-read-yet')
      const place = { stream: streamOf(dataset.id), distribution: one.id }
      const found = await rowsIn(db, place, table, asked)
      if (found.rows.length > 0 && found.total > 0) return ok(found)
      // None, or swept meanwhile: another reading may have taken the place of this one.
      const now = await store.findTable(db, place)
      return ok(now && now.load !== table.load ? await rowsIn(db, place, now, asked) : found)
    },
    datasetOf: (distribution) => store.datasetWith(db, distribution),
    subscriber: {
      name: 'opendata.rows',
      kinds: ['dataset.withdrawn', 'dataset.unpublished'],
      react: async (tx, { stream, body, erased }: SealedEvent) => {
        const { distribution = null } = erased ? {} : (body as { distribution?: string })
        await store.forget(tx, stream, distribution)
      },
      reset: store.forgetAll,
    },
    stop: async () => void (await Promise.all(reading.values())),
  }
}

const rowsIn = async (
  db: Database,
  place: store.Place,
  table: store.Loaded,
  asked: RowsAsked,
): Promise<Rows> => {
  const wanted = placedIn(table.fields, asked)
  const isAll = !wanted.filters.length && !wanted.words.length
  const [rows, total] = await Promise.all([
    store.readRows(db, place, table.load, wanted),
    isAll ? table.rows : store.countRows(db, place, table.load, wanted),
  ])
  return {
    fields: table.fields,
    rows: rows.map(({ n, row }) => ({ id: n, cells: row })),
    total,
    all: table.rows,
    readAt: table.loadedAt,
  }
}

const isRecent = ({ loadedAt }: store.Loaded, now: Date): boolean =>
  now.getTime() - loadedAt.getTime() < SOURCE_FRESH_MS

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds).unref())

const tableOf = ({ db, sources }: DatastoreTools, one: Distribution): Table => ({
  digest: one.digest,
  fields: one.schema!.fields,
  rows: () => (one.kind === 'query' ? computed(sources, one) : kept(db, one)),
})

async function* kept(db: Database, one: Distribution): AsyncGenerator<Cell[]> {
  const found = await readEvidence(db, one.digest!)
  if (!found) throw new Error(`the content of ${one.digest} is not there`)
  yield* rowsOf(one, found.body as AsyncIterable<Uint8Array>)
}

async function* computed(sources: readonly Source[], one: Distribution): AsyncGenerator<readonly Cell[]> {
  const source = sources.find(({ id }) => id === one.query)
  if (source) yield* source.rows()
}

const placedIn = (fields: readonly Field[], asked: RowsAsked): store.Asked => {
  const column = (name: string) => fields.findIndex((field) => field.name === name)
  return {
    filters: Object.entries(asked.filters ?? {}).map(([name, values]) => ({ column: column(name), values })),
    words: asked.words ?? [],
    sort: (asked.sort ?? []).map(({ field, descending }) => ({ column: column(field), descending })),
    limit: asked.limit,
    offset: asked.offset,
  }
}
