import { ok, type Queries, refused, type Result } from '#kernel'
import { askRetry, findDeadLetter } from './store.ts'

export { type DeadLetter, deadLetters } from './store.ts'

/**
 * Asks that a dead letter be tried again: the process that holds its subscription does so within a moment, and it is
 * then resolved, or stays with its new error. Any process may ask, a command as well as a page.
 */
export const retryDeadLetter = async (
  db: Queries,
  { subscription, index, at }: { subscription: string; index: number; at: Date },
): Promise<Result<void, 'no-such-dead-letter' | 'already-resolved'>> => {
  const letter = await findDeadLetter(db, subscription, index)
  if (!letter) return refused('no-such-dead-letter', { subscription, index })
  if (letter.resolved) return refused('already-resolved', { subscription, index })
  await askRetry(db, subscription, index, at)
  return ok(undefined)
}
