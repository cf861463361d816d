import { applicantOf, type Dossiers } from '#dossiers'
import type { Subscriber } from '#ledger'
import { robot } from '#parties'
import { NOTICE_KINDS, type NoticeKind } from './notice.ts'
import { clearNotices, keepNotice } from './store.ts'

/** Fills the inbox of the applicant. The notice has the event’s id: told once, however often it is replayed. */
export const notices = (dossiers: Dossiers): Subscriber => ({
  name: 'notices.inbox',
  kinds: [...NOTICE_KINDS],
  async react(tx, event) {
    const dossier = await dossiers.find(event.stream, robot('notices'))
    const person = dossier && applicantOf(dossier)
    if (!dossier || !person) return
    const { service, version, number } = dossier
    const { id, at, body: details } = event
    await keepNotice(tx, {
      person,
      id,
      dossier: dossier.id,
      service,
      version,
      number,
      kind: event.kind as NoticeKind,
      details,
      at,
    })
  },
  reset: async (tx) => void (await clearNotices(tx)),
})
