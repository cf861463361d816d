import type { Language } from '#kernel'
import type { NoticeKind } from './notice.ts'

/** How a person wants to be told. The inbox always has everything: e-mail comes beside it, never instead. */
export type Preferences = {
  person: string
  means: Means
  language: Language
  /** The kinds that are not sent by e-mail. */
  without: MailKind[]
  /** Confirmed by the person from where it is read; null while they have none. */
  address: string | null
  /** When the address was found to receive nothing. */
  failedAt: Date | null
  /** Nothing that happened before is sent. */
  since: Date
}

export const MEANS = ['inbox', 'email'] as const
export type Means = (typeof MEANS)[number]

/** What can be switched off, by itself and in one click. A legal notice stays in the inbox all the same. */
export const MAIL_KINDS = ['reminders', 'dossier-news'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

export const isMailKind = (kind: unknown): kind is MailKind => MAIL_KINDS.some((one) => one === kind)

export const mailKindOf = (kind: NoticeKind): MailKind =>
  kind === 'reminder.due' ? 'reminders' : 'dossier-news'

/** The address that a message of this kind goes to; null when the inbox is enough. */
export const addressFor = (preferences: Preferences | undefined, kind: MailKind, at: Date): string | null => {
  if (!preferences || preferences.means !== 'email' || preferences.failedAt !== null) return null
  return preferences.without.includes(kind) || at < preferences.since ? null : preferences.address
}

/** Of whoever never said anything. */
export const silent = (person: string, language: Language): Preferences => ({
  person,
  means: 'inbox',
  language,
  without: [],
  address: null,
  failedAt: null,
  since: new Date(0),
})
