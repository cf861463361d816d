import type { Queries } from '#kernel'
import { counts, cursors } from './store.ts'

/**
 * How the ledger stands. `head` is the next index to be given (so the number of sealed events), `unsealed` what waits
 * for the sealer (counted up to a million), `lag` how many events a subscription has not come past yet.
 */
export type LedgerState = {
  head: number
  unsealed: number
  deadLetters: number
  subscriptions: { name: string; cursor: number; lag: number; attempts: number }[]
}

export const ledgerState = async (db: Queries): Promise<LedgerState> => {
  const standing = await cursors(db)
  const now = await counts(db)
  return {
    ...now,
    subscriptions: standing.map((its) => ({ ...its, lag: Math.max(0, now.head - its.cursor) })),
  }
}
