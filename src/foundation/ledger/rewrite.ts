import type { Database, Queries } from '#kernel'
import { addSubscription, forgetDeadLetters, moveCursor, nextIndex, waitForSubscription } from './store.ts'

/**
 * Writes anew all that a subscriber keeps, by a way quicker than event by event: `write` leaves what the events before
 * `head` come to, and the subscription goes on from there. One transaction, during which the subscriber waits.
 */
export const rewriteSubscription = async (
  db: Database,
  name: string,
  write: (tx: Queries, head: number) => Promise<void>,
): Promise<void> => {
  await addSubscription(db, name)
  await db.transaction(async (tx) => {
    await waitForSubscription(tx, name)
    const head = await nextIndex(tx)
    await write(tx, head)
    await forgetDeadLetters(tx, name)
    await moveCursor(tx, name, head)
  })
}
