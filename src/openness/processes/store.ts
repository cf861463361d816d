import { empty, isId, type Queries, sql, type Sql } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import type { ObstacleKind, Process, Seen, Stage } from './process.ts'
import { folded } from './typed.ts'
import type { Unit } from './unit.ts'

/*
 * The only SQL of inventories, in one file because what writes a process and what lists, adds up and filters it agree on its
 * columns.
 */

// ---- Units

/** One at a time changes the units of an organisation: two new names never take one id. */
export const holdUnits = async (tx: Queries, organisation: string): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`units ${organisation}`}, 7423))`)
}

export const unitsOf = (db: Queries, organisation: string): Promise<Unit[]> =>
  db.query(sql`
    SELECT id, name, opened_on AS "openedOn", closed_on AS "closedOn" FROM organisation_unit
    WHERE organisation = ${organisation} ORDER BY lower(name), id`)

export const keepUnit = (tx: Queries, organisation: string, unit: Unit): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO organisation_unit (organisation, id, name, opened_on, closed_on)
    VALUES (${organisation}, ${unit.id}, ${unit.name}, ${unit.openedOn}::date, ${unit.closedOn}::date)
    ON CONFLICT (organisation, id) DO UPDATE SET name = excluded.name, closed_on = excluded.closed_on`)

// ---- Processes

type Row = Pick<
  Process,
  'id' | 'organisation' | 'revision' | 'status' | 'name' | 'unit' | 'pages' | 'hours'
> & {
  body: Pick<Process, 'ties' | 'steps' | 'absent' | 'said' | 'addedAt' | 'changedAt' | 'by'>
}

const COLUMNS = sql`id, organisation, revision, status, name, unit, pages, hours, body`

const processOf = ({ body, ...row }: Row, seen: readonly Seen[]): Process => ({
  ...row,
  ...body,
  parties: [],
  seen,
})

/** Locks the row until the transaction ends; `from` is the first day of which what was seen counts. */
export const holdProcess = async (
  tx: Queries,
  organisation: string,
  id: string,
  from: string,
): Promise<Process | null> => {
  if (!isId(id)) return null
  const [row] = await tx.query<Row>(sql`
    SELECT ${COLUMNS} FROM process WHERE organisation = ${organisation} AND id = ${id} FOR UPDATE`)
  return row ? processOf(row, await seenOf(tx, organisation, row.body.ties, from)) : null
}

export const findProcess = async (
  db: Queries,
  organisation: string,
  id: string,
  from: string,
): Promise<Process | null> => {
  if (!isId(id)) return null
  const [row] = await db.query<Row>(
    sql`SELECT ${COLUMNS} FROM process WHERE organisation = ${organisation} AND id = ${id}`,
  )
  return row ? processOf(row, await seenOf(db, organisation, row.body.ties, from)) : null
}

/** What was seen of its services from a day on, for each as long as the process was tied to it; the stages by the last seen. */
const seenOf = (db: Queries, organisation: string, ties: Process['ties'], from: string): Promise<Seen[]> =>
  ties.length === 0
    ? Promise.resolve([])
    : db.query(sql`
        SELECT s.stage, max(s.day) AS last, sum(s.times)::int8 AS times
        FROM unnest(${ties.map(({ service }) => service)}::text[], ${ties.map(({ until }) => until)}::date[])
          AS tie (service, until)
        JOIN process_paper_seen s ON s.organisation = ${organisation} AND s.service = tie.service
          AND s.day >= ${from}::date AND (tie.until IS NULL OR s.day <= tie.until)
        GROUP BY s.stage ORDER BY last DESC, s.stage`)

const columnsOf = (one: Process) => {
  const { ties, steps, absent, said, addedAt, changedAt, by } = one
  const obstacles = (['law', 'system', 'habit'] as const).filter((kind) =>
    steps.some((step) => step.obstacles[kind] !== '' || (kind === 'law' && step.articles.length > 0)),
  )
  return {
    folded: folded(one.name),
    services: ties.map(({ service }) => service),
    paper: said?.paper ?? null,
    observed: said?.observed ?? false,
    obstacles,
    articles: [...new Set(steps.flatMap(({ articles }) => articles))],
    body: JSON.stringify({ ties, steps, absent, said, addedAt, changedAt, by }),
  }
}

/** False when it was there already: the same form, sent twice. `day` is the civil day of its last change. */
export const insertProcess = async (tx: Queries, one: Process, day: string): Promise<boolean> => {
  const c = columnsOf(one)
  const rows = await tx.query(sql`
    INSERT INTO process (organisation, id, revision, status, name, folded, unit, services, paper, observed, pages,
      hours, obstacles, articles, changed_on, body)
    VALUES (${one.organisation}, ${one.id}, ${one.revision}, ${one.status}, ${one.name}, ${c.folded}, ${one.unit},
      ${c.services}::text[], ${c.paper}, ${c.observed}, ${one.pages}, ${one.hours}, ${c.obstacles}::text[],
      ${c.articles}::text[], ${day}::date, ${c.body}::jsonb)
    ON CONFLICT (organisation, id) DO NOTHING RETURNING id`)
  return rows.length > 0
}

export const updateProcess = async (
  tx: Queries,
  one: Process,
  events: readonly Event[],
  day: string,
): Promise<void> => {
  const c = columnsOf(one)
  await tx.query(sql`
    UPDATE process SET revision = ${one.revision}, status = ${one.status}, name = ${one.name}, folded = ${c.folded},
      unit = ${one.unit}, services = ${c.services}::text[], paper = ${c.paper}, observed = ${c.observed},
      pages = ${one.pages}, hours = ${one.hours}, obstacles = ${c.obstacles}::text[],
      articles = ${c.articles}::text[], changed_on = ${day}::date, body = ${c.body}::jsonb
    WHERE organisation = ${one.organisation} AND id = ${one.id}`)
  if (events.length > 0) await tx.query(insertEvents(events))
}

// ---- The inventory, read

/** Which processes are looked at; an empty text is no filter. */
export type Wanted = {
  /** Words of the name, of which all must be there. */
  words: string
  unit: string
  /** `some`, `none`, or `unknown`: nothing can be said yet. */
  paper: string
  obstacle: string
  article: string
  status: 'active' | 'archived'
}

export type Listed = {
  id: string
  name: string
  unit: string
  service: string | null
  paper: 'none' | 'some' | null
  observed: boolean
  pages: number | null
  hours: number | null
  obstacles: ObstacleKind[]
  articles: string[]
  changedOn: string
  stages: { stage: Stage; paper: string }[]
}

const LIKE = /[\\%_]/g

const matching = (organisation: string, wanted: Wanted): Sql => {
  const words = folded(wanted.words)
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `%${word.slice(0, 60).replace(LIKE, '\\$&')}%`)
  return sql`WHERE organisation = ${organisation} AND status = ${wanted.status}
    ${words.length > 0 ? sql`AND folded LIKE ALL (${words}::text[])` : empty}
    ${wanted.unit ? sql`AND unit = ${wanted.unit}` : empty}
    ${wanted.paper === 'unknown' ? sql`AND paper IS NULL` : wanted.paper ? sql`AND paper = ${wanted.paper}` : empty}
    ${wanted.obstacle ? sql`AND ${wanted.obstacle} = ANY (obstacles)` : empty}
    ${wanted.article ? sql`AND ${wanted.article} = ANY (articles)` : empty}`
}

type ListedRow = Omit<Listed, 'service' | 'stages'> & { body: Row['body'] }

export const listProcesses = async (
  db: Queries,
  organisation: string,
  wanted: Wanted,
  page: { limit: number; offset: number },
): Promise<Listed[]> => {
  const rows = await db.query<ListedRow>(sql`
    SELECT id, name, unit, paper, observed, pages, hours, obstacles, articles, changed_on AS "changedOn", body
    FROM process ${matching(organisation, wanted)}
    ORDER BY folded, id LIMIT ${page.limit} OFFSET ${page.offset}`)
  return rows.map(({ body, ...row }) => ({
    ...row,
    service: body.ties.find(({ until }) => until === null)?.service ?? null,
    stages: body.steps.map(({ stage, paper }) => ({ stage, paper })),
  }))
}

/** What the inventory comes to, in all or unit by unit. */
export type Totals = {
  processes: number
  withPaper: number
  withoutPaper: number
  observed: number
  /** Of those whose cost is known. */
  pages: number
  hours: number
  costKnown: number
}

const TOTALS = sql`count(*)::int8 AS processes, (count(*) FILTER (WHERE paper = 'some'))::int8 AS "withPaper",
  (count(*) FILTER (WHERE paper = 'none'))::int8 AS "withoutPaper",
  (count(*) FILTER (WHERE observed))::int8 AS observed,
  coalesce(sum(pages), 0)::int8 AS pages, coalesce(sum(hours), 0)::int8 AS hours,
  (count(*) FILTER (WHERE pages IS NOT NULL OR hours IS NOT NULL))::int8 AS "costKnown"`

export const totalsOf = async (db: Queries, organisation: string, wanted: Wanted): Promise<Totals> => {
  const [row] = await db.query<Totals>(sql`SELECT ${TOTALS} FROM process ${matching(organisation, wanted)}`)
  return row!
}

export const totalsByUnit = (db: Queries, organisation: string): Promise<(Totals & { unit: string })[]> =>
  db.query(sql`
    SELECT unit, ${TOTALS} FROM process WHERE organisation = ${organisation} AND status = 'active'
    GROUP BY unit ORDER BY unit`)

// ---- What everybody reads

export const totalsByOrganisation = (db: Queries): Promise<(Totals & { organisation: string })[]> =>
  db.query(sql`
    SELECT organisation, ${TOTALS} FROM process WHERE status = 'active' GROUP BY organisation ORDER BY organisation`)

/** The processes that rest on each article, organisation by organisation. */
export type ArticleRow = {
  article: string
  organisation: string
  processes: number
  pages: number
  hours: number
}

export const processesByArticle = (db: Queries): Promise<ArticleRow[]> =>
  db.query(sql`
    SELECT article, organisation, count(*)::int8 AS processes, coalesce(sum(pages), 0)::int8 AS pages,
      coalesce(sum(hours), 0)::int8 AS hours
    FROM process, unnest(articles) AS article WHERE status = 'active'
    GROUP BY article, organisation ORDER BY article, organisation`)

// ---- What is due

export const unfinished = (
  db: Queries,
  organisation: string,
): Promise<{ id: string; name: string; addedAt: string }[]> =>
  db.query(sql`
    SELECT id, name, body->>'addedAt' AS "addedAt" FROM process
    WHERE organisation = ${organisation} AND status = 'active' AND paper IS NULL ORDER BY id`)

export const lastChanges = (db: Queries): Promise<{ organisation: string; day: string }[]> =>
  db.query(sql`SELECT organisation, max(changed_on) AS day FROM process GROUP BY organisation`)

// ---- Observations

/** Paper met in a stage of a service, so many times on a day. */
export type PaperSeen = { organisation: string; service: string; day: string; stage: Stage; times: number }

export const addSeen = (tx: Queries, seen: readonly PaperSeen[]): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO process_paper_seen (organisation, service, day, stage, times)
    SELECT * FROM unnest(
      ${seen.map(({ organisation }) => organisation)}::text[],
      ${seen.map(({ service }) => service)}::text[],
      ${seen.map(({ day }) => day)}::date[],
      ${seen.map(({ stage }) => stage)}::text[],
      ${seen.map(({ times }) => times)}::int[])
    ON CONFLICT (organisation, service, day, stage)
    DO UPDATE SET times = process_paper_seen.times + excluded.times`)

export const clearSeen = async (tx: Queries): Promise<void> => {
  await tx.query(sql`DELETE FROM process_paper_seen`)
}

/** The processes that are, or were, tied to one of these services of an organisation. */
export const tiedTo = async (
  tx: Queries,
  organisation: string,
  services: readonly string[],
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(sql`
    SELECT id FROM process
    WHERE organisation = ${organisation} AND status = 'active' AND services && ${[...services]}::text[] ORDER BY id`)
  return rows.map(({ id }) => id)
}

/** Those of which paper was observed and that stand as such: twelve months later they may not. */
export const observedWithPaper = (tx: Queries): Promise<{ organisation: string; id: string }[]> =>
  tx.query(sql`
    SELECT organisation, id FROM process WHERE observed AND paper = 'some' AND status = 'active'
    ORDER BY organisation, id`)

/** Observed with paper, though declared without any: what the organisation has to look at again. */
export const denied = (
  db: Queries,
  organisation: string,
): Promise<{ id: string; name: string; since: string }[]> =>
  db.query(sql`
    SELECT id, name, body->'said'->>'at' AS since FROM process
    WHERE organisation = ${organisation} AND status = 'active' AND observed AND paper = 'some'
      AND jsonb_array_length(body->'steps') > 0
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(body->'steps') AS step WHERE step->>'paper' <> 'none')
    ORDER BY id`)
