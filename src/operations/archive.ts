import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Queries } from '#kernel'

/*
 * A backup is a .tar.gz that ordinary tools open: `parvis.json` first (what it is, the tables in the order in which
 * they can be loaded), then each table as PostgreSQL's COPY text cut into parts (`tables/event/000001.copy`…), and
 * `manifest.json` last, so that a file without it is known to be cut short.
 */

export const FORMAT = 'parvis-backup-1'

export const headerShape = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  migrations: z.record(z.string(), z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
export type Header = z.infer<typeof headerShape>

export const manifestShape = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() })),
  ledger: z.object({ head: z.number(), lastLeaf: z.string().nullable() }),
})
export type Manifest = z.infer<typeof manifestShape>

export const partName = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.copy`

export const tableOfPart = (name: string): string | null =>
  /^tables\/(.+)\/\d{6,}\.copy$/.exec(name)?.[1] ?? null

export type Table = { name: string; columns: { name: string; type: string }[] }

/** Statements beside a COPY, on the one connection that holds the transaction. */
export const queriesOn = (client: PoolClient): Queries => ({
  query: async <Row>({ text, values }: Parameters<Queries['query']>[0]) =>
    (await client.query(text, values as unknown[])).rows as Row[],
})

/** What runs of the migrations, by name and digest; null on a database that was never prepared. */
export const migrationsOf = async (client: PoolClient): Promise<Record<string, string> | null> => {
  const { rows: there } = await client.query(`SELECT to_regclass('migration') IS NOT NULL AS yes`)
  if (!there[0].yes) return null
  const { rows } = await client.query('SELECT name, digest FROM migration ORDER BY name')
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

/** The tables that a backup holds, each after those that it refers to. `migration` is the target's own. */
export const tablesOf = async (client: PoolClient): Promise<Table[]> => {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', t.typname) ORDER BY a.attnum)
      AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> 'migration'
    GROUP BY c.relname ORDER BY c.relname`)
  const { rows: references } = await client.query<{ child: string; parent: string }>(`
    SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint f
    JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
    WHERE f.contype = 'f' AND f.connamespace = current_schema()::regnamespace AND child.oid <> parent.oid`)
  return parentsFirst(rows, references)
}

export const parentsFirst = (tables: Table[], references: { child: string; parent: string }[]): Table[] => {
  const sorted = new Set<Table>()
  const coming = new Set<string>()
  const place = (table: Table) => {
    if (coming.has(table.name)) return
    coming.add(table.name)
    const parents = references.filter(({ child }) => child === table.name).map(({ parent }) => parent)
    for (const other of tables) if (parents.includes(other.name)) place(other)
    sorted.add(table)
  }
  for (const table of tables) place(table)
  return [...sorted]
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Says where it is at most once a second: whatever takes less says nothing. */
export const everySecond = (say: ((line: string) => void) | undefined) => {
  let last = performance.now()
  return (line: () => string) => {
    if (!say || performance.now() - last < 1_000) return
    last = performance.now()
    say(line())
  }
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
