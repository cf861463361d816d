import { openDatabase } from '#kernel'
import { openDomain } from './drafts.ts'
import { servePortal } from './portal.ts'

/**
 * The portal with its draft held in memory: `node bench/support/drawn.ts <database> <draft> <person>` answers the same
 * page as the platform does, edge, session, log and drawing included, and asks no database. What is left is what a page
 * costs by itself: nothing that one request computed of the draft is there for the next.
 */
const [url, ref, id] = process.argv.slice(2) as [string, string, string]
const person = { kind: 'person', id: `person:${id}`, person: id, name: 'Amélie Tremblay' } as const
const db = openDatabase(url)
const domain = await openDomain(db)
const draft = await domain.dossiers.find(ref, person)
if (!draft) throw new Error('there is no such draft')
await servePortal(db, domain, { find: async () => ({ ...draft }) })
