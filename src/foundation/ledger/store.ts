import { randomBytes } from 'node:crypto'
import { empty, type Queries, sql, type Sql } from '#kernel'
import {
  type Body,
  canonical,
  commitmentOf,
  type Envelope,
  type Event,
  leafOf,
  type ReadEvent,
  type SealedEvent,
} from './event.ts'

/*
 * The ledger's only SQL, in one file because its statements answer for each other: what `freshEvents` calls fresh is
 * what `writeSeals` remembers as seen.
 */

// ---- Writing

/**
 * ONE statement that writes events whose places in their streams the caller owns (a dossier's revision). It returns no
 * rows, and can stand as it is or in a `WITH`. `only` is a condition on the row, named `e` (`e.stream`, `e.seq`…):
 * `insertEvents(events, sql\`e.stream IN (SELECT id FROM moved)\`)`. A place already taken fails the statement.
 */
export const insertEvents = (events: readonly Event[], only?: Sql): Sql => {
  const bodies = events.map(({ body }) => canonical(body))
  const salts = events.map(() => randomBytes(16))
  const commitments = bodies.map((body, at) => commitmentOf(salts[at]!, body))
  const statement = sql`
    INSERT INTO event (stream, seq, id, kind, body, measure, actor, on_behalf_of, channel, at, salt, commitment)
    SELECT e.stream, e.seq, e.id, e.kind, e.body, e.measure, e.actor, e.on_behalf_of, e.channel, e.at, e.salt,
      e.commitment
    FROM unnest(
      ${events.map(({ stream }) => stream)}::uuid[],
      ${events.map(({ seq }) => seq)}::int[],
      ${events.map(({ id }) => id)}::uuid[],
      ${events.map(({ kind }) => kind)}::text[],
      ${bodies}::jsonb[],
      ${events.map(({ measure }) => (measure ? canonical(measure) : null))}::text[],
      ${events.map(({ actor }) => actor)}::text[],
      ${events.map(({ onBehalfOf }) => onBehalfOf ?? null)}::text[],
      ${events.map(({ channel }) => channel)}::text[],
      ${events.map(({ at }) => at.toISOString())}::timestamptz[],
      ${salts.map(hex)}::bytea[],
      ${commitments.map(hex)}::bytea[]
    ) AS e (stream, seq, id, kind, body, measure, actor, on_behalf_of, channel, at, salt, commitment)`
  return only ? sql`${statement} WHERE ${only}` : statement
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

/** Holds the streams until the transaction ends, always in the same order, so that two acts cannot wait in a ring. */
export const holdStreams = async (tx: Queries, streams: string[]): Promise<void> => {
  await tx.query(sql`
    SELECT pg_advisory_xact_lock(hashtextextended(stream, 7423))
    FROM (SELECT unnest(${streams.toSorted()}::text[]) AS stream ORDER BY 1) AS s`)
}

/** The last place taken in each stream; a stream that has none is absent. */
export const lastPlaces = async (tx: Queries, streams: string[]): Promise<Map<string, number>> => {
  const rows = await tx.query<{ stream: string; seq: number }>(sql`
    SELECT s.stream, e.seq FROM unnest(${streams}::uuid[]) AS s (stream)
    CROSS JOIN LATERAL (SELECT seq FROM event WHERE stream = s.stream ORDER BY seq DESC LIMIT 1) AS e`)
  return new Map(rows.map(({ stream, seq }) => [stream, seq]))
}

// ---- Sealing

const ENVELOPE = sql`e.stream, e.seq, e.id, e.kind, e.measure, e.actor, e.on_behalf_of AS "onBehalfOf", e.channel, e.at,
  e.commitment`
/** `LIMIT` keeps the planner from making it a join over all seals. */
const ITS_SEAL = sql`LEFT JOIN LATERAL (
  SELECT seal.idx FROM seal WHERE seal.stream = e.stream AND seal.seq = e.seq LIMIT 1) AS s ON true`
const UNSEALED = sql`NOT EXISTS (SELECT FROM seal WHERE seal.stream = e.stream AND seal.seq = e.seq)`

/**
 * What the last complete batch could not see: transactions that started after its snapshot, and those that were
 * running then. Two ranges of one index, so a transaction that stays open costs nothing to whoever comes after it.
 * The order asks for the index, and each row looks for its own seal: the planner cannot know how short the ranges are,
 * and left free it joins them with every seal there is.
 */
const fresh = (columns: Sql, limit: number | null): Sql => sql`
  (SELECT ${columns} FROM event e ${ITS_SEAL}
   WHERE e.xid >= coalesce((SELECT pg_snapshot_xmax(seen) FROM sealer), '0'::xid8) AND s.idx IS NULL
   ORDER BY e.xid LIMIT ${limit})
  UNION ALL
  (SELECT ${columns} FROM event e ${ITS_SEAL}
   WHERE e.xid = ANY (ARRAY(SELECT pg_snapshot_xip(seen) FROM sealer)) AND s.idx IS NULL
   ORDER BY e.xid LIMIT ${limit})`

/**
 * A plan that was kept while the tables were small reads them whole, once per row, when a burst has made them large:
 * these statements are planned for what the tables are now. For the rest of the transaction.
 */
const PLANNED_NOW = sql`set_config('plan_cache_mode', 'force_custom_plan', true)`

/** One sealer at a time, elected for one transaction: when its connection dies, the next to ask is elected. */
export const electSealer = async (tx: Queries): Promise<boolean> => {
  const [row] = await tx.query<{ mine: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(7423003) AS mine, ${PLANNED_NOW}`,
  )
  return row!.mine
}

export type Fresh = { events: Envelope[]; next: number; snapshot: string }

/** Up to `limit` of the events that wait for the sealer, the next index, and the snapshot that saw them. */
export const freshEvents = async (tx: Queries, limit: number): Promise<Fresh> => {
  const rows = await tx.query<Envelope & { next: number; snapshot: string }>(sql`
    SELECT f.*, coalesce((SELECT next FROM sealer), 0) AS next, (SELECT pg_current_snapshot())::text AS snapshot
    FROM (SELECT) AS always LEFT JOIN (SELECT * FROM (${fresh(ENVELOPE, limit)}) AS u LIMIT ${limit}) AS f ON true`)
  const { next, snapshot } = rows[0]!
  return { events: rows.filter(({ id }) => id !== null), next, snapshot }
}

/** Everything unsealed that comes before these places in their streams: a stream is never sealed out of its order. */
export const unsealedBefore = (tx: Queries, places: Map<string, number>): Promise<Envelope[]> =>
  tx.query<Envelope>(sql`
    SELECT ${ENVELOPE} FROM unnest(${[...places.keys()]}::uuid[], ${[...places.values()]}::int[]) AS p (stream, seq)
    JOIN event e ON e.stream = p.stream AND e.seq < p.seq
      AND e.seq > coalesce((SELECT max(seal.seq) FROM seal WHERE seal.stream = p.stream), 0)`)

type Seal = { stream: string; seq: number; entry: Buffer }

/** Writes the seals from `next` on; `snapshot` is null when the batch did not hold all that it saw. */
export const writeSeals = async (
  tx: Queries,
  seals: Seal[],
  { next, snapshot, at }: { next: number; snapshot: string | null; at: Date },
): Promise<void> => {
  await tx.query(sql`
    WITH sealed AS (
      INSERT INTO seal (idx, stream, seq, entry, sealed_at)
      SELECT ${next}::bigint + s.place - 1, s.stream, s.seq, s.entry, ${at.toISOString()}::timestamptz
      FROM unnest(
        ${seals.map(({ stream }) => stream)}::uuid[],
        ${seals.map(({ seq }) => seq)}::int[],
        ${seals.map(({ entry }) => hex(entry))}::bytea[]
      ) WITH ORDINALITY AS s (stream, seq, entry, place))
    INSERT INTO sealer (next, seen) VALUES (${next + seals.length}, coalesce(${snapshot}::pg_snapshot, '3:3:'))
    ON CONFLICT (one) DO UPDATE
      SET next = excluded.next, seen = coalesce(${snapshot}::pg_snapshot, sealer.seen)`)
}

const HEAD = sql`coalesce((SELECT next FROM sealer), 0)`
const IS_FRESH = sql`
  (coalesce((SELECT xid FROM event ORDER BY xid DESC LIMIT 1)
    >= coalesce((SELECT pg_snapshot_xmax(seen) FROM sealer), '0'::xid8), false) OR
  EXISTS (SELECT FROM sealer, pg_snapshot_xip(seen) AS running
          WHERE running = (SELECT xid FROM event WHERE xid >= running ORDER BY xid LIMIT 1)))`

/**
 * What a process asks when it has nothing to do: one cheap statement, whose order and
 * limits ask for the index. It does not look whether an event is sealed
 * already, as the last of a backlog is until a batch that sees nothing else moves the snapshot on.
 */
export const peek = async (q: Queries): Promise<{ head: number; fresh: boolean; asked: string[] }> => {
  const [row] = await q.query<{ head: number; fresh: boolean; asked: string[] }>(sql`
    SELECT ${HEAD} AS head, ${IS_FRESH} AS fresh,
      ARRAY(SELECT DISTINCT subscription FROM dead_letter
            WHERE retry_asked_at IS NOT NULL AND resolved_at IS NULL) AS asked`)
  return row!
}

export type Standing = { head: number; fresh: boolean; snapshot: string; sealed: boolean }

/**
 * Where the sealer stands, for whoever waits: the snapshot of this look, and whether the sealer has come past an earlier
 * one (`since`): whatever that one saw, the sealer's own has seen too.
 */
export const standing = async (q: Queries, since: string | null): Promise<Standing> => {
  const [row] = await q.query<Standing>(sql`
    SELECT ${HEAD} AS head, ${IS_FRESH} AS fresh, pg_current_snapshot()::text AS snapshot,
      coalesce((SELECT pg_snapshot_xmax(seen) >= pg_snapshot_xmax(${since}::pg_snapshot) AND NOT EXISTS (
        SELECT FROM pg_snapshot_xip(seen) AS running WHERE pg_visible_in_snapshot(running, ${since}::pg_snapshot))
        FROM sealer), false) AS sealed`)
  return row!
}

/**
 * Transaction ids mean nothing in another cluster. A restored ledger, whose events all came with the id 0 (older than
 * any snapshot), gives those that wait for the sealer this transaction's id, and sets the sealer just before it.
 */
export const adoptEvents = async (tx: Queries): Promise<void> => {
  await tx.query(sql`UPDATE event e SET xid = pg_current_xact_id() WHERE ${UNSEALED}`)
  await tx.query(sql`
    UPDATE sealer SET seen = format('%s:%s:', floor.xid, floor.xid)::pg_snapshot
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid) AS floor`)
}

// ---- Reading

const WITHOUT_BODY = sql`e.stream, e.seq, e.id, e.kind, e.measure::json AS measure, e.actor,
  e.on_behalf_of AS "onBehalfOf", e.channel, e.at, e.body IS NULL AS erased`
const EVENT = sql`${WITHOUT_BODY}, coalesce(e.body, '{}') AS body`
const MEASURE_ONLY = sql`${WITHOUT_BODY}, '{}'::json AS body`

/** One stream's events in their order, sealed or not. */
export const eventsOf = (q: Queries, stream: string): Promise<ReadEvent[]> =>
  q.query(sql`SELECT ${EVENT} FROM event e WHERE e.stream = ${stream} ORDER BY e.seq`)

export type Window = { from: number; before: number; kinds: readonly string[] | null; limit: number }

/** For a reader in its turn: planned for what the tables are now; what it writes has kept plans again. */
export const eventsToRead = (
  tx: Queries,
  { bodies, ...window }: Window & { bodies: boolean },
): Promise<SealedEvent[]> =>
  tx.query(
    sealedIn(
      window,
      bodies ? EVENT : MEASURE_ONLY,
      sql`AND (SELECT set_config('plan_cache_mode', 'auto', true)) = 'auto'`,
    ),
  )

export const sealedEvents = (q: Queries, window: Window): Promise<SealedEvent[]> =>
  q.query(sealedIn(window, EVENT, empty))

const sealedIn = ({ from, before, kinds, limit }: Window, columns: Sql, only: Sql): Sql => sql`
  SELECT s.idx AS index, ${columns} FROM seal s JOIN event e ON e.stream = s.stream AND e.seq = s.seq
  WHERE s.idx >= ${from} AND s.idx < ${before} AND (${kinds}::text[] IS NULL OR e.kind = ANY (${kinds}::text[]))
    ${only}
  ORDER BY s.idx LIMIT ${limit}`

/** How many events of a kind said the same, by day since 2000-01-01. */
export type Said = { kind: string; measure: string; days: Map<number, number> }

/**
 * Every event of these kinds that has a measure and an index below `before`, gathered by PostgreSQL in one reading of the
 * events. It does not look up the seal of each: it takes all, and takes away the few that are not sealed or come later.
 * It answers a byte an event, its day among 256, in place of one row a day: what is said is much rarer than it is said
 * on other days, so that its groups fit in memory. In a transaction, since it may use more of that than a page may.
 */
export const measuresSaid = async (
  tx: Queries,
  { kinds, before }: { kinds: readonly string[]; before: number },
): Promise<Said[]> => {
  await tx.query(sql`SELECT set_config('work_mem', '128MB', true)`)
  const rows = await tx.query<SaidBytes>(sql`
    WITH later AS (
      SELECT e.kind, e.measure, e.at FROM seal s JOIN event e ON e.stream = s.stream AND e.seq = s.seq
      WHERE s.idx >= ${before}
      UNION ALL SELECT kind, measure, at FROM (${fresh(sql`e.kind, e.measure, e.at`, null)}) AS unsealed
    )
    SELECT kind, measure, ${CIVIL_DAY} >> 8 AS span, 1 AS sign, ${DAY_BYTES} AS days FROM event
    WHERE kind = ANY (${kinds}::text[]) AND measure IS NOT NULL GROUP BY 1, 2, 3
    UNION ALL
    SELECT kind, measure, ${CIVIL_DAY} >> 8 AS span, -1 AS sign, ${DAY_BYTES} AS days FROM later
    WHERE kind = ANY (${kinds}::text[]) AND measure IS NOT NULL GROUP BY 1, 2, 3`)
  return together(rows)
}

type SaidBytes = { kind: string; measure: string; span: number; sign: number; days: Buffer }

const together = (rows: readonly SaidBytes[]): Said[] => {
  const said = new Map<string, Said>()
  const counts = new Int32Array(256)
  for (const { kind, measure, span, sign, days } of rows) {
    const key = `${kind} ${measure}`
    let its = said.get(key)
    if (!its) said.set(key, (its = { kind, measure, days: new Map() }))
    counts.fill(0)
    for (const day of days) counts[day]! += sign
    for (let byte = 0; byte < 256; byte++)
      if (counts[byte] !== 0) addDay(its.days, span * 256 + (byte ^ 128), counts[byte]!)
  }
  return [...said.values()].filter(({ days }) => days.size > 0)
}

const addDay = (days: Map<number, number>, day: number, count: number): void => {
  const sum = (days.get(day) ?? 0) + count
  if (sum === 0) days.delete(day)
  else days.set(day, sum)
}

/** As the kernel's `dayOf`. */
const CIVIL_DAY = sql`((at AT TIME ZONE 'America/Toronto')::date - date '2000-01-01')`
/** PostgreSQL's one-byte type is signed: the day's first bit comes inverted. */
const DAY_BYTES = sql`string_agg(charsend(((${CIVIL_DAY} & 255) - 128)::"char"), ''::bytea)`

export type Checked = { index: number; entry: Buffer; place: string; seq: number } & (
  (Envelope & { missing: false; body: Body | null; salt: Buffer | null }) | { missing: true }
)

/** Seals with all that is needed to recompute them, from an index on. */
export const sealsFrom = (q: Queries, from: number, limit: number): Promise<Checked[]> =>
  q.query(sql`
    SELECT s.idx AS index, s.entry, s.stream AS place, s.seq, e.stream, e.id, e.kind, e.measure, e.actor,
      e.on_behalf_of AS "onBehalfOf", e.channel, e.at, e.commitment, e.body, e.salt, e.stream IS NULL AS missing
    FROM seal s LEFT JOIN event e ON e.stream = s.stream AND e.seq = s.seq
    WHERE s.idx >= ${from} ORDER BY s.idx LIMIT ${limit}`)

export type Place = { stream: string; seq: number; index: number | null }

/** A sealed event whose predecessor in its stream has a later index: there must be none. */
export const outOfOrder = async (q: Queries): Promise<Place | undefined> => {
  const rows = await q.query<Place>(sql`
    SELECT s.stream, s.seq, s.idx AS index FROM seal s JOIN seal p ON p.stream = s.stream AND p.seq = s.seq - 1
    WHERE p.idx > s.idx ORDER BY s.idx LIMIT 1`)
  return rows[0]
}

/** An event that the sealer's snapshot saw and that has no seal: there must be none. */
export const skipped = async (q: Queries): Promise<Place | undefined> => {
  const rows = await q.query<Place>(sql`
    SELECT e.stream, e.seq, NULL AS index FROM event e
    WHERE pg_visible_in_snapshot(e.xid, (SELECT seen FROM sealer)) AND ${UNSEALED}
    ORDER BY e.stream, e.seq LIMIT 1`)
  return rows[0]
}

export const nextIndex = async (q: Queries): Promise<number> => {
  const rows = await q.query<{ next: number }>(sql`SELECT next FROM sealer`)
  return rows[0]?.next ?? 0
}

export const lastLeaf = async (q: Queries): Promise<Buffer | null> => {
  const rows = await q.query<{ entry: Buffer }>(sql`SELECT entry FROM seal ORDER BY idx DESC LIMIT 1`)
  return rows[0] ? leafOf(rows[0].entry) : null
}

export type PlaceOfEvent = { stream: string; seq: number; index: number | null }

/** Where an event is. By its id, all of them are read: no act pays for an index that only a command uses. */
export const placeOf = async (
  q: Queries,
  asked: { id: string } | { index: number },
): Promise<PlaceOfEvent | null> => {
  const rows = await q.query<PlaceOfEvent>(
    'id' in asked
      ? sql`SELECT e.stream, e.seq, s.idx AS index FROM event e
          LEFT JOIN seal s ON s.stream = e.stream AND s.seq = e.seq WHERE e.id = ${asked.id}`
      : sql`SELECT stream, seq, idx AS index FROM seal WHERE idx = ${asked.index}`,
  )
  return rows[0] ?? null
}

/** An event with all that its envelope and its commitment cover. */
export const findEvent = async (
  q: Queries,
  { stream, seq }: { stream: string; seq: number },
): Promise<(Envelope & { body: Body | null; salt: Buffer | null }) | null> => {
  const rows = await q.query<Envelope & { body: Body | null; salt: Buffer | null }>(sql`
    SELECT ${ENVELOPE}, e.body, e.salt FROM event e WHERE e.stream = ${stream} AND e.seq = ${seq}`)
  return rows[0] ?? null
}

/** Destroys what the events of a stream say; answers how many still said something. */
export const clearContent = async (tx: Queries, stream: string): Promise<number> => {
  const rows = await tx.query(sql`
    UPDATE event SET body = NULL, salt = NULL WHERE stream = ${stream} AND body IS NOT NULL RETURNING seq`)
  return rows.length
}

// ---- Subscriptions

export const addSubscription = async (q: Queries, name: string): Promise<void> => {
  await q.query(sql`INSERT INTO subscription (name) VALUES (${name}) ON CONFLICT (name) DO NOTHING`)
}

export type Claim = { cursor: number; attempts: number; waitMs: number; head: number }

/** The cursor's row is the lock of its subscription; null when another process holds it. With it, how far it can read. */
export const claim = async (tx: Queries, name: string): Promise<Claim | null> => {
  const rows = await tx.query<Claim>(sql`
    SELECT cursor, attempts, greatest(0, ceil(extract(epoch FROM retry_at - now()) * 1000))::int AS "waitMs",
      ${HEAD} AS head, ${PLANNED_NOW}
    FROM subscription WHERE name = ${name} FOR UPDATE SKIP LOCKED`)
  return rows[0] ?? null
}

export const waitForSubscription = async (tx: Queries, name: string): Promise<void> => {
  await tx.query(sql`SELECT FROM subscription WHERE name = ${name} FOR UPDATE`)
}

export const moveCursor = async (tx: Queries, name: string, cursor: number): Promise<void> => {
  await tx.query(sql`
    UPDATE subscription SET cursor = ${cursor}, attempts = 0, retry_at = NULL, error = NULL WHERE name = ${name}`)
}

type Failure = { index: number; attempts: number; delayMs: number; error: string }

/** The database's clock paces the retries: processes may disagree on the time, and a test may stop theirs. */
export const postpone = async (tx: Queries, name: string, failure: Failure): Promise<void> => {
  await tx.query(sql`
    UPDATE subscription SET cursor = ${failure.index}, attempts = ${failure.attempts}, error = ${failure.error},
      retry_at = now() + ${failure.delayMs}::int * interval '1 millisecond'
    WHERE name = ${name}`)
}

export const cursors = (q: Queries): Promise<{ name: string; cursor: number; attempts: number }[]> =>
  q.query(sql`SELECT name, cursor, attempts FROM subscription ORDER BY name`)

// ---- Dead letters

export type DeadLetter = {
  subscription: string
  index: number
  stream: string
  seq: number
  kind: string
  error: string
  attempts: number
  at: Date
  retryAskedAt: Date | null
}

export const bury = async (
  tx: Queries,
  subscription: string,
  { stream, seq, kind, index }: SealedEvent,
  { error, attempts, at }: { error: string; attempts: number; at: Date },
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO dead_letter (subscription, idx, stream, seq, kind, error, attempts, at)
    VALUES (${subscription}, ${index}, ${stream}, ${seq}, ${kind}, ${error}, ${attempts}, ${at.toISOString()})
    ON CONFLICT (subscription, idx) DO UPDATE SET error = excluded.error, attempts = excluded.attempts,
      at = excluded.at, retry_asked_at = NULL, resolved_at = NULL`)
}

const isAsked = sql`retry_asked_at IS NOT NULL AND resolved_at IS NULL`

/** `begun`: only those of streams whose first event says this (`{ organisation }`). `most`: no more than so many. */
export type DeadLetterQuery = { begun?: Body; most?: number }

/** What nobody has resolved, oldest first. */
export const deadLetters = (q: Queries, { begun, most }: DeadLetterQuery = {}): Promise<DeadLetter[]> =>
  q.query(sql`
    SELECT subscription, idx AS index, stream, seq, kind, error, attempts, at, retry_asked_at AS "retryAskedAt"
    FROM dead_letter d WHERE resolved_at IS NULL ${begun ? sql`AND ${hasBegun(begun)}` : empty}
    ORDER BY at, subscription, idx LIMIT ${most ?? null}`)

const hasBegun = (saying: Body): Sql => sql`
  EXISTS (SELECT FROM event WHERE stream = d.stream AND event.seq = 1 AND body @> ${canonical(saying)}::jsonb)`

export const findDeadLetter = async (q: Queries, subscription: string, index: number) => {
  const rows = await q.query<{ resolved: boolean }>(sql`
    SELECT resolved_at IS NOT NULL AS resolved FROM dead_letter
    WHERE subscription = ${subscription} AND idx = ${index}`)
  return rows[0]
}

export const askRetry = async (q: Queries, subscription: string, index: number, at: Date): Promise<void> => {
  await q.query(sql`
    UPDATE dead_letter SET retry_asked_at = ${at.toISOString()}
    WHERE subscription = ${subscription} AND idx = ${index} AND resolved_at IS NULL`)
}

export const askedEvent = async (tx: Queries, subscription: string): Promise<SealedEvent | undefined> => {
  const asked = await tx.query<{ index: number }>(sql`
    SELECT idx AS index FROM dead_letter WHERE subscription = ${subscription} AND ${isAsked} ORDER BY idx LIMIT 1`)
  if (!asked[0]) return undefined
  const { index } = asked[0]
  const [event] = await sealedEvents(tx, { from: index, before: index + 1, kinds: null, limit: 1 })
  return event
}

export const resolve = async (tx: Queries, subscription: string, index: number, at: Date): Promise<void> => {
  await tx.query(sql`
    UPDATE dead_letter SET resolved_at = ${at.toISOString()}
    WHERE subscription = ${subscription} AND idx = ${index}`)
}

export const stillFailing = async (
  q: Queries,
  subscription: string,
  { index, error }: { index: number; error: string },
): Promise<void> => {
  await q.query(sql`
    UPDATE dead_letter SET attempts = attempts + 1, error = ${error}, retry_asked_at = NULL
    WHERE subscription = ${subscription} AND idx = ${index}`)
}

export const forgetDeadLetters = async (tx: Queries, subscription: string): Promise<void> => {
  await tx.query(sql`DELETE FROM dead_letter WHERE subscription = ${subscription}`)
}

export const counts = async (
  q: Queries,
): Promise<{ head: number; unsealed: number; deadLetters: number }> => {
  const [row] = await q.query<{ head: number; unsealed: number; deadLetters: number }>(sql`
    SELECT coalesce((SELECT next FROM sealer), 0) AS head,
      (SELECT count(*) FROM (${fresh(sql`1`, 1_000_000)}) AS f) AS unsealed,
      (SELECT count(*) FROM dead_letter WHERE resolved_at IS NULL) AS "deadLetters"`)
  return row!
}
