import { type Queries, sql } from '#kernel'
import type { Tile, TilePlace } from '../merkle/tiles.ts'

/*
 * The public log's SQL: which log this is, its tiles, what was signed, who cosigned. Tiles and the checkpoint of their
 * size are written in one transaction, so what is read is always what was signed last.
 */

export type LogRow = { origin: string; publicKey: Buffer; secret: Buffer | null; held: string | null }

export const findLog = async (q: Queries): Promise<LogRow | null> => {
  const rows = await q.query<LogRow>(sql`SELECT origin, public_key AS "publicKey", secret, held FROM log`)
  return rows[0] ?? null
}

/** The first process to come says which log this is; whoever comes after reads what it said. */
export const keepLog = async (
  q: Queries,
  { origin, publicKey, secret }: Omit<LogRow, 'held'>,
  at: Date,
): Promise<void> => {
  await q.query(sql`
    INSERT INTO log (origin, public_key, secret, made_at)
    VALUES (${origin}, ${publicKey}, ${secret}, ${at.toISOString()}) ON CONFLICT (one) DO NOTHING`)
}

/** Another log from here on: nothing of the old one's stays, and its witnesses have seen nothing of the new one. */
export const replaceLog = async (
  tx: Queries,
  { origin, publicKey, secret }: Omit<LogRow, 'held'>,
  at: Date,
): Promise<void> => {
  await tx.query(sql`DELETE FROM cosignature`)
  await tx.query(sql`DELETE FROM checkpoint`)
  await tx.query(sql`DELETE FROM tile`)
  await tx.query(sql`DELETE FROM log`)
  await keepLog(tx, { origin, publicKey, secret }, at)
}

export const hold = async (q: Queries, held: string | null): Promise<void> => {
  await q.query(sql`UPDATE log SET held = ${held}`)
}

/** One process writes the log at a time, elected for one transaction. */
export const electLogSigner = async (tx: Queries): Promise<boolean> => {
  const [row] = await tx.query<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(7423004) AS mine`)
  return row!.mine
}

/** For whoever must write and can wait. */
export const waitForLogSigner = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(7423004)`)
}

// ---- Checkpoints

export type CheckpointRow = { size: number; root: Buffer; note: string; at: Date }

export const lastCheckpoint = async (q: Queries): Promise<CheckpointRow | null> => {
  const rows = await q.query<CheckpointRow>(
    sql`SELECT size, root, note, at FROM checkpoint ORDER BY size DESC LIMIT 1`,
  )
  return rows[0] ?? null
}

export const findCheckpoint = async (q: Queries, size: number): Promise<CheckpointRow | null> => {
  const rows = await q.query<CheckpointRow>(
    sql`SELECT size, root, note, at FROM checkpoint WHERE size = ${size}`,
  )
  return rows[0] ?? null
}

/** In order of size, the ones above `after`. */
export const checkpointsAfter = (q: Queries, after: number, limit: number): Promise<CheckpointRow[]> =>
  q.query(sql`SELECT size, root, note, at FROM checkpoint WHERE size > ${after} ORDER BY size LIMIT ${limit}`)

export const keepCheckpoint = async (q: Queries, { size, root, note, at }: CheckpointRow): Promise<void> => {
  await q.query(sql`
    INSERT INTO checkpoint (size, root, note, at) VALUES (${size}, ${root}, ${note}, ${at.toISOString()})
    ON CONFLICT (size) DO NOTHING`)
}

/** Every proof is made for the newest one: older ones stay while somebody may still be cosigning them, or has. */
export const forgetCheckpoints = async (q: Queries, before: Date): Promise<void> => {
  await q.query(sql`
    DELETE FROM checkpoint c WHERE at < ${before.toISOString()} AND size < (SELECT max(size) FROM checkpoint)
      AND NOT EXISTS (SELECT FROM cosignature WHERE cosignature.size = c.size)`)
}

// ---- Tiles and entries

export const findTiles = (q: Queries, places: readonly TilePlace[]): Promise<Tile[]> =>
  q.query(sql`
    SELECT t.level, t.n, t.hashes FROM unnest(
      ${places.map(({ level }) => level)}::smallint[], ${places.map(({ n }) => n)}::bigint[]) AS p (level, n)
    JOIN tile t ON t.level = p.level AND t.n = p.n`)

export const keepTiles = async (q: Queries, tiles: readonly Tile[]): Promise<void> => {
  await q.query(sql`
    INSERT INTO tile (level, n, hashes) SELECT * FROM unnest(
      ${tiles.map(({ level }) => level)}::smallint[],
      ${tiles.map(({ n }) => n)}::bigint[],
      ${tiles.map(({ hashes }) => `\\x${hashes.toString('hex')}`)}::bytea[])
    ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes`)
}

/** The tiles of level 0 from one on, for whoever reads them all. */
export const tilesFrom = (q: Queries, level: number, n: number, limit: number): Promise<Tile[]> =>
  q.query(sql`
    SELECT level, n, hashes FROM tile WHERE level = ${level} AND n >= ${n} ORDER BY n LIMIT ${limit}`)

/** The entries sealed from `from` on, in their order: each with its index, for a hole to be seen. */
export const entriesFrom = (
  q: Queries,
  from: number,
  limit: number,
): Promise<{ index: number; entry: Buffer }[]> =>
  q.query(sql`SELECT idx AS index, entry FROM seal WHERE idx >= ${from} ORDER BY idx LIMIT ${limit}`)

// ---- Witnesses

export type Witness = { name: string; vkey: string; addedAt: Date }

export const witnesses = (q: Queries): Promise<Witness[]> =>
  q.query(sql`SELECT name, vkey, added_at AS "addedAt" FROM witness ORDER BY name, vkey`)

export const keepWitness = async (q: Queries, { name, vkey, addedAt }: Witness): Promise<void> => {
  await q.query(sql`
    INSERT INTO witness (vkey, name, added_at) VALUES (${vkey}, ${name}, ${addedAt.toISOString()})
    ON CONFLICT (vkey) DO NOTHING`)
}

export type Cosignature = { size: number; vkey: string; line: string; signedAt: Date }

/** A witness that signs the same size again replaces its older line. */
export const keepCosignature = async (
  q: Queries,
  { size, vkey, line, signedAt }: Cosignature,
): Promise<void> => {
  await q.query(sql`
    INSERT INTO cosignature (size, vkey, line, signed_at)
    VALUES (${size}, ${vkey}, ${line}, ${signedAt.toISOString()})
    ON CONFLICT (size, vkey) DO UPDATE SET line = excluded.line, signed_at = excluded.signed_at
      WHERE cosignature.signed_at < excluded.signed_at`)
}

export const cosignaturesOf = (q: Queries, size: number): Promise<Cosignature[]> =>
  q.query(sql`
    SELECT size, vkey, line, signed_at AS "signedAt" FROM cosignature WHERE size = ${size} ORDER BY vkey`)

/** The greatest size that each witness has cosigned. */
export const lastCosigned = (q: Queries): Promise<{ vkey: string; size: number; signedAt: Date }[]> =>
  q.query(sql`
    SELECT DISTINCT ON (vkey) vkey, size, signed_at AS "signedAt" FROM cosignature ORDER BY vkey, size DESC`)
