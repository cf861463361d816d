import type { AddressInfo } from 'node:net'
import { openContests, readBarometer } from '#barometer'
import { openFeeds } from '#deadlines'
import type { Dossiers } from '#dossiers'
import { createEvaluations } from '#evaluations'
import { systemClock as clock, type Database, openTokens } from '#kernel'
import { registerPortal } from '#portal'
import { createServer, openQuotas, type Platform } from '#web'
import { personas } from '../../src/operations/demonstration.ts'
import { openLog } from '../../src/operations/log.ts'
import type { Domain } from './drafts.ts'

/**
 * The portal's pages of services and of requests, and nothing beside them: no ledger that runs, no robot, no mail. The
 * pages that other domains fill are there and would fail; no bench asks for them. Its port goes to the parent.
 */
export const servePortal = async (
  db: Database,
  domain: Domain,
  instead: Partial<Dossiers> = {},
): Promise<void> => {
  const app = await createServer({ log: openLog('info'), demonstration: true })
  const committed = () => {}
  const tokens = openTokens(domain.signer.secretFor('links'))
  const barometer = readBarometer(db)
  const served = {
    db,
    clock,
    demonstration: true,
    secure: false,
    access: personas(domain.signer.secretFor('sessions'), domain.organisations),
    quotas: openQuotas(clock),
    catalogue: domain.catalogue,
    organisations: domain.organisations,
    dossiers: { ...domain.dossiers, ...instead },
    barometer,
    contests: openContests({ ...domain, db, clock, barometer, committed }),
    evaluations: createEvaluations({ ...domain, db, clock, names: [], committed }),
    notices: { db, clock, tokens, sends: false },
    feeds: openFeeds({ db, clock, tokens }),
    received: null,
    address: () => 'http://localhost',
    nameOf: () => null,
    history: async () => ({ is: 'none' }),
    unread: async () => 0,
    settled: async () => {},
  } satisfies Partial<Platform>
  await registerPortal(app, served as unknown as Platform)
  await app.listen({ port: 0, host: '127.0.0.1' })
  process.send!((app.server.address() as AddressInfo).port)
  process.once('SIGINT', () => process.exit())
}
