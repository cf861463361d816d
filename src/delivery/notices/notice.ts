/** What was said to a person about one of their dossiers. */
export type Notice = {
  id: string
  person: string
  dossier: string
  service: string
  version: number
  number: string
  kind: NoticeKind
  details: Record<string, unknown>
  at: Date
  readAt: Date | null
}

/** The events that are told, each under its own words. */
export const NOTICE_KINDS = [
  'dossier.filed',
  'completion.requested',
  'intention.announced',
  'dossier.decided',
  'review.requested',
  'dossier.withdrawn',
  'reminder.due',
] as const

export type NoticeKind = (typeof NOTICE_KINDS)[number]
