import type { Clock, Database } from '#kernel'

/** What consultations are made with. */
export type ConsultationTools = {
  db: Database
  clock: Clock
  /** 32 bytes that every process derives alike: with each consultation’s own secret they make its voices. */
  secret: Buffer
  /** Tells the ledger that something is there to seal. */
  committed: () => void
}
