/** What the central secretariat does before everybody: it reminds organisations, and publishes the report of each year. */
export const EVENTS = {
  'organisation.reminded':
    '{ organisation, subject, text, mailed }: the secretariat reminded an organisation of what is late; `mailed` when it was also given to the mail',
  'report.published':
    '{ year, publication, measures, files }: the report of a year; the publication of measures that it rests on, the digest of its manifest, and the digest (SHA-256) of each of its files',
} as const

export type ReportingEvent = keyof typeof EVENTS
