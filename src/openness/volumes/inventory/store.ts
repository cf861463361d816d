import { type Queries, sql } from '#kernel'
import type { CountedCell } from '../store.ts'
import type { Name, ServiceYear } from './gather.ts'

/* What is known of inventories that were taken over. */

/** One inventory of a source is taken over at a time. */
export const holdSource = async (tx: Queries, source: string): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`parvis inventory ${source}`}, 0))`)
}

export type KnownYear = {
  service: string
  year: number
  organisation: string
  digital: boolean
  firstDay: string
  /** The version that was said of it; null where the year before says the same. */
  version: number | null
}

export const knownYears = (q: Queries, source: string): Promise<KnownYear[]> =>
  q.query(sql`
    SELECT service, year, organisation, digital, first_day AS "firstDay", version FROM inventory_year
    WHERE source = ${source} ORDER BY service, year`)

export const keepYears = async (
  tx: Queries,
  source: string,
  years: readonly (Pick<ServiceYear, 'service' | 'organisation' | 'digital' | 'year'> & {
    version: number | null
  })[],
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO inventory_year (source, service, year, organisation, digital, first_day, last_day, version)
    SELECT ${source}, * FROM unnest(
      ${years.map(({ service }) => service)}::text[],
      ${years.map(({ year }) => year.year)}::int[],
      ${years.map(({ organisation }) => organisation)}::text[],
      ${years.map(({ digital }) => digital)}::boolean[],
      ${years.map(({ year }) => year.from)}::date[],
      ${years.map(({ year }) => year.to)}::date[],
      ${years.map(({ version }) => version)}::int[])
    ON CONFLICT (source, service, year) DO UPDATE
      SET organisation = excluded.organisation, digital = excluded.digital, version = excluded.version`)
}

/** Those that did not take part in that year yet. */
export const addParts = async (
  tx: Queries,
  source: string,
  parts: readonly { organisation: string; year: number; to: string }[],
): Promise<Set<string>> => {
  const rows = await tx.query<{ key: string }>(sql`
    INSERT INTO inventory_part (source, organisation, year, last_day)
    SELECT ${source}, * FROM unnest(
      ${parts.map(({ organisation }) => organisation)}::text[],
      ${parts.map(({ year }) => year)}::int[],
      ${parts.map(({ to }) => to)}::date[])
    ON CONFLICT DO NOTHING RETURNING year || ' ' || organisation AS key`)
  return new Set(rows.map(({ key }) => key))
}

export const addImprovements = (
  tx: Queries,
  source: string,
  improvements: readonly { service: string; day: string }[],
): Promise<{ service: string; day: string }[]> =>
  tx.query(sql`
    INSERT INTO inventory_improvement (source, service, day)
    SELECT ${source}, * FROM unnest(
      ${improvements.map(({ service }) => service)}::text[],
      ${improvements.map(({ day }) => day)}::date[])
    ON CONFLICT DO NOTHING RETURNING service, day`)

export const knownImprovements = (q: Queries, source: string): Promise<{ service: string; day: string }[]> =>
  q.query(sql`SELECT service, day FROM inventory_improvement WHERE source = ${source}`)

/** What is counted in these months of whoever took part in the inventories of a source. */
export const countsOfSource = (
  tx: Queries,
  source: string,
  months: readonly string[],
): Promise<CountedCell[]> =>
  tx.query(sql`
    SELECT c.organisation, c.service, c.month, c.channel, c.count, c.provenance FROM volume_count c
    WHERE c.organisation IN (SELECT organisation FROM inventory_part WHERE source = ${source})
      AND c.month = ANY (${[...months]}::text[])`)

export type NameKind = 'service' | 'organisation'

export const keepNames = async (
  tx: Queries,
  source: string,
  kind: NameKind,
  names: readonly [id: string, name: Name][],
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO inventory_name (source, kind, id, published, fr, en)
    SELECT ${source}, ${kind}, * FROM unnest(
      ${names.map(([id]) => id)}::text[],
      ${names.map(([, { published }]) => published)}::text[],
      ${names.map(([, { fr }]) => fr)}::text[],
      ${names.map(([, { en }]) => en)}::text[])
    ON CONFLICT (source, kind, id) DO UPDATE SET fr = excluded.fr, en = excluded.en`)
}

export const everyName = (q: Queries): Promise<{ kind: NameKind; id: string; fr: string; en: string }[]> =>
  q.query(sql`SELECT kind, id, fr, en FROM inventory_name`)

/** Cheap to ask again and again: whether names came since. */
export const namesCounted = async (q: Queries): Promise<string> => {
  const [row] = await q.query<{ said: string }>(sql`
    SELECT count(*) || ' ' || coalesce(max(sent_at)::text, '') AS said FROM volume_import
    WHERE status = 'taken-over'`)
  return row!.said
}

/** The last days of the years that were taken over, the newest first. */
export const yearEnds = async (q: Queries): Promise<string[]> => {
  const rows = await q.query<{ day: string }>(
    sql`SELECT DISTINCT last_day AS day FROM inventory_part ORDER BY last_day DESC`,
  )
  return rows.map(({ day }) => day)
}
