import type { Clock, Database, Tokens } from '#kernel'
import { newId } from '#kernel'
import { dropFeed, findFeed, keepFeed } from './store.ts'

/** The secret address from which a calendar application reads a person's dates. */
export type Feeds = {
  /** The key of the person's address; null while they have none. */
  of(person: string): Promise<string | null>
  /** Makes one, or another in its place: the one before opens nothing any more. */
  renew(person: string): Promise<void>
  end(person: string): Promise<void>
  /** Whose dates a key opens; null when it is no key, or one that was replaced. */
  open(key: string): Promise<string | null>
}

export const openFeeds = ({ db, clock, tokens }: { db: Database; clock: Clock; tokens: Tokens }): Feeds => ({
  async of(person) {
    const id = await findFeed(db, person)
    return id && tokens.seal('calendar', person, id)
  },
  renew: async (person) => void (await keepFeed(db, person, newId(), clock())),
  end: async (person) => void (await dropFeed(db, person)),
  async open(key) {
    const [what, person, id] = tokens.open(key) ?? []
    if (what !== 'calendar' || !person || !id) return null
    return (await findFeed(db, person)) === id ? person : null
  },
})
