import type { Subject } from '#acts'

/** The role of an organisation's agents who read what people wrote and improve its services. */
export const DESIGNER = 'concepteur'

/**
 * What an organisation changes in a service because of evaluations: said first, then tied to the published version that
 * does it. Between the two it can be edited, dropped and taken up again; once published it never changes.
 */
export type Improvement = Subject & {
  service: string
  status: 'draft' | 'dropped' | 'published'
  title: string
  /** What changes, in the words that people will read. */
  change: string
  /** The same in English; empty where nobody wrote it. */
  titleEn: string
  changeEn: string
  openedAt: string
  /** The version that was in force when it was opened. */
  openedVersion: number
  by: string
  /** The evaluations that it answers, each with the moment when it was cited. */
  cites: Record<string, string>
  /** The version that makes the change; null until it is published. */
  version: number | null
  publishedAt: string | null
}

/** The last moment that a version must come after: what it changes was decided, and every citation made, before it. */
export const decidedAt = ({ openedAt, cites }: Pick<Improvement, 'openedAt' | 'cites'>): string =>
  [openedAt, ...Object.values(cites)].toSorted().at(-1)!
