import type pg from 'pg'
import { type Database, onConnection, type Queries, sql } from '#kernel'

/** What was asked for, and whether it is all there. */
export type History = {
  number: number
  seed: number
  people: number
  /** From the first day on, up to the last, which is not part of it. */
  firstDay: string
  lastDay: string
  writtenAt: Date | null
}

const COLUMNS = sql`number, seed, people, first_day AS "firstDay", last_day AS "lastDay", written_at AS "writtenAt"`

/** All of them, the first first. */
export const histories = (db: Queries): Promise<History[]> =>
  db.query<History>(sql`SELECT ${COLUMNS} FROM history ORDER BY number`)

export const insertHistory = async (
  db: Queries,
  { number, seed, people, firstDay, lastDay }: Omit<History, 'writtenAt'>,
  at: Date,
): Promise<void> => {
  await db.query(sql`
    INSERT INTO history (number, seed, people, first_day, last_day, begun_at)
    VALUES (${number}, ${seed}, ${people}, ${firstDay}, ${lastDay}, ${at})`)
}

export const endHistory = async (db: Queries, number: number, at: Date): Promise<void> => {
  await db.query(sql`UPDATE history SET written_at = ${at} WHERE number = ${number}`)
}

export type Part = { part: number; people: number; dossiers: number }

export const keepPart = async (
  tx: Queries,
  number: number,
  { part, people, dossiers }: Part,
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO history_part (number, part, people, dossiers) VALUES (${number}, ${part}, ${people}, ${dossiers})`)
}

export const partsOf = (db: Queries, number: number): Promise<Part[]> =>
  db.query<Part>(sql`SELECT part, people, dossiers FROM history_part WHERE number = ${number}`)

/** How far a history has come. */
export const livedSoFar = async (
  db: Queries,
  number: number,
): Promise<{ people: number; dossiers: number }> => {
  const [row] = await db.query<{ people: number; dossiers: number }>(sql`
    SELECT coalesce(sum(people), 0)::int AS people, coalesce(sum(dossiers), 0)::int AS dossiers
    FROM history_part WHERE number = ${number}`)
  return row!
}

/** Whoever decides what is to be written does so alone, until the transaction ends. */
export const holdHistories = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('parvis histories', 0))`)
}

/**
 * For the rest of the transaction statements are planned for what the tables are now: a plan kept from when they were empty
 * reads them whole at each step of each life.
 */
export const planAnew = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`)
}

/**
 * What follows from lives (dates, messages, opinions) shares rows between people: one group at a time writes them, until
 * its transaction ends.
 */
export const holdAftermath = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('parvis history aftermath', 0))`)
}

const WRITING = `hashtextextended('parvis history', 0)`

/**
 * Whoever writes a history is alone to do so, in whatever process: the lock is the connection's, and goes with it when the
 * process is killed. Null at once when somebody else has it; otherwise what the work answers.
 */
export const aloneWriting = <T>(
  { pool }: Pick<Database, 'pool'>,
  work: () => Promise<T>,
): Promise<T | null> =>
  onConnection(pool, async (client: pg.PoolClient, spoil) => {
    const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${WRITING}) AS mine`)
    if (!rows[0]?.mine) return null
    try {
      return await work()
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${WRITING})`).catch(spoil)
    }
  })
