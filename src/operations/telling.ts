import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Catalogue } from '#catalogue'
import { openFeeds, type Reminding, startReminding } from '#deadlines'
import type { Signer } from '#documents'
import { type Clock, type Database, openTokens } from '#kernel'
import type { Ledger } from '#ledger'
import { type Outbox, startOutbox } from '#notices'
import type { Platform } from '#web'
import type { Config } from '../config.ts'
import { letterTools, openMailWay } from './mail.ts'
import { receivedMail } from './post-office.ts'

/** What says things to people outside the pages: reminders on their morning, and mail. */
export type Telling = Pick<Platform, 'notices' | 'feeds' | 'received' | 'address'> & {
  reminding: Reminding
  /** Null where no mail is sent. */
  outbox: Outbox | null
  /** The app whose address is the one that people type, when the operator named none. */
  servedBy(app: FastifyInstance): void
  stop(): Promise<void>
}

type Parts = {
  config: Config
  db: Database
  clock: Clock
  catalogue: Catalogue
  signer: Signer
  ledger: Ledger
  log: FastifyBaseLogger
}

export const startTelling = async (parts: Parts): Promise<Telling> => {
  const { config, db, clock, catalogue, signer, ledger, log } = parts
  const tokens = openTokens(signer.secretFor('links'))
  let app: FastifyInstance | undefined
  const address = () => config.publicUrl ?? `http://localhost:${portOf(app) ?? config.port}`
  const way = await openMailWay(config, db, clock)
  const committed = () => ledger.poke()
  const letters = letterTools(config, { catalogue, tokens, address })
  const outbox = way && startOutbox({ db, clock, letters, transport: way.transport, log, committed })
  // Under a load that never ends nobody would ever be reminded: a minute is long enough to have read what happened.
  const caughtUp = () => ledger.settled(CATCHING_UP_MS)
  const reminding = startReminding({ db, clock, catalogue, log, committed, caughtUp })
  return {
    notices: { db, clock, tokens, sends: way !== null },
    feeds: openFeeds({ db, clock, tokens }),
    received: config.demonstration && !config.smtp ? receivedMail(db) : null,
    address,
    reminding,
    outbox,
    servedBy: (served) => void (app = served),
    async stop() {
      await Promise.all([reminding.stop(), outbox?.stop()])
      await way?.close()
    },
  }
}

const CATCHING_UP_MS = 60_000

const portOf = (app: FastifyInstance | undefined): number | undefined =>
  (app?.server.address() as AddressInfo | null | undefined)?.port
