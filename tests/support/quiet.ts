import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '#kernel'
import { ledgerState } from '#ledger'
import { countTasks } from '#work'

/** Milliseconds until everything is sealed, reacted to, and every robot has had its turn. */
export const untilQuiet = async (db: Database): Promise<number> => {
  const began = performance.now()
  for (;;) {
    const { unsealed, subscriptions } = await ledgerState(db)
    const { ready } = await countTasks(db)
    if (unsealed === 0 && ready === 0 && subscriptions.every(({ lag }) => lag === 0))
      return performance.now() - began
    await wait(20)
  }
}
