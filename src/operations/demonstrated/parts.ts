import type { FastifyBaseLogger } from 'fastify'
import type { Signer } from '#documents'
import type { Clock, Database } from '#kernel'
import type { Organisations } from '#parties'
import type { Platform } from '#web'

/**
 * What a demonstrated domain is given. Whoever lives a past makes the domain's own facade again with a clock of its own
 * (`createPlans({ ...parts, clock: () => then })`); reads go through the platform's.
 */
export type DemonstratedParts = {
  db: Database
  clock: Clock
  organisations: Organisations
  platform: Platform
  signer: Signer
  log: FastifyBaseLogger
  /** Something was committed: the ledger may look. */
  committed(): void
}
