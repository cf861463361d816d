import { applicantOf, type Dossier, type Dossiers } from '#dossiers'
import type { Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { robot } from '#parties'
import { type Notice, NOTICE_KINDS, type NoticeKind } from './notice.ts'
import { clearNotices, keepNotices } from './store.ts'

/** Fills the inbox of the applicant. The notice has the event’s id: told once, however often it is replayed. */
export const notices = (dossiers: Dossiers): Subscriber => {
  const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
    const streams = events.map(({ stream }) => stream)
    const found = await dossiers.findAll(streams, robot('notices'), tx)
    await keepNotices(
      tx,
      events.flatMap((event) => noticeOf(event, found.get(event.stream)) ?? []),
    )
  }
  return {
    name: 'notices.inbox',
    kinds: [...NOTICE_KINDS],
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
    reset: async (tx) => void (await clearNotices(tx)),
  }
}

/** Nobody is told when a dossier has no applicant with an account. */
const noticeOf = (
  { id, kind, body: details, at }: SealedEvent,
  dossier: Dossier | undefined,
): Omit<Notice, 'readAt'> | null => {
  const person = dossier && applicantOf(dossier)
  if (!dossier || !person) return null
  const { service, version, number } = dossier
  return { person, id, dossier: dossier.id, service, version, number, kind: kind as NoticeKind, details, at }
}
