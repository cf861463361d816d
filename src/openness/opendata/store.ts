import { empty, join, type Queries, sql, type Sql } from '#kernel'
import { type Check, type Dataset, publishedIn } from './dataset.ts'
import type { Entry } from './entry.ts'
import { foldText } from './reading.ts'

/*
 * The domain's only SQL, in one file because its statements answer for each other: what an act keeps of an entry is what
 * lists look for, what followers read and what is looked at every day.
 */

type Row = { body: Dataset }

/** Entries come from the body: the columns only find them. */
const found = (rows: readonly Row[]): Dataset[] => rows.map(({ body }) => body)

/** One organisation enters things one at a time: of two forms of one title, the second sees the first. */
export const holdInventory = (tx: Queries, organisation: string): Promise<unknown> =>
  tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`parvis inventory ${organisation}`}, 7423))`)

/** Writes a new entry; false when its id is taken. */
export const insertEntry = async (
  tx: Queries,
  { id, dataset }: Entry,
  { madeBy, touchedAt }: { madeBy: string; touchedAt: Date },
): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO dataset (stream, dataset, organisation, revision, state, title, theme, licence, formats, high_potential,
      quality, sensitivity, search, made_by, touched_at, updated_at, body)
    VALUES (${id}, ${dataset.id}, ${dataset.organisation}, ${join(valuesOf(dataset))}, ${madeBy}, ${touchedAt},
      ${dataset.updatedAt}, ${JSON.stringify(dataset)})
    ON CONFLICT (stream) DO NOTHING RETURNING stream`)
  return rows.length > 0
}

/** `touchedAt` is null when it is a machine that looked. */
export const updateEntry = (tx: Queries, { id, dataset }: Entry, touchedAt: Date | null): Promise<unknown> =>
  tx.query(sql`
    UPDATE dataset SET (revision, state, title, theme, licence, formats, high_potential, quality, sensitivity, search) =
      (${join(valuesOf(dataset))}),
      touched_at = coalesce(${touchedAt}::timestamptz, touched_at), updated_at = ${dataset.updatedAt},
      body = ${JSON.stringify(dataset)}
    WHERE stream = ${id}`)

const valuesOf = (dataset: Dataset): unknown[] => [
  dataset.revision,
  dataset.state,
  foldText(dataset.title.fr),
  dataset.theme,
  dataset.licence,
  formatsOf(dataset),
  dataset.potential.high && dataset.withdrawn?.reason !== 'no-longer-held',
  dataset.quality,
  dataset.sensitivity.level,
  searchOf(dataset),
]

const formatsOf = ({ distributions }: Dataset): string[] => [
  ...new Set(distributions.flatMap(({ status, format }) => (status === 'published' ? [format] : []))),
]

const searchOf = ({ id, title, description, keywords, spatial }: Dataset): string =>
  foldText(
    [id, title.fr, title.en, ...keywords.fr, ...keywords.en, spatial, description.fr, description.en].join(
      ' ',
    ),
  )

export const holdEntry = async (tx: Queries, stream: string): Promise<Dataset | null> => {
  const rows = await tx.query<Row>(sql`SELECT body FROM dataset WHERE stream = ${stream} FOR UPDATE`)
  return found(rows)[0] ?? null
}

export const findEntry = async (db: Queries, stream: string): Promise<Dataset | null> => {
  const rows = await db.query<Row>(sql`SELECT body FROM dataset WHERE stream = ${stream}`)
  return found(rows)[0] ?? null
}

/** What is looked for; an empty text is no filter. */
export type Wanted = {
  text: string
  organisation: string
  theme: string
  format: string
  licence: string
  quality: string
  state: string
  sensitivity: string
  /** `high` or `other`. */
  potential: string
}

/** What programs ask for besides. */
export type Filters = Wanted & {
  /** Each of these: one of its values. */
  among: readonly { of: Facet | 'keyword'; values: readonly string[] }[]
  /** When it last changed: instants, both included. */
  changedFrom: string
  changedTo: string
}

export const ANYTHING: Filters = {
  text: '',
  organisation: '',
  theme: '',
  format: '',
  licence: '',
  quality: '',
  state: '',
  sensitivity: '',
  potential: '',
  among: [],
  changedFrom: '',
  changedTo: '',
}

export const SORTS = ['relevance', 'title', 'updated'] as const
export type Sort = (typeof SORTS)[number]
/** What programs ask for besides: orders in which nothing is missed while pages are read one after another. */
export type Order = Sort | 'id' | 'oldest'

/** Words of a search, without case or accents; ten are enough to find anything. */
const wordsOf = (text: string): string[] => foldText(text).split(' ').filter(Boolean).slice(0, 10)

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&')

const matching = (wanted: Filters, but: keyof Wanted | null = null): Sql => {
  const words = wordsOf(wanted.text)
  const asks = (name: keyof Wanted) => name !== but && wanted[name] !== ''
  return sql`
    WHERE true
      ${words.length > 0 ? sql`AND search LIKE ALL(${words.map((word) => `%${escapeLike(word)}%`)}::text[])` : empty}
      ${asks('organisation') ? sql`AND organisation = ${wanted.organisation}` : empty}
      ${asks('theme') ? sql`AND theme = ${wanted.theme}` : empty}
      ${asks('format') ? sql`AND ${wanted.format} = ANY(formats)` : empty}
      ${asks('licence') ? sql`AND licence = ${wanted.licence}` : empty}
      ${asks('quality') ? sql`AND quality = ${wanted.quality}` : empty}
      ${asks('state') ? sql`AND state = ${wanted.state}` : empty}
      ${asks('sensitivity') ? sql`AND sensitivity = ${wanted.sensitivity}` : empty}
      ${asks('potential') ? sql`AND high_potential = ${wanted.potential === 'high'}` : empty}
      ${wanted.changedFrom === '' ? empty : sql`AND updated_at >= ${wanted.changedFrom}`}
      ${wanted.changedTo === '' ? empty : sql`AND updated_at <= ${wanted.changedTo}`}
      ${join([empty, ...wanted.among.filter(({ of }) => of !== but).map(amongOf)], ' ')}`
}

const amongOf = ({ of, values }: Filters['among'][number]): Sql => {
  if (of === 'format') return sql`AND formats && ${values}::text[]`
  if (of === 'keyword')
    return sql`AND (body->'keywords'->'fr' ?| ${values}::text[] OR body->'keywords'->'en' ?| ${values}::text[])`
  return sql`AND ${COLUMN[of]} = ANY(${values}::text[])`
}

/** By relevance: what has the first word in its title comes first; then what changed last. */
const orderOf = (sort: Order, { text }: Wanted): Sql => {
  const [first] = wordsOf(text)
  if (sort === 'id') return sql`ORDER BY dataset COLLATE "C"`
  if (sort === 'oldest') return sql`ORDER BY updated_at, dataset`
  if (sort === 'title') return sql`ORDER BY title COLLATE "C", dataset`
  if (sort === 'updated' || !first) return sql`ORDER BY updated_at DESC, dataset`
  return sql`ORDER BY (strpos(title, ${first}) > 0) DESC, updated_at DESC, dataset`
}

export const searchDatasets = async (
  db: Queries,
  wanted: Filters,
  { sort, limit, offset }: { sort: Order; limit: number; offset: number },
): Promise<Dataset[]> =>
  found(
    await db.query<Row>(sql`
      SELECT body FROM dataset ${matching(wanted)} ${orderOf(sort, wanted)} LIMIT ${limit} OFFSET ${offset}`),
  )

export const countDatasets = async (db: Queries, wanted: Filters): Promise<number> => {
  const [row] = await db.query<{ count: number }>(
    sql`SELECT count(*) AS count FROM dataset ${matching(wanted)}`,
  )
  return row!.count
}

export const FACETS = ['organisation', 'theme', 'format', 'licence', 'quality', 'state'] as const
export type Facet = (typeof FACETS)[number]
export type Facets = Record<Facet, { value: string; count: number }[]>

const COLUMN: Record<Facet, Sql> = {
  organisation: sql`organisation`,
  theme: sql`theme`,
  format: sql`unnest(formats)`,
  licence: sql`licence`,
  quality: sql`quality`,
  state: sql`state`,
}

/** How many each value of a facet would leave, everything else that is asked being kept. */
export const countFacet = (
  db: Queries,
  wanted: Filters,
  facet: Facet,
): Promise<{ value: string; count: number }[]> =>
  db.query(sql`
    SELECT value, count(*) AS count FROM (SELECT ${COLUMN[facet]} AS value FROM dataset ${matching(wanted, facet)}) AS had
    WHERE value IS NOT NULL GROUP BY value ORDER BY count DESC, value`)

/** The next entries after an id, in the order of their ids: how all of them are read without holding them. */
export const datasetsAfter = async (db: Queries, after: string, limit: number): Promise<Dataset[]> =>
  found(
    await db.query<Row>(sql`
      SELECT body FROM dataset WHERE dataset > ${after} COLLATE "C" ORDER BY dataset COLLATE "C" LIMIT ${limit}`),
  )

/** An organisation's entries of one title, but for case, accents and punctuation. */
export const sameTitle = async (tx: Queries, organisation: string, title: string): Promise<Dataset[]> =>
  found(
    await tx.query<Row>(
      sql`SELECT body FROM dataset WHERE organisation = ${organisation} AND title = ${foldText(title)}`,
    ),
  )

/** What a form that was already sent made. */
export const madeBy = async (tx: Queries, organisation: string, key: string): Promise<Dataset | null> =>
  found(
    await tx.query<Row>(sql`
      SELECT body FROM dataset WHERE organisation = ${organisation} AND made_by = ${key}`),
  )[0] ?? null

/** What target 10 counts of an organisation's inventory. */
export type Counts = { datasets: number; highPotential: number; released: number }

export const countInventory = async (db: Queries, organisation: string): Promise<Counts> => {
  const [row] = await db.query<Counts>(sql`
    SELECT count(*) AS datasets, count(*) FILTER (WHERE high_potential) AS "highPotential",
      count(*) FILTER (WHERE high_potential AND body -> 'measured' ->> 'downloadable' = 'true') AS released
    FROM dataset WHERE organisation = ${organisation}`)
  return row!
}

// ---- What changed

export type Change = {
  id: string
  dataset: string
  organisation: string
  kind: string
  distribution: string | null
  at: Date
}

export const keepChanges = async (tx: Queries, stream: string, changes: readonly Change[]): Promise<void> => {
  for (const { id, dataset, organisation, kind, distribution, at } of changes)
    await tx.query(sql`
      INSERT INTO dataset_change (stream, id, dataset, organisation, kind, distribution, at)
      VALUES (${stream}, ${id}, ${dataset}, ${organisation}, ${kind}, ${distribution}, ${at})`)
}

export const latestChanges = (
  db: Queries,
  { organisation, dataset, limit }: { organisation: string; dataset: string; limit: number },
): Promise<Change[]> =>
  db.query(sql`
    SELECT id, dataset, organisation, kind, distribution, at FROM dataset_change
    WHERE true ${organisation ? sql`AND organisation = ${organisation}` : empty}
      ${dataset ? sql`AND stream = ${dataset}` : empty}
    ORDER BY at DESC, id DESC LIMIT ${limit}`)

/** When somebody of each organisation last did something to its inventory. */
export const lastTouches = (db: Queries): Promise<{ organisation: string; at: Date }[]> =>
  db.query(sql`SELECT organisation, max(touched_at) AS at FROM dataset GROUP BY organisation`)

// ---- What is looked at, and when

/** Whom a check of it asks: the host of a link; nobody for what is had here. */
export type Watched = {
  stream: string
  distribution: string
  host: string
  failures: number
  etag: string | null
  modified: string | null
  digest: string | null
}

/** What is published is looked at from now on, `fresh` at once; what is not published any more is forgotten. */
export const keepWatch = async (
  tx: Queries,
  { id, dataset }: Entry,
  { now, fresh }: { now: Date; fresh: readonly string[] },
): Promise<void> => {
  const published = publishedIn(dataset)
  await tx.query(sql`
    DELETE FROM dataset_watch WHERE stream = ${id}
      AND distribution <> ALL(${published.map((one) => one.id)}::uuid[])`)
  for (const { id: distribution, kind, url, lastCheck } of published.filter((one) =>
    fresh.includes(one.id),
  )) {
    // A link was looked at before it was published.
    const checked = kind === 'link' ? lastCheck : null
    await tx.query(sql`
      INSERT INTO dataset_watch (stream, distribution, host, next_at, checked_at)
      VALUES (${id}, ${distribution}, ${url ? (URL.parse(url)?.hostname ?? '') : ''},
        ${checked ? new Date(now.getTime() + DAY_MS) : now}, ${checked ? now : null})
      ON CONFLICT (stream, distribution) DO UPDATE SET next_at = ${now}`)
    if (checked) await keepCheck(tx, { stream: id, distribution }, checked)
  }
}

const DAY_MS = 86_400_000

/**
 * Takes what is to be looked at now: nothing of a host that somebody is asking, and one of each. Whoever takes it has it
 * until `until`; a process that died leaves it to the others then.
 */
export const takeWatched = async (
  tx: Queries,
  { now, until, most }: { now: Date; until: Date; most: number },
): Promise<Watched[]> => {
  const [row] = await tx.query<{ held: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended('parvis data checks', 7423)) AS held`,
  )
  if (!row!.held) return []
  return tx.query<Watched>(sql`
    UPDATE dataset_watch SET held_until = ${until}
    FROM (
      SELECT stream, distribution FROM (
        SELECT DISTINCT ON (whom) stream, distribution, next_at FROM (
          SELECT stream, distribution, next_at, CASE host WHEN '' THEN distribution::text ELSE host END AS whom
          FROM dataset_watch
          WHERE next_at <= ${now} AND (held_until IS NULL OR held_until <= ${now})
            AND NOT (host <> '' AND host IN (SELECT host FROM dataset_watch WHERE held_until > ${now}))
        ) AS ripe ORDER BY whom, next_at
      ) AS one_each ORDER BY next_at LIMIT ${most}
    ) AS chosen
    WHERE dataset_watch.stream = chosen.stream AND dataset_watch.distribution = chosen.distribution
    RETURNING dataset_watch.stream, dataset_watch.distribution, host, failures, etag, modified, digest`)
}

/** Lets it go until the next time, and remembers what a check found: the last ninety. */
export const letGo = async (
  tx: Queries,
  { stream, distribution, failures, etag, modified, digest }: Watched,
  { check, now, nextAt }: { check: Check | null; now: Date; nextAt: Date },
): Promise<void> => {
  await tx.query(sql`
    UPDATE dataset_watch SET next_at = ${nextAt}, held_until = NULL, checked_at = ${now}, failures = ${failures},
      etag = ${etag}, modified = ${modified}, digest = ${digest}
    WHERE stream = ${stream} AND distribution = ${distribution}`)
  if (check) await keepCheck(tx, { stream, distribution }, check)
}

const keepCheck = async (
  tx: Queries,
  { stream, distribution }: Pick<Watched, 'stream' | 'distribution'>,
  check: Check,
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO dataset_check (stream, distribution, at, body)
    VALUES (${stream}, ${distribution}, ${check.at}, ${JSON.stringify(check)})
    ON CONFLICT (stream, distribution, at) DO NOTHING`)
  await tx.query(sql`
    DELETE FROM dataset_check WHERE stream = ${stream} AND distribution = ${distribution} AND at < (
      SELECT at FROM dataset_check WHERE stream = ${stream} AND distribution = ${distribution}
      ORDER BY at DESC OFFSET ${MOST_CHECKS - 1} LIMIT 1)`)
}

const MOST_CHECKS = 90

/** Has a dataset looked at now; what was looked at since an instant is left for later. Answers how many will be. */
export const askForCheck = async (db: Queries, stream: string, now: Date, since: Date): Promise<number> => {
  const rows = await db.query(sql`
    UPDATE dataset_watch SET next_at = ${now}
    WHERE stream = ${stream} AND (checked_at IS NULL OR checked_at <= ${since}) RETURNING distribution`)
  return rows.length
}

/** The newest first. */
export const checksOf = async (
  db: Queries,
  stream: string,
  distribution: string,
  limit: number,
): Promise<Check[]> => {
  const rows = await db.query<{ body: Check }>(sql`
    SELECT body FROM dataset_check WHERE stream = ${stream} AND distribution = ${distribution}
    ORDER BY at DESC LIMIT ${limit}`)
  return rows.map(({ body }) => body)
}
