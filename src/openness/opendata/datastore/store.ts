import { empty, join, type Queries, raw, sql, type Sql } from '#kernel'
import type { Dataset, Field } from '../dataset.ts'
import type { Cell } from './values.ts'

/** A distribution, under the stream of its dataset. */
export type Place = { stream: string; distribution: string }

export type Loaded = { load: string; digest: string | null; fields: Field[]; rows: number; loadedAt: Date }

export const findTable = async (db: Queries, { stream, distribution }: Place): Promise<Loaded | null> => {
  const [row] = await db.query<Loaded & { load: string | null }>(sql`
    SELECT load, digest, fields, rows, loaded_at AS "loadedAt" FROM dataset_table
    WHERE stream = ${stream} AND distribution = ${distribution} AND load IS NOT NULL`)
  return row ?? null
}

/** Takes the reading of a table upon itself; false when another process is believed to be at it. */
export const claim = async (
  db: Queries,
  { stream, distribution }: Place,
  { loading, now, until }: { loading: string; now: Date; until: Date },
): Promise<boolean> => {
  const rows = await db.query(sql`
    INSERT INTO dataset_table (stream, distribution, loading, loading_until)
    VALUES (${stream}, ${distribution}, ${loading}, ${until})
    ON CONFLICT (stream, distribution) DO UPDATE SET loading = EXCLUDED.loading, loading_until = EXCLUDED.loading_until
    WHERE dataset_table.loading_until IS NULL OR dataset_table.loading_until < ${now}
    RETURNING stream`)
  return rows.length > 0
}

/** Adds rows after the first `after` ones, and keeps the claim; false when another process took it meanwhile. */
export const addRows = (
  tx: Queries,
  { stream, distribution }: Place,
  { loading, after, until, rows }: { loading: string; after: number; until: Date; rows: readonly Cell[][] },
): Promise<unknown[]> =>
  tx.query(sql`
    WITH mine AS (
      UPDATE dataset_table SET loading_until = ${until}
      WHERE stream = ${stream} AND distribution = ${distribution} AND loading = ${loading}
      RETURNING stream)
    INSERT INTO dataset_row (stream, distribution, load, n, row)
    SELECT ${stream}::uuid, ${distribution}::uuid, ${loading}::uuid, ${after}::bigint + read.place, read.value
    FROM mine, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS read (value, place)
    RETURNING n`)

/** What was read takes the place of what was there, at once for everybody. */
export const finish = async (
  tx: Queries,
  { stream, distribution }: Place,
  {
    loading,
    digest,
    fields,
    rows,
    now,
  }: { loading: string; digest: string | null; fields: Field[]; rows: number; now: Date },
): Promise<void> => {
  await tx.query(sql`
    UPDATE dataset_table SET load = loading, digest = ${digest}, fields = ${JSON.stringify(fields)}, rows = ${rows},
      loaded_at = ${now}, loading = NULL, loading_until = NULL
    WHERE stream = ${stream} AND distribution = ${distribution} AND loading = ${loading}`)
  await sweep(tx, { stream, distribution })
}

/** Rows of readings that were replaced, or cut short. */
const sweep = (tx: Queries, { stream, distribution }: Place): Promise<unknown> =>
  tx.query(sql`
    DELETE FROM dataset_row USING dataset_table held
    WHERE dataset_row.stream = ${stream} AND dataset_row.distribution = ${distribution}
      AND held.stream = ${stream} AND held.distribution = ${distribution}
      AND dataset_row.load IS DISTINCT FROM held.load AND dataset_row.load IS DISTINCT FROM held.loading`)

export const giveUp = async (
  db: Queries,
  { stream, distribution }: Place,
  loading: string,
): Promise<void> => {
  await db.query(sql`
    UPDATE dataset_table SET loading = NULL, loading_until = NULL
    WHERE stream = ${stream} AND distribution = ${distribution} AND loading = ${loading}`)
  await sweep(db, { stream, distribution })
}

/** Nothing of a dataset stays that is no longer offered: all of it, or one of its distributions. */
export const forget = async (tx: Queries, stream: string, distribution: string | null): Promise<void> => {
  const one = distribution ? sql`AND distribution = ${distribution}` : empty
  await tx.query(sql`DELETE FROM dataset_row WHERE stream = ${stream} ${one}`)
  await tx.query(sql`DELETE FROM dataset_table WHERE stream = ${stream} ${one}`)
}

export const forgetAll = async (tx: Queries): Promise<void> => {
  await tx.query(sql`DELETE FROM dataset_row`)
  await tx.query(sql`DELETE FROM dataset_table`)
}

/** What is asked of a table. Columns are places: a name that somebody typed never becomes SQL. */
export type Asked = {
  filters: readonly { column: number; values: readonly Cell[] }[]
  words: readonly string[]
  sort: readonly { column: number; descending: boolean }[]
  limit: number
  offset: number
}

/** A column before the first is the place of the row. */
const cellOf = (column: number): Sql => (column < 0 ? sql`to_jsonb(n)` : sql`row->${raw(String(column))}`)

const matching = ({ stream, distribution }: Place, load: string, { filters, words }: Asked): Sql => sql`
  WHERE stream = ${stream} AND distribution = ${distribution} AND load = ${load}
  ${
    filters.length
      ? sql`AND ${join(
          filters.map(
            ({ column, values }) =>
              sql`${cellOf(column)} = ANY(SELECT jsonb_array_elements(${JSON.stringify(values)}::jsonb))`,
          ),
          ' AND ',
        )}`
      : empty
  }
  ${words.length ? sql`AND row::text ILIKE ALL(${words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)}::text[])` : empty}`

/** Rows as they stand in the file; those between two places are found by their numbers, however far. */
export const readRows = async (
  db: Queries,
  place: Place,
  load: string,
  asked: Asked,
): Promise<{ n: number; row: Cell[] }[]> => {
  const isPlain = !asked.filters.length && !asked.words.length && !asked.sort.length
  if (isPlain)
    return db.query(sql`
      SELECT n, row FROM dataset_row ${matching(place, load, asked)}
        AND n > ${asked.offset} AND n <= ${asked.offset}::bigint + ${asked.limit} ORDER BY n`)
  const order = asked.sort.map(
    ({ column, descending }) =>
      sql`${column < 0 ? sql`n` : sql`row->${raw(String(column))}`} ${descending ? sql`DESC` : empty}`,
  )
  return db.query(sql`
    SELECT n, row FROM dataset_row ${matching(place, load, asked)}
    ORDER BY ${join([...order, sql`n`], ', ')} LIMIT ${asked.limit} OFFSET ${asked.offset}`)
}

export const countRows = async (db: Queries, place: Place, load: string, asked: Asked): Promise<number> => {
  const [row] = await db.query<{ count: number }>(
    sql`SELECT count(*) AS count FROM dataset_row ${matching(place, load, asked)}`,
  )
  return row!.count
}

/** The dataset of a distribution, by the distribution's id alone. */
export const datasetWith = async (db: Queries, distribution: string): Promise<Dataset | null> => {
  const [row] = await db.query<{ body: Dataset }>(sql`
    SELECT body FROM dataset WHERE body->'distributions' @> ${JSON.stringify([{ id: distribution }])}::jsonb LIMIT 1`)
  return row?.body ?? null
}
