import { openDatabase } from '#kernel'
import { openDomain } from './drafts.ts'
import { namedUrl } from './figures.ts'
import { servePortal } from './portal.ts'

/** The portal on a database, which leaves what it appends to the ledger of another process: `node … <database>`. */
const db = openDatabase(namedUrl(process.argv[2]!, 'filing'))
await servePortal(db, await openDomain(db))
