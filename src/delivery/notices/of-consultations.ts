import { newId, type Queries } from '#kernel'
import type { ConsultationNoticeKind } from './notice.ts'
import { keepNotices } from './store.ts'

export type ToldOfConsultation = {
  person: string
  kind: ConsultationNoticeKind
  consultation: string
  details: Record<string, unknown>
  at: Date
}

const HOUR_MS = 3_600_000

/**
 * Tells somebody what became of what they wrote in a consultation, in the transaction that does it: the ledger, which
 * tells the rest, does not know who they are. The inbox only, never by e-mail, and at the hour, so that the moment of one
 * moderator’s act does not single out its author.
 */
export const tellOfConsultation = (
  tx: Queries,
  { person, kind, consultation, details, at }: ToldOfConsultation,
): Promise<void> => {
  const id = newId()
  const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
  const told = { ...details, consultation }
  return keepNotices(tx, [
    { person, id, dossier: id, service: '', version: 0, number: '', kind, details: told, at: hour },
  ])
}
