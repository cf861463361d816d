import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Database, onConnection, type Queries, sql, type Sql } from '#kernel'
import type { Import, ImportRow } from './import.ts'
import type { Change } from './writing.ts'

/* The SQL of imports, of what they change, and of what is counted now; that of inventories is in inventory/store.ts. */

// ---- Imports

const IMPORT = sql`organisation, id, revision, status, digest, sent_at AS "sentAt", done, todo, said`

export const insertImport = async (tx: Queries, one: ImportRow): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO volume_import (organisation, id, revision, status, digest, sent_at, done, todo, said)
    VALUES (${one.organisation}, ${one.id}, ${one.revision}, ${one.status}, ${one.digest}, ${one.sentAt.toISOString()},
      ${one.done}, ${one.todo}, ${one.said})
    ON CONFLICT (organisation, id) DO NOTHING RETURNING id`)
  return rows.length === 1
}

export const findImport = async (q: Queries, organisation: string, id: string): Promise<ImportRow | null> => {
  const [row] = await q.query<ImportRow>(sql`
    SELECT ${IMPORT} FROM volume_import WHERE organisation = ${organisation} AND id = ${id}`)
  return row ?? null
}

/** For the door of acts: the row stays held until the transaction ends. */
export const holdImport = async (
  tx: Queries,
  organisation: string,
  id: string,
): Promise<ImportRow | null> => {
  const [row] = await tx.query<ImportRow>(sql`
    SELECT ${IMPORT} FROM volume_import WHERE organisation = ${organisation} AND id = ${id} FOR UPDATE`)
  return row ?? null
}

export const importsOf = (
  q: Queries,
  organisation: string,
  page: { limit: number; offset: number },
): Promise<ImportRow[]> =>
  q.query(sql`
    SELECT ${IMPORT} FROM volume_import WHERE organisation = ${organisation}
    ORDER BY sent_at DESC, id DESC LIMIT ${page.limit} OFFSET ${page.offset}`)

export const countImports = async (q: Queries, organisation: string): Promise<number> => {
  const [row] = await q.query<{ count: number }>(
    sql`SELECT count(*) AS count FROM volume_import WHERE organisation = ${organisation}`,
  )
  return row!.count
}

export const keepImport = async (
  tx: Queries,
  {
    organisation,
    id,
    ...one
  }: Pick<ImportRow, 'organisation' | 'id' | 'revision' | 'status' | 'done' | 'todo' | 'said'>,
): Promise<void> => {
  await tx.query(sql`
    UPDATE volume_import SET revision = ${one.revision}, status = ${one.status}, done = ${one.done},
      todo = ${one.todo}, said = ${one.said}
    WHERE organisation = ${organisation} AND id = ${id}`)
}

/** How far a step has come, said from outside its transaction. */
export const keepDone = async (
  q: Queries,
  { organisation, id }: Pick<Import, 'organisation' | 'id'>,
  done: number,
): Promise<void> => {
  await q.query(
    sql`UPDATE volume_import SET done = ${done} WHERE organisation = ${organisation} AND id = ${id}`,
  )
}

/** An import of the same bytes that stands, other than this one. */
export const sameFile = async (
  q: Queries,
  organisation: string,
  digest: string,
): Promise<ImportRow | null> => {
  const [row] = await q.query<ImportRow>(sql`
    SELECT ${IMPORT} FROM volume_import
    WHERE organisation = ${organisation} AND digest = ${digest} AND status = 'applied' ORDER BY sent_at DESC LIMIT 1`)
  return row ?? null
}

/** One process works on imports at a time, for one transaction: when its connection dies, the next to ask is elected. */
export const electImporter = async (tx: Queries): Promise<boolean> => {
  const [row] = await tx.query<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(7423020) AS mine`)
  return row!.mine
}

/** The oldest import that waits for a step. */
export const waitingImport = async (q: Queries): Promise<ImportRow | null> => {
  const [row] = await q.query<ImportRow>(sql`
    SELECT ${IMPORT} FROM volume_import WHERE status IN ('received', 'confirmed', 'undoing')
    ORDER BY sent_at, id LIMIT 1`)
  return row ?? null
}

/** The day of the last import of each organisation that stands. */
export const lastImports = (q: Queries): Promise<{ organisation: string; at: Date }[]> =>
  q.query(sql`
    SELECT organisation, max(sent_at) AS at FROM volume_import WHERE status = 'applied' GROUP BY organisation`)

// ---- Rows of a file

type Of = Pick<Import, 'organisation' | 'id'>

export type StagedRow = {
  line: number
  service: string
  month: string
  channel: string
  count: string
  note: string
}

const COPY_ROWS =
  'COPY volume_row (organisation, import, line, service, month, channel, count, note) FROM STDIN'

/**
 * Writes an import with all its rows, streamed, in one transaction; a form that was sent twice writes nothing the second
 * time. What the rows throw rolls all of it back.
 */
export const stageImport = (db: Database, one: ImportRow, rows: AsyncIterable<StagedRow>): Promise<void> =>
  onConnection(db.pool, async (client, spoil) => {
    await client.query('BEGIN')
    try {
      const tx = queriesOn(client)
      if (await insertImport(tx, one)) {
        const counted = { rows: 0 }
        await pipeline(Readable.from(copyText(one, rows, counted)), client.query(copyFrom(COPY_ROWS)))
        const said = JSON.stringify({ ...(JSON.parse(one.said) as object), rows: counted.rows })
        await keepImport(tx, { ...one, todo: counted.rows, said })
      }
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil)
      throw error
    }
  })

const queriesOn = (client: PoolClient): Queries => ({
  query: async <Row>(statement: Sql) =>
    (await client.query({ text: statement.text, values: statement.values as unknown[] })).rows as Row[],
})

/** In parts of some size: a row at a time, writing costs more than reading. */
async function* copyText(
  { organisation, id }: Of,
  rows: AsyncIterable<StagedRow>,
  counted: { rows: number },
): AsyncGenerator<string> {
  let text = ''
  for await (const { line, service, month, channel, count, note } of rows) {
    counted.rows++
    text += `${[organisation, id, String(line), service, month, channel, count, note].map(copyCell).join('\t')}\n`
    if (text.length < COPY_CHARACTERS) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const COPY_CHARACTERS = 64 * 1024

const copyCell = (cell: string): string => cell.replace(/[\\\t\n\r]/g, (one) => COPY_ESCAPES[one]!)
const COPY_ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export const rowsAfter = (
  q: Queries,
  { organisation, id }: Of,
  after: number,
  limit: number,
): Promise<StagedRow[]> =>
  q.query(sql`
    SELECT line, service, month, channel, count, note FROM volume_row
    WHERE organisation = ${organisation} AND import = ${id} AND line > ${after} ORDER BY line LIMIT ${limit}`)

export type ReadCell = { service: string; month: string; channel: string; count: number; line: number }

/** Adds what rows say; tells the cells that were there already, with the line where they came first. */
export const addRead = async (
  tx: Queries,
  { organisation, id }: Of,
  cells: readonly ReadCell[],
): Promise<void> => {
  if (cells.length === 0) return
  await tx.query(sql`
    INSERT INTO volume_read AS r (organisation, import, service, month, channel, count, line)
    SELECT ${organisation}, ${id}, * FROM unnest(
      ${cells.map(({ service }) => service)}::text[],
      ${cells.map(({ month }) => month)}::text[],
      ${cells.map(({ channel }) => channel)}::text[],
      ${cells.map(({ count }) => count)}::bigint[],
      ${cells.map(({ line }) => line)}::int[])
    ON CONFLICT (organisation, import, service, month, channel) DO UPDATE SET count = r.count + excluded.count`)
}

export const readAmong = (
  q: Queries,
  { organisation, id }: Of,
  cells: readonly Pick<ReadCell, 'service' | 'month' | 'channel'>[],
): Promise<ReadCell[]> =>
  q.query(sql`
    SELECT r.service, r.month, r.channel, r.count, r.line FROM unnest(
      ${cells.map(({ service }) => service)}::text[],
      ${cells.map(({ month }) => month)}::text[],
      ${cells.map(({ channel }) => channel)}::text[]) AS c (service, month, channel)
    JOIN volume_read r ON r.organisation = ${organisation} AND r.import = ${id}
      AND r.service = c.service AND r.month = c.month AND r.channel = c.channel`)

export const countRead = async (q: Queries, { organisation, id }: Of): Promise<number> => {
  const [row] = await q.query<{ count: number }>(
    sql`SELECT count(*) AS count FROM volume_read WHERE organisation = ${organisation} AND import = ${id}`,
  )
  return row!.count
}

export type Fault = { line: number; column: string; kind: string; value: string; about: string }

export const addFaults = async (
  tx: Queries,
  { organisation, id }: Of,
  faults: readonly Fault[],
): Promise<void> => {
  if (faults.length === 0) return
  await tx.query(sql`
    INSERT INTO volume_fault (organisation, import, line, "column", kind, value, about)
    SELECT ${organisation}, ${id}, * FROM unnest(
      ${faults.map(({ line }) => line)}::int[],
      ${faults.map(({ column }) => column)}::text[],
      ${faults.map(({ kind }) => kind)}::text[],
      ${faults.map(({ value }) => value)}::text[],
      ${faults.map(({ about }) => about)}::text[])
    ON CONFLICT DO NOTHING`)
}

export const faultsOf = (
  q: Queries,
  { organisation, id }: Of,
  page: { limit: number; offset: number },
): Promise<Fault[]> =>
  q.query(sql`
    SELECT line, "column", kind, value, about FROM volume_fault
    WHERE organisation = ${organisation} AND import = ${id}
    ORDER BY line, "column" LIMIT ${page.limit} OFFSET ${page.offset}`)

/** What was read is not needed once it is applied or dropped. */
export const forgetRows = async (tx: Queries, { organisation, id }: Of): Promise<void> => {
  await tx.query(sql`DELETE FROM volume_row WHERE organisation = ${organisation} AND import = ${id}`)
}

export const forgetRead = async (tx: Queries, { organisation, id }: Of): Promise<void> => {
  await tx.query(sql`DELETE FROM volume_read WHERE organisation = ${organisation} AND import = ${id}`)
}

// ---- What an import would change, changes, and is counted

const CHANGE = sql`organisation, service, month, channel, before, before_provenance AS "beforeProvenance", after,
  after_provenance AS "afterProvenance"`

/** What each cell that was read would be, in the order of its key. `adds`: to what is counted already. */
export const planned = (
  q: Queries,
  { organisation, id }: Of,
  { adds, provenance }: { adds: boolean; provenance: string },
  after: Pick<ReadCell, 'service' | 'month' | 'channel'> | null,
  limit: number,
): Promise<Change[]> =>
  q.query(sql`
    SELECT r.organisation, r.service, r.month, r.channel, c.count AS before, c.provenance AS "beforeProvenance",
      r.count + CASE WHEN ${adds} THEN coalesce(c.count, 0) ELSE 0 END AS after, ${provenance}::text AS "afterProvenance"
    FROM volume_read r LEFT JOIN volume_count c ON c.organisation = r.organisation AND c.service = r.service
      AND c.month = r.month AND c.channel = r.channel
    WHERE r.organisation = ${organisation} AND r.import = ${id}
      AND (${after === null} OR (r.service, r.month, r.channel) > (${after?.service ?? ''}, ${after?.month ?? ''},
        ${after?.channel ?? ''}))
    ORDER BY r.service, r.month, r.channel LIMIT ${limit}`)

export type Preview = {
  service: string
  channel: string
  months: number
  first: string
  last: string
  before: number
  after: number
  known: number
}

/** The same together, by service and channel; `known`: in so many of the months something is counted already. */
export const previewOf = (q: Queries, { organisation, id }: Of, adds: boolean): Promise<Preview[]> =>
  q.query(sql`
    SELECT r.service, r.channel, count(*) AS months, min(r.month) AS first, max(r.month) AS last,
      coalesce(sum(c.count), 0)::bigint AS before, count(c.count) AS known,
      (sum(r.count) + CASE WHEN ${adds} THEN coalesce(sum(c.count), 0) ELSE 0 END)::bigint AS after
    FROM volume_read r LEFT JOIN volume_count c ON c.organisation = r.organisation AND c.service = r.service
      AND c.month = r.month AND c.channel = r.channel
    WHERE r.organisation = ${organisation} AND r.import = ${id}
    GROUP BY r.service, r.channel ORDER BY r.service, r.channel`)

/** The differences of the months since one, for what a figure would become. */
export const differencesSince = (
  q: Queries,
  { organisation, id }: Of,
  adds: boolean,
  month: string,
): Promise<{ service: string; month: string; channel: string; count: number }[]> =>
  q.query(sql`
    SELECT r.service, r.month, r.channel,
      r.count - CASE WHEN ${adds} THEN 0 ELSE coalesce(c.count, 0) END AS count
    FROM volume_read r LEFT JOIN volume_count c ON c.organisation = r.organisation AND c.service = r.service
      AND c.month = r.month AND c.channel = r.channel
    WHERE r.organisation = ${organisation} AND r.import = ${id} AND r.month >= ${month}`)

/** Writes what changes count now, and what each was before. */
export const keepChanges = async (
  tx: Queries,
  id: string,
  changes: readonly Change[],
  at: Date,
): Promise<void> => {
  if (changes.length === 0) return
  const cells = sql`
    ${changes.map(({ organisation }) => organisation)}::text[],
    ${changes.map(({ service }) => service)}::text[],
    ${changes.map(({ month }) => month)}::text[],
    ${changes.map(({ channel }) => channel)}::text[]`
  await tx.query(sql`
    INSERT INTO volume_change (organisation, import, service, month, channel, before, before_provenance, after,
      after_provenance, at)
    SELECT c.organisation, ${id}, c.service, c.month, c.channel, c.before, c.before_provenance, c.after,
      c.after_provenance, ${at.toISOString()}::timestamptz
    FROM unnest(${cells},
      ${changes.map(({ before }) => before)}::bigint[],
      ${changes.map(({ beforeProvenance }) => beforeProvenance)}::text[],
      ${changes.map(({ after }) => after)}::bigint[],
      ${changes.map(({ afterProvenance }) => afterProvenance)}::text[])
      AS c (organisation, service, month, channel, before, before_provenance, after, after_provenance)`)
  await tx.query(sql`
    INSERT INTO volume_count AS c (organisation, service, month, channel, count, provenance)
    SELECT * FROM unnest(${cells},
      ${changes.map(({ after }) => after)}::bigint[],
      ${changes.map(({ afterProvenance }) => afterProvenance)}::text[])
    ON CONFLICT (organisation, service, month, channel) DO UPDATE
      SET count = excluded.count, provenance = excluded.provenance`)
}

export const changesOf = (
  q: Queries,
  { organisation, id }: Of,
  after: Pick<ReadCell, 'service' | 'month' | 'channel'> | null,
  limit: number,
): Promise<Change[]> =>
  q.query(sql`
    SELECT ${CHANGE} FROM volume_change WHERE organisation = ${organisation} AND import = ${id}
      AND (${after === null} OR (service, month, channel) > (${after?.service ?? ''}, ${after?.month ?? ''},
        ${after?.channel ?? ''}))
    ORDER BY service, month, channel LIMIT ${limit}`)

/** What an import changed, together, by service and channel. */
export const changedBy = (q: Queries, { organisation, id }: Of): Promise<Preview[]> =>
  q.query(sql`
    SELECT service, channel, count(*) AS months, min(month) AS first, max(month) AS last,
      coalesce(sum(before), 0)::bigint AS before, count(before) AS known, sum(after)::bigint AS after
    FROM volume_change WHERE organisation = ${organisation} AND import = ${id}
    GROUP BY service, channel ORDER BY service, channel`)

/** A later import that stands and changed one of the same cells: it would have to be undone first. */
export const laterImport = async (q: Queries, { organisation, id }: Of): Promise<string | null> => {
  const [row] = await q.query<{ import: string }>(sql`
    SELECT later.import FROM volume_change mine
    JOIN volume_change later ON later.organisation = mine.organisation AND later.service = mine.service
      AND later.month = mine.month AND later.channel = mine.channel AND later.import <> mine.import
      AND (later.at, later.import) > (mine.at, mine.import)
    JOIN volume_import i ON i.organisation = later.organisation AND i.id = later.import AND i.status <> 'undone'
    WHERE mine.organisation = ${organisation} AND mine.import = ${id} LIMIT 1`)
  return row?.import ?? null
}

/** Puts cells back as they were before changes; what was not counted is not counted again. */
export const restoreCounts = async (tx: Queries, changes: readonly Change[]): Promise<void> => {
  const old = changes.filter(({ before }) => before !== null)
  const gone = changes.filter(({ before }) => before === null)
  if (old.length > 0)
    await tx.query(sql`
      UPDATE volume_count c SET count = o.count, provenance = o.provenance
      FROM unnest(
        ${old.map(({ organisation }) => organisation)}::text[],
        ${old.map(({ service }) => service)}::text[],
        ${old.map(({ month }) => month)}::text[],
        ${old.map(({ channel }) => channel)}::text[],
        ${old.map(({ before }) => before)}::bigint[],
        ${old.map(({ beforeProvenance }) => beforeProvenance)}::text[])
        AS o (organisation, service, month, channel, count, provenance)
      WHERE c.organisation = o.organisation AND c.service = o.service AND c.month = o.month AND c.channel = o.channel`)
  if (gone.length > 0)
    await tx.query(sql`
      DELETE FROM volume_count c USING unnest(
        ${gone.map(({ organisation }) => organisation)}::text[],
        ${gone.map(({ service }) => service)}::text[],
        ${gone.map(({ month }) => month)}::text[],
        ${gone.map(({ channel }) => channel)}::text[]) AS o (organisation, service, month, channel)
      WHERE c.organisation = o.organisation AND c.service = o.service AND c.month = o.month AND c.channel = o.channel`)
}

export type CountedCell = Pick<Change, 'organisation' | 'service' | 'month' | 'channel'> & {
  count: number
  provenance: Change['afterProvenance']
}

/** The months of each service and channel in which something is counted, since one. */
export const monthsCounted = (
  q: Queries,
  organisation: string,
  since: string,
): Promise<{ service: string; channel: string; month: string; count: number }[]> =>
  q.query(sql`
    SELECT service, channel, month, count FROM volume_count
    WHERE organisation = ${organisation} AND month >= ${since} ORDER BY service, channel, month`)
