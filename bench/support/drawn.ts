import type { AddressInfo } from 'node:net'
import { openContests, readBarometer } from '#barometer'
import { openFeeds } from '#deadlines'
import { createEvaluations } from '#evaluations'
import { systemClock as clock, openDatabase, openTokens } from '#kernel'
import { createPlans } from '#plans'
import { registerPortal } from '#portal'
import { createProcesses } from '#processes'
import { createServer, openQuotas, type Platform } from '#web'
import { createWorkplaces } from '#workplaces'
import { personas } from '../../src/operations/demonstration.ts'
import { openLog } from '../../src/operations/log.ts'
import { openDomain } from './drafts.ts'

/**
 * The portal with its draft held in memory: `node bench/support/drawn.ts <database> <draft> <person>` answers the same
 * page as the platform does, edge, session, log and drawing included, and asks no database. What is left is what a page
 * costs by itself: nothing that one request computed of the draft is there for the next. Its port goes to the parent.
 */
const [url, ref, id] = process.argv.slice(2) as [string, string, string]
const person = { kind: 'person', id: `person:${id}`, person: id, name: 'Amélie Tremblay' } as const
const db = openDatabase(url)
const domain = await openDomain(db)
const draft = await domain.dossiers.find(ref, person)
if (!draft) throw new Error('there is no such draft')
const log = openLog('info')
const app = await createServer({ log, demonstration: true })
const committed = () => {}
const tokens = openTokens(domain.signer.secretFor('links'))
const barometer = readBarometer(db)
const evaluations = createEvaluations({ ...domain, db, clock, names: [], committed })
const processes = createProcesses({ ...domain, db, clock, committed })
registerPortal(app, {
  db,
  clock,
  demonstration: true,
  secure: false,
  access: personas(domain.signer.secretFor('sessions'), domain.organisations),
  quotas: openQuotas(clock),
  catalogue: domain.catalogue,
  organisations: domain.organisations,
  dossiers: { ...domain.dossiers, find: async () => ({ ...draft }) },
  barometer,
  contests: openContests({ ...domain, db, clock, barometer, committed }),
  evaluations,
  plans: createPlans({ ...domain, db, clock, committed }),
  processes,
  workplaces: createWorkplaces({ ...domain, db, clock, units: processes.units, committed }),
  notices: { db, clock, tokens, sends: false },
  feeds: openFeeds({ db, clock, tokens }),
  received: null,
  address: () => 'http://localhost',
  nameOf: () => null,
  history: async () => ({ is: 'none' }),
  unread: async () => 0,
  settled: async () => {},
} satisfies Platform)
await app.listen({ port: 0, host: '127.0.0.1' })
process.send!((app.server.address() as AddressInfo).port)
process.once('SIGINT', () => process.exit())
