import { dayOf, type Queries } from '#kernel'
import type { Registry } from './registry.ts'
import { findFact } from './store.ts'

/** A registry whose records are in the platform's own database: invented people, real answers. */
export const demonstrationRegistry = (db: Queries, id: string): Registry => ({
  id,
  async look(person, fact) {
    const row = await findFact(db, id, person, fact)
    if (!row.up) return { status: 'unavailable', why: 'down' }
    if (row.as_of === null) return { status: 'not-held' }
    const found = { value: row.value, asOf: row.as_of }
    return row.contested_at
      ? { status: 'contested', ...found, since: dayOf(row.contested_at) }
      : { status: 'found', ...found }
  },
})
