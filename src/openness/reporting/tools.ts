import type { Barometer, Contests } from '#barometer'
import type { Clock, Database } from '#kernel'
import type { Organisations } from '#parties'

export type ReportingTools = {
  db: Database
  clock: Clock
  organisations: Organisations
  barometer: Pick<Barometer, 'figures' | 'organisations' | 'publication' | 'publications' | 'publicationFile'>
  contests: Pick<Contests, 'isSecretariat' | 'list'>
  /** Whether anything leaves by e-mail here. */
  sends: boolean
  /** The address that people type, without a slash at its end. */
  address: () => string
  /** Something was committed: the ledger may look. */
  committed: () => void
  /** A report of invented organisations says that they are. */
  demonstration: boolean
}
