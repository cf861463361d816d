import type { Catalogue } from '#catalogue'
import type { Dossiers } from '#dossiers'
import type { Clock, Database } from '#kernel'

/** What evaluations are made with. */
export type EvaluationTools = {
  db: Database
  clock: Clock
  catalogue: Catalogue
  dossiers: Dossiers
  /** The names of the people and agents whom the installation knows: nobody's is left in a comment. */
  names: readonly string[]
  /** Tells the ledger that something is there to seal. */
  committed: () => void
}
