import type { Figure, Series, Unit } from './figure.ts'

/** The head of the ledger that figures were computed from: how many events, and their tree's root in hexadecimal. */
export type Head = { size: number; root: string | null }

/** When figures were computed, and from what. */
export type Standing = {
  /** The civil day that they are of: trailing periods end there. */
  day: string
  computedAt: string
  head: Head
  /**
   * How many sealed events were counted, by kind; `unreadable` those of a counted kind that say nothing readable. Of
   * kinds whose events are one person's each, the multiple of five below.
   */
  eventsByKind: Readonly<Record<string, { events: number; unreadable: number }>>
}

export type Figures = Standing & { organisation: string | null; figures: Figure[] }

/** How a need stood in the finished dossiers of a service: counts as published, by state. */
export type NeedStates = {
  service: string
  organisation: string
  need: string
  states: Readonly<Record<string, number>>
}

/** All that a page says of one target, for everybody or for one organisation. */
export type TargetView = Standing & {
  figure: Figure
  /** One series for each version of the definition that was or will be in force, the month ends of two years. */
  series: Series[]
  /** The same figure for each organisation; empty in an organisation's own view. */
  organisations: Figure[]
  /** What it is made of, in the order of organisation then unit. Counts of persons are multiples of five. */
  units: Unit[]
  /** Target 4 only; empty for the others. */
  perNeed: NeedStates[]
}

/** One publication of the measures: a folder of files that never change. */
export type Publication = {
  /** The folder's name: the day, then its revision when it is not the first (`2026-11-21`, `2026-11-21-r2`). */
  name: string
  day: string
  revision: number
  publishedAt: string
  /** SHA-256 of its manifest, which names the digests of the others: what the ledger holds. */
  digest: string
  files: { name: string; type: string; bytes: number; sha256: string }[]
  head: Head
  /** Whether the proof that the ledger holds it lies beside: it comes within seconds of the publication. */
  proven: boolean
}

export type PublishedFile = { name: string; type: string; body: Buffer; sha256: string }

/**
 * What pages and machines ask of the barometer. Every answer is read from what was computed when something was last
 * counted: none scans, none waits for a computation. Figures and views are the very same objects until they are computed
 * again: what was made of one can be kept with it, and nobody may change it.
 */
export type Barometer = {
  /** The ten figures, of all or of one organisation; null while none was computed, or of an unknown organisation. */
  figures(organisation?: string): Promise<Figures | null>
  /** One target by its number, 1 to 10; null when there is none such. */
  view(target: number, organisation?: string): Promise<TargetView | null>
  /** The organisations that a figure speaks of, in alphabetical order of their ids. */
  organisations(): Promise<string[]>
  /** The newest first; all of them, or no more than so many. */
  publications(most?: number): Promise<Publication[]>
  publication(name: string): Promise<Publication | null>
  /** A file of a publication, the manifest and the proof included; null when there is none. */
  publicationFile(publication: string, name: string): Promise<PublishedFile | null>
}
