import type pg from 'pg'
import { type Database, onConnection } from '#kernel'

const DEMONSTRATING = 7_423_030

/** One process demonstrates at a time, for as long as its connection lasts; null when another already does. */
export const aloneDemonstrating = <T>(
  { pool }: Pick<Database, 'pool'>,
  work: () => Promise<T>,
): Promise<T | null> =>
  onConnection(pool, async (client: pg.PoolClient, spoil) => {
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_lock(${DEMONSTRATING}) AS mine`,
    )
    if (!rows[0]?.mine) return null
    try {
      return await work()
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${DEMONSTRATING})`).catch(spoil)
    }
  })
