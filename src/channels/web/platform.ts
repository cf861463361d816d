import type { Identification } from '#access'
import type { Catalogue } from '#catalogue'
import type { Dossiers } from '#dossiers'
import type { Evaluations } from '#evaluations'
import type { Clock, Database } from '#kernel'
import type { Organisations } from '#parties'
import type { Quotas } from './quota.ts'

/** What a channel is given to render: the domains, ready to be asked. Built once by `main.ts`. */
export type Platform = {
  db: Database
  clock: Clock
  demonstration: boolean
  /** Pages are reached over HTTPS: cookies are then kept to it. */
  secure: boolean
  access: Identification
  /** What strangers may make this process write. */
  quotas: Quotas
  catalogue: Catalogue
  organisations: Organisations
  dossiers: Dossiers
  evaluations: Evaluations
  /** How many notices a person has not read yet: every page says it. */
  unread(person: string): Promise<number>
  /** Waits until lists and inboxes show what was just done, a second at most: for whoever did it. */
  settled(): Promise<void>
}
