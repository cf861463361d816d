import { idOfKey, isKey, openDatabase } from '#kernel'
import { holderOf } from '#parties'
import { openDomain } from './drafts.ts'
import { servePortal } from './portal.ts'

/**
 * The portal with its drafts held in memory: `node bench/support/drawn.ts <database> <person> <draft>…` answers the same
 * pages as the platform does, edge, session, log and drawing included, and asks no database. What is left is what a page
 * costs by itself: nothing that one request computed of a draft is there for the next.
 */
const [url, id, ...refs] = process.argv.slice(2) as [string, string, ...string[]]
const person = { kind: 'person', id: `person:${id}`, person: id, name: 'Amélie Tremblay' } as const
const db = openDatabase(url)
const domain = await openDomain(db)
const drafts = new Map<string, NonNullable<Awaited<ReturnType<typeof domain.dossiers.find>>>>()
for (const ref of refs) {
  const [its, actor] = isKey(ref) ? [idOfKey(ref), holderOf(idOfKey(ref))] : [ref, person]
  const draft = await domain.dossiers.find(its, actor)
  if (!draft) throw new Error('there is no such draft')
  drafts.set(its, draft)
}
await servePortal(db, domain, { find: async (asked) => ({ ...drafts.get(asked)! }) })
