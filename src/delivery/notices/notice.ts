/** What was said to a person, about one of their dossiers or of what they wrote in a consultation. */
export type Notice = {
  id: string
  person: string
  dossier: string
  service: string
  version: number
  number: string
  kind: NoticeKind | ConsultationNoticeKind
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

/** Told to whoever took part in a consultation: `details.consultation` says which, and nothing says by what. */
export const CONSULTATION_NOTICES = ['contribution.hidden', 'contribution.restored', 'appeal.judged'] as const

export type ConsultationNoticeKind = (typeof CONSULTATION_NOTICES)[number]

export const isOfConsultation = (kind: Notice['kind']): kind is ConsultationNoticeKind =>
  CONSULTATION_NOTICES.some((one) => one === kind)
