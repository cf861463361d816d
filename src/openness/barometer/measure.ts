/**
 * What the targets count: so many things of one sort, on one day. No person, no free text, no time finer than the day:
 * a measure can be published. Live figures, a recomputation from the first event and an outsider's verification all
 * fold measures, with the same code.
 */
export type Measure = {
  /** A civil day in America/Toronto: `2026-11-22`. */
  day: string
  kind: MeasureKind
  /** The organisation that answers for it; `''` once merged into « other ». */
  organisation: string
  /**
   * The service, `service/deadline`, `service/need`, process, dataset, consultation…; the organisation itself where it
   * is the unit; `''` once merged upward.
   */
  unit: string
  /** What else is known of it, each from a closed list: `{ channel: 'portal' }`. */
  is: Readonly<Record<string, string>>
  /** How many. A correction may be negative; 0 still says that something was declared. */
  count: number
}

/** Whether a kind counts persons (or what belongs to one each): such counts are never published below five. */
export const MEASURE_KINDS = {
  organisation: { persons: false },
  service: { persons: false },
  'dossier-filed': { persons: true },
  'dossier-finished': { persons: true },
  'need-state': { persons: true },
  evaluation: { persons: true },
  improvement: { persons: false },
  deadline: { persons: true },
  consultation: { persons: false },
  plan: { persons: false },
  workplace: { persons: true },
  process: { persons: false },
  dataset: { persons: false },
  exclusion: { persons: false },
  /** That an organisation said what it counted outside the platform, whatever that was. */
  reported: { persons: false },
  /** Only in what is released: a verdict that the published counts leave open, and the last day counted. */
  verdict: { persons: false },
  latest: { persons: false },
} as const satisfies Record<string, { persons: boolean }>

export type MeasureKind = keyof typeof MEASURE_KINDS

export const CHANNELS = ['portal', 'partner', 'counter', 'phone', 'paper'] as const
/** What volumes counted elsewhere may have come by: « other » is what is known not to be online, and nothing more. */
export const VOLUME_CHANNELS = [...CHANNELS, 'other'] as const
export const PROVENANCES = ['observed', 'imported', 'declared'] as const

export type Provenance = (typeof PROVENANCES)[number]

export const isPersons = (kind: MeasureKind): boolean => MEASURE_KINDS[kind].persons
