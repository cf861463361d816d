import { applicantOf, type Dossier, type Dossiers } from '#dossiers'
import { addToDay, instantOf, isDay, type Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { robot } from '#parties'
import { queueMail } from './mail/store.ts'
import type { NewMail } from './mail/mail.ts'
import { type Notice, NOTICE_KINDS, type NoticeKind } from './notice.ts'
import { addressFor, mailKindOf, type Preferences } from './preferences.ts'
import { clearNotices, keepNotices, preferencesAmong } from './store.ts'

/** Of a dossier: what consultations tell is written by them. */
type New = Omit<Notice, 'readAt' | 'kind'> & { kind: NoticeKind }

/**
 * Fills the inbox of the applicant, and writes to those who asked for it. The notice has the event’s id: told once,
 * however often it is replayed; so has its message.
 */
export const notices = (dossiers: Dossiers): Subscriber => {
  const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
    const streams = events.filter(({ kind }) => kind !== 'reminder.due').map(({ stream }) => stream)
    const found = streams.length > 0 ? await dossiers.findAll(streams, robot('notices'), tx) : new Map()
    const told = events.flatMap((event) => noticeOf(event, found.get(event.stream)) ?? [])
    await keepNotices(tx, told)
    const preferences = await preferencesAmong(
      tx,
      told.map(({ person }) => person),
    )
    await queueMail(
      tx,
      told.flatMap((notice) => mailOf(notice, preferences.get(notice.person)) ?? []),
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
const noticeOf = (event: SealedEvent, dossier: Dossier | undefined): New | null => {
  const { id, kind, body: details, at } = event
  if (kind === 'reminder.due') return reminderOf(event)
  const person = dossier && applicantOf(dossier)
  if (!dossier || !person) return null
  const { service, version, number } = dossier
  return { person, id, dossier: dossier.id, service, version, number, kind: kind as NoticeKind, details, at }
}

/** A reminder says by itself whom and what it is about; one whose content was erased is nobody's any more. */
const reminderOf = ({ id, stream, body, at, erased }: SealedEvent): New | null => {
  if (erased) return null
  const { person, dossier, service, version, number, deadline, dueOn, before } = body as Record<
    string,
    string
  >
  const details = { deadline, dueOn, before, of: stream }
  const its = { person: person!, dossier: dossier!, service: service!, number: number! }
  return { ...its, id, version: Number(version), kind: 'reminder.due', details, at }
}

/** News of a dossier are of use for some days; a reminder until its day is over. */
const NEWS_LAST_MS = 5 * 24 * 60 * 60 * 1_000

const mailOf = (notice: New, preferences: Preferences | undefined): NewMail | null => {
  const kind = mailKindOf(notice.kind)
  const address = addressFor(preferences, kind, notice.at)
  if (!preferences || address === null) return null
  const { person, id, at, dossier, service, version, number, details } = notice
  const content = { is: 'notice' as const, kind: notice.kind, dossier, service, version, number, details }
  const dueOn = details['dueOn']
  const until =
    kind === 'reminders' && isDay(dueOn)
      ? instantOf(addToDay(dueOn, 'P1D'), 0)
      : new Date(at.getTime() + NEWS_LAST_MS)
  return { person, id, kind, address, language: preferences.language, content, at, until }
}
