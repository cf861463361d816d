import { statfsSync } from 'node:fs'
import type { PoolClient } from 'pg'
import type { Database } from '#kernel'

/**
 * A state's history written straight into the ledger by PostgreSQL: so many events of 200 services of 20 organisations over
 * 18 months that end yesterday, in the mix of kinds that a history has. Content and commitments are noise: nobody reads
 * them here. Whoever reads the ledger elsewhere is set past them. It stops before the disk of `dir` is full.
 */
export const writeEvents = async (
  { pool }: Database,
  count: number,
  { dir, said }: { dir: string; said: (line: string) => void },
): Promise<void> => {
  const { rows } = await pool.query('SELECT coalesce((SELECT next FROM sealer), 0) AS next')
  const first = Number(rows[0].next)
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await emptied(client)
    for (let from = 0; from < count; from += PART) {
      refuseToFill(dir)
      const to = Math.min(count, from + PART)
      await client.query(EVENTS, [from, to, count])
      await client.query(SEALS, [first, from, to])
      said(`${to.toLocaleString('en-CA')} of ${count.toLocaleString('en-CA')} events written`)
    }
    for (const index of INDEXES) {
      refuseToFill(dir)
      await client.query(index)
      said(index)
    }
    await client.query('COMMIT')
  } finally {
    client.release(true)
  }
  await pool.query(
    `INSERT INTO sealer (next, seen) VALUES ($1, pg_current_snapshot())
     ON CONFLICT (one) DO UPDATE SET next = excluded.next, seen = excluded.seen`,
    [first + count],
  )
  await pool.query(`UPDATE subscription SET cursor = $1 WHERE name <> 'barometer'`, [first + count])
  await pool.query('VACUUM (ANALYZE) event')
  await pool.query('VACUUM (ANALYZE) seal')
}

const PART = 500_000
const LEFT_ON_DISK = 15e9

const refuseToFill = (dir: string) => {
  const { bavail, bsize } = statfsSync(dir)
  if (bavail * bsize < LEFT_ON_DISK) throw new Error('less than 15 GB would be left on the disk')
}

/** Emptied and filled in one transaction, what is written needs no WAL; its indexes are made once all is there. */
const emptied = async (client: PoolClient): Promise<void> => {
  for (const statement of [
    `SET LOCAL work_mem = '256MB'`,
    `SET LOCAL maintenance_work_mem = '2GB'`,
    'CREATE TEMP TABLE event_before ON COMMIT DROP AS TABLE event',
    'CREATE TEMP TABLE seal_before ON COMMIT DROP AS TABLE seal',
    'TRUNCATE event, seal',
    'ALTER TABLE event DROP CONSTRAINT event_pkey',
    'DROP INDEX event_xid',
    'ALTER TABLE seal DROP CONSTRAINT seal_pkey, DROP CONSTRAINT seal_stream_seq_key',
    'INSERT INTO event SELECT * FROM event_before',
    'INSERT INTO seal SELECT * FROM seal_before',
  ])
    await client.query(statement)
}

const INDEXES = [
  'ALTER TABLE event ADD PRIMARY KEY (stream, seq)',
  'CREATE INDEX event_xid ON event (xid)',
  'ALTER TABLE seal ADD PRIMARY KEY (idx)',
  'ALTER TABLE seal ADD UNIQUE (stream, seq)',
]

/** `h` is a number that looks random and is the event's own; services come in the order of what they weigh. */
const EVENTS = `
  WITH made AS (
    SELECT i, hashint8extended(i, 7423) & 1073741823 AS h FROM generate_series($1::bigint, $2::bigint - 1) AS i
  ), chosen AS (
    SELECT i, h,
      CASE WHEN i < 20 THEN i WHEN i < 220 THEN i - 20
        ELSE least(199, floor(200 * power((h % 1000) / 1000.0, 2)))::bigint END AS s,
      (ARRAY['portal','portal','portal','portal','portal','portal','counter','phone','paper','partner'])[1 + h / 1000 % 10]
        AS channel,
      CASE WHEN i < 20 THEN 'organisation.registered' WHEN i < 220 THEN 'service.published'
        ELSE (ARRAY['dossier.filed','dossier.filed','dossier.filed','dossier.filed','dossier.filed','dossier.filed',
          'dossier.decided','dossier.decided','dossier.decided','dossier.decided','dossier.decided','dossier.decided',
          'dossier.withdrawn','evaluation.received','evaluation.received','deadline.passed','deadline.passed',
          'dossier.moved','dossier.moved','notice.said'])[1 + h / 10000 % 20] END AS kind,
      now() - interval '1 day' - interval '548 days' * (1 - (i + 1)::float8 / $3::float8)
        - interval '1 day' * ((h / 7 % 1000) / 1000.0) * (i >= 220)::int AS at
    FROM made
  ), said AS (
    SELECT *, '"organisation":"organisation-' || s % 20 || '"' AS o, '"service":"service-' || s || '"' AS service
    FROM chosen
  )
  INSERT INTO event (stream, seq, id, kind, body, measure, actor, channel, at, salt, commitment)
  SELECT md5('s' || i)::uuid, 1, md5('e' || i)::uuid, kind, '{}',
    CASE kind
      WHEN 'organisation.registered' THEN '{"organisation":"organisation-' || i || '"}'
      WHEN 'service.published' THEN
        '{"digital":true,"involved":' || CASE WHEN s % 3 = 0 THEN 'true' ELSE 'false' END || ',' || o || ',' || service
          || ',"version":1}'
      WHEN 'dossier.filed' THEN '{"channel":"' || channel || '",' || o || ',' || service || '}'
      WHEN 'dossier.decided' THEN
        '{"channel":"' || channel || '","favourable":' || CASE WHEN h % 7 = 0 THEN 'false' ELSE 'true' END
          || ',"first":true,"needs":{"address":"' || (ARRAY['fetched','fetched','reused','asked-not-held'])[1 + h / 31 % 4]
          || '","birthDate":"fetched","income":"'
          || (ARRAY['fetched','fetched','fetched','asked-though-held:outage','contested'])[1 + h / 61 % 5] || '"},'
          || o || ',' || service || '}'
      WHEN 'dossier.withdrawn' THEN
        '{"channel":"' || channel || '","filed":true,' || o || ',' || service || '}'
      WHEN 'evaluation.received' THEN
        '{"ease":' || 1 + h % 5 || ',"end":"answered",' || o || ',"satisfaction":' || 1 + h / 5 % 5 || ',' || service
          || ',"version":1}'
      WHEN 'deadline.passed' THEN
        '{"deadline":"yearly-update",' || o || ',"reminded":' || CASE WHEN h % 3 = 0 THEN 'false' ELSE 'true' END || ','
          || service || ',"standing":"due"}'
    END,
    'robot:bench', channel, at, decode(md5('t' || i), 'hex'), sha256(int8send(i))
  FROM said`

const SEALS = `
  INSERT INTO seal (idx, stream, seq, entry, sealed_at)
  SELECT $1::bigint + i, md5('s' || i)::uuid, 1, sha256(int8send(-i)), now()
  FROM generate_series($2::bigint, $3::bigint - 1) AS i`
