import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createEvaluations } from '#evaluations'
import { systemClock as clock, openDatabase } from '#kernel'
import { registerPortal } from '#portal'
import { createServer, openQuotas, type Platform } from '#web'
import { openDomain } from './drafts.ts'

/**
 * The portal with its draft held in memory: `node bench/support/drawn.ts <database> <draft> <person>` answers the same
 * page as the platform does, edge, log and drawing included, and asks no database. What is left is what a page costs by
 * itself; its port goes to the parent process.
 */
const [url, ref, id] = process.argv.slice(2) as [string, string, string]
const person = { kind: 'person', id: `person:${id}`, person: id, name: 'Amélie Tremblay' } as const
const db = openDatabase(url)
const domain = await openDomain(db)
const draft = await domain.dossiers.find(ref, person)
if (!draft) throw new Error('there is no such draft')
const log = pino({ level: 'info' })
const app = await createServer({ log, demonstration: true })
registerPortal(app, {
const committed = () => {}
const evaluations = createEvaluations({ ...domain, db, clock, names: [], committed })
  db,
  clock,
  demonstration: true,
  secure: false,
  access: { whoIs: () => person, renew: () => null, signIn: () => null, people: () => [], agents: () => [] },
  quotas: openQuotas(clock),
  catalogue: domain.catalogue,
  organisations: domain.organisations,
  dossiers: { ...domain.dossiers, find: async () => ({ ...draft }) },
  evaluations,
  unread: async () => 1,
  settled: async () => {},
} satisfies Platform)
await app.listen({ port: 0, host: '127.0.0.1' })
process.send!((app.server.address() as AddressInfo).port)
process.once('SIGINT', () => process.exit())
