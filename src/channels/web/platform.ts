import type { Identification } from '#access'
import type { Barometer, Contests } from '#barometer'
import type { Catalogue } from '#catalogue'
import type { Consultations } from '#consultations'
import type { Feeds } from '#deadlines'
import type { Dossiers } from '#dossiers'
import type { Evaluations } from '#evaluations'
import type { Clock, Database } from '#kernel'
import type { NoticeTools } from '#notices'
import type { Datastore, OpenData } from '#opendata'
import type { Organisations } from '#parties'
import type { Reporting } from '#reporting'
import type { Plans } from '#plans'
import type { Processes } from '#processes'
import type { Volumes } from '#volumes'
import type { Workplaces } from '#workplaces'
import type { Quotas } from './quota.ts'

/**
 * The history that invented people live in a demonstration: how many of how many have lived theirs, and what they filed,
 * from the first day up to the last.
 */
export type HistoryState =
  | { is: 'none' }
  | {
      is: 'writing' | 'written'
      people: number
      of: number
      dossiers: number
      firstDay: string
      lastDay: string
    }

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
  barometer: Barometer
  /** What organisations contest of their figures, and what is left out of one. */
  contests: Contests
  evaluations: Evaluations
  consultations: Consultations
  opendata: OpenData
  /** The rows of published tables. */
  datastore: Datastore
  /** Each organisation’s transformation plan. */
  plans: Plans
  /** Inventories of administrative processes, and where paper remains in them. */
  processes: Processes
  /** What units declare of their employees’ workplaces, quarter by quarter. */
  workplaces: Workplaces
  /** Volumes counted outside the platform, and names of services that others inventoried. */
  volumes: Volumes
  /** What the central secretariat reminds organisations of, and the report of each year. */
  reporting: Reporting
  /** How people are told, and where their calendars are read from. */
  notices: NoticeTools
  feeds: Feeds
  /** The demonstration’s own post office; null where messages really leave. */
  received: Received | null
  /** The address that people type, without a slash at its end. */
  address(): string
  /** The name of a person who has an account; null when nobody knows it. */
  nameOf(person: string): string | null
  /** Where the invented history of a demonstration stands. */
  history(): Promise<HistoryState>
  /** How many notices a person has not read yet: every page says it. */
  unread(person: string): Promise<number>
  /** Waits until lists and inboxes show what was just done, a second at most: for whoever did it. */
  settled(): Promise<void>
}

/** A message that the demonstration’s post office keeps, as a visitor may read it. */
export type ReceivedMail = {
  id: string
  recipient: string
  at: Date
  from: string
  subject: string
  text: string
}

export type Received = {
  list(page: { limit: number; offset: number }): Promise<{ mails: ReceivedMail[]; count: number }>
  find(id: string): Promise<(ReceivedMail & { headers: [string, string][]; html: boolean }) | null>
}
