/**
 * Notices: the one place where something is said to a person, and by which means
 * (docs/decisions/0028-mail.md, 0029-delivered.md).
 *
 * - `notices(dossiers)`: the subscriber that fills the inbox and the outbox.
 * - `startOutbox`: in every process that has a server to give e-mail to.
 * - `choose`, `confirm`, `unsubscribe`: how a person wants to be told. `markRead`: what they read.
 * - `recordBounce`: a message that came back.
 * - `writeToOrganisations`, `mailToOrganisations`: what is written to a public body, and what became of it.
 */
export { ADDRESS, choose, type Choice } from './choose.ts'
export { confirm, lookAtConfirmation } from './confirm.ts'
export { EVENTS, type NoticeEvent } from './events.ts'
export { recordBounce } from './mail/bounce.ts'
export type { LetterTools, Links } from './mail/letter.ts'
export { type Outbox, type OutboxTools, startOutbox } from './mail/send.ts'
export { countMail, deadMail, type DeadMail, reviveDead } from './mail/store.ts'
export type { MailState } from './mail/mail.ts'
export { mailToOrganisations, type ToOrganisation, writeToOrganisations } from './mail/to-organisation.ts'
export { smtpTransport, type Transport } from './mail/transport.ts'
export {
  type ConsultationNoticeKind,
  isOfConsultation,
  type Notice,
  NOTICE_KINDS,
  type NoticeKind,
} from './notice.ts'
export { tellOfConsultation } from './of-consultations.ts'
export { MAIL_KINDS, type MailKind, MEANS, type Means, type Preferences, silent } from './preferences.ts'
export { notices } from './reactions.ts'
export { markRead } from './read.ts'
export { type NoticeRefusal, REFUSALS } from './refusals.ts'
export { type Pending, pendingAddress } from './pending.ts'
export { countInbox, findPreferences, inbox, unreadTogether } from './store.ts'
export type { NoticeTools } from './tools.ts'
export { lookAtUnsubscribing, unsubscribe } from './unsubscribe.ts'
