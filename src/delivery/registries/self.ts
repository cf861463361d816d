import { dayOf, type Queries } from '#kernel'
import type { Registry } from './registry.ts'
import { findSelfFact } from './store.ts'

/** What the person gave before, behind the same interface: given once, shown the next time, theirs to change. */
export const selfRegistry = (db: Queries): Registry => ({
  id: 'self',
  async look(person, fact) {
    const row = await findSelfFact(db, person, fact)
    return row ? { status: 'found', value: row.value, asOf: dayOf(row.given_at) } : { status: 'not-held' }
  },
})
