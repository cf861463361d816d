import type { Clock, Database } from '#kernel'
import type { Organisations } from '#parties'
import type { Fetching, fetchOpen } from './fetching/fetch.ts'

export type OpenDataTools = {
  db: Database
  clock: Clock
  organisations: Organisations
  /** The platform's own data, which an organisation may publish as they are computed. */
  sources: readonly Source[]
  /** Tells the ledger that something is there to seal. */
  committed: () => void
  /** Who asks, as it says to those whom it asks: `Parvis (+https://…)`. */
  userAgent(): string
  /** Other ports or addresses than the Internet's, for tests; a network of the past, for a demonstration. */
  fetching?: Partial<Fetching>
  fetch?: typeof fetchOpen
}

/** One set of the platform's own data: a closed list that `main.ts` gives; nobody types a query. */
export type Source = {
  id: string
  title: { fr: string; en: string }
  /** Whose it is to publish; null for any organisation. */
  organisation: string | null
  columns: readonly {
    name: string
    type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime'
  }[]
  /** The rows, in the order of the columns, as they are now. */
  rows(): AsyncIterable<readonly (string | number | boolean | null)[]>
}
