import { setTimeout as wait } from 'node:timers/promises'
import { type Database, sql } from '#kernel'
import { ledgerState } from '#ledger'

/**
 * Whether everything is sealed and reacted to, and no robot has a turn to take by `now`, or by any day. Read at one moment:
 * looked at one after the other, what a robot is just doing is in neither.
 */
export const isQuiet = (db: Database, now: Date | null = null): Promise<boolean> =>
  db.transaction(async (tx) => {
    await tx.query(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`)
    const { unsealed, subscriptions } = await ledgerState(tx)
    const turns = await tx.query(sql`
      SELECT FROM robot_task WHERE state = 'ready' AND ready_at <= ${now ?? 'infinity'} LIMIT 1`)
    return unsealed === 0 && turns.length === 0 && subscriptions.every(({ lag }) => lag === 0)
  })

/** Milliseconds until everything is sealed, reacted to, and every robot has had its turn. */
export const untilQuiet = async (db: Database): Promise<number> => {
  const began = performance.now()
  while (!(await isQuiet(db))) await wait(20)
  return performance.now() - began
}
