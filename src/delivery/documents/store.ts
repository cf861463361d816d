import type { JWK } from 'jose'
import { type Database, type Queries, sql } from '#kernel'

const PART_BYTES = 256 * 1024

type Content = { digest: string; type: string; size: number; at: Date }

/** Writes the content under its digest in a transaction of its own; content already there is left as it is. */
export const putContent = (
  db: Database,
  { bytes, ...content }: Omit<Content, 'size'> & { bytes: Buffer },
): Promise<void> => putParts(db, { ...content, size: bytes.length }, cut(bytes))

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES)
}

/** The same from parts, one at a time in memory, each of 256 kB at most. */
export const putParts = (
  db: Database,
  { digest, type, size, at }: Content,
  parts: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> =>
  db.transaction(async (tx) => {
    const inserted = await tx.query(sql`
      INSERT INTO content (digest, type, size, stored_at) VALUES (${digest}, ${type}, ${size}, ${at})
      ON CONFLICT (digest) DO NOTHING
      RETURNING digest`)
    if (inserted.length === 0) return
    let part = 0
    for await (const bytes of parts) {
      await tx.query(sql`
        INSERT INTO content_part (digest, part, bytes) VALUES (${digest}, ${part}, ${bytes})`)
      part += 1
    }
  })

export const findContent = async (
  db: Queries,
  digest: string,
): Promise<{ type: string; size: number } | null> => {
  const [row] = await db.query<{ type: string; size: number }>(sql`
    SELECT type, size FROM content WHERE digest = ${digest}`)
  return row ?? null
}

/** The digests among these that are stored: a filing names only content that is durable. */
export const storedAmong = async (db: Queries, digests: string[]): Promise<Set<string>> => {
  if (digests.length === 0) return new Set()
  const rows = await db.query<{ digest: string }>(
    sql`SELECT digest FROM content WHERE digest = ANY(${digests}::text[])`,
  )
  return new Set(rows.map((row) => row.digest))
}

/** One part at a time, so that a large file never stands whole in memory. */
export async function* partsOf(db: Queries, digest: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const [row] = await db.query<{ bytes: Buffer }>(sql`
      SELECT bytes FROM content_part WHERE digest = ${digest} AND part = ${part}`)
    if (!row) return
    yield row.bytes
  }
}

export type KeyRow = { id: string; jwk: JWK }

/** The newest key that the platform made; the given one becomes it when there is none, whichever process comes first. */
export const ownKey = async (db: Database, fresh: KeyRow, at: Date): Promise<KeyRow> =>
  db.transaction(async (tx) => {
    await tx.query(sql`LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE`)
    const [newest] = await tx.query<KeyRow>(sql`
      SELECT id, jwk FROM signing_key WHERE jwk ? 'd' ORDER BY made_at DESC LIMIT 1`)
    if (newest) return newest
    await keepKey(tx, fresh, at)
    return fresh
  })

export const keepKey = (db: Queries, key: KeyRow, at: Date): Promise<unknown> =>
  db.query(sql`
    INSERT INTO signing_key (id, jwk, made_at) VALUES (${key.id}, ${JSON.stringify(key.jwk)}, ${at})
    ON CONFLICT (id) DO NOTHING`)

export const everyKey = (db: Queries): Promise<KeyRow[]> =>
  db.query<KeyRow>(sql`SELECT id, jwk FROM signing_key ORDER BY made_at DESC`)
