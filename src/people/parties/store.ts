import { type Queries, sql } from '#kernel'

/** Two processes that compare the roster with their folder wait for each other until the transaction ends. */
export const lockRoster = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('parvis organisations', 0))`)
}
