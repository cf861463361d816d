import { type Queries, sql } from '#kernel'
import type { Definition, Version } from './definition.ts'

type Row = { service: string; version: number; digest: string; definition: Definition; published_at: Date }

const versionOf = (row: Row): Version => ({
  service: row.service,
  version: row.version,
  digest: row.digest,
  definition: row.definition,
  publishedAt: row.published_at,
})

/** Two publications of one service wait for each other until the transaction ends; those of others do not. */
export const lockService = (tx: Queries, service: string) =>
  tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`publish ${service}`}, 0))`)

export const insertVersion = (tx: Queries, version: Version) =>
  tx.query(sql`
    INSERT INTO service_version (service, version, digest, definition, published_at)
    VALUES (${version.service}, ${version.version}, ${version.digest}, ${JSON.stringify(version.definition)}::json,
            ${version.publishedAt})`)

/** The number and the digest of each service's latest version: small enough to be read each second. */
export const readHeads = (db: Queries) =>
  db.query<{ service: string; version: number; digest: string }>(sql`
    SELECT DISTINCT ON (service) service, version, digest FROM service_version ORDER BY service, version DESC`)

/** Since when each service exists: the day of its first version. */
export const firstPublications = async (db: Queries): Promise<Map<string, Date>> => {
  const rows = await db.query<{ service: string; published_at: Date }>(
    sql`SELECT service, published_at FROM service_version WHERE version = 1`,
  )
  return new Map(rows.map(({ service, published_at }) => [service, published_at]))
}

export const readHead = async (db: Queries, service: string) => {
  const rows = await db.query<{ version: number; digest: string }>(sql`
    SELECT version, digest FROM service_version WHERE service = ${service} ORDER BY version DESC LIMIT 1`)
  return rows[0] ?? null
}

export const readVersion = async (db: Queries, service: string, version: number): Promise<Version | null> => {
  const rows = await db.query<Row>(sql`
    SELECT service, version, digest, definition, published_at FROM service_version
    WHERE service = ${service} AND version = ${version}`)
  return rows[0] ? versionOf(rows[0]) : null
}
