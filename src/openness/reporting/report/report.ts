import type { Contest, Figure, Head } from '#barometer'

/** A text in both languages. */
type Both = { fr: string; en: string }

/**
 * The report of a year (G-1.03, s. 12.10 and following): the ten targets as they stood on its last day, by the same fold
 * and from the same published measures as every other figure. A draft is of a year that still goes on.
 */
export type YearlyReport = {
  format: 'parvis-report-1'
  year: number
  /** The day that its figures are of. */
  day: string
  draft: boolean
  /** When it was made: an instant. */
  at: string
  /** The secretariat. */
  publisher: { id: string; name: Both; address: string }
  /** The publication of measures that the figures come from; null in a draft. */
  publication: { name: string; digest: string } | null
  /** The head of the ledger that the figures were counted up to. */
  head: Head
  organisations: { id: string; name: Both }[]
  targets: ReportTarget[]
}

export type ReportTarget = {
  target: number
  title: Both
  wording: Both
  definition: { version: number; from: string; text: Both }
  /** Of all organisations together; null when it was not computed. */
  figure: Figure | null
  organisations: Figure[]
  /** The ends of the year's months, those that were published. */
  trend: {
    day: string
    state: Figure['state']
    value: number | null
    numerator: number
    denominator: number
  }[]
  /** What was contested in the year, and what was answered by the time of the report. */
  contests: Contest[]
}
