import { type Clock, type Database, dayOf, isId } from '#kernel'
import { insertEvents } from '#ledger'
import type { Cleaner } from './cleaning/clean.ts'
import { anonymous } from './receive.ts'
import { keepMissing, keepRating, type Rating } from './store.ts'

type Rated = { db: Database; clock: Clock; clean: Cleaner; committed: () => void }

/**
 * « Cette page vous a-t-elle été utile ? » `id` is made with the page that asks, so that a form sent twice counts once;
 * the event has a stream of its own, as an id that comes from outside may be anything's.
 */
export const rate =
  ({ db, clock, committed }: Rated) =>
  async (given: Omit<Rating, 'day'>): Promise<void> => {
    const day = dayOf(clock())
    const isNew = await db.transaction(async (tx) => {
      if (!(await keepRating(tx, { ...given, day }))) return false
      const { page, service, useful } = given
      await tx.query(insertEvents([anonymous('page.rated', { page, service, useful }, day)]))
      return true
    })
    if (isNew) committed()
  }

/** What was missing, once, cleaned; false when there is no such rating. */
export const tellMissing =
  ({ db, clean }: Pick<Rated, 'db' | 'clean'>) =>
  async (id: string, text: string): Promise<boolean> =>
    isId(id) && keepMissing(db, id, clean(text))
