import { idFrom, type Language } from '#kernel'
import type { NoticeKind } from '../notice.ts'
import type { MailKind } from '../preferences.ts'

/**
 * A message on its way to somebody's address. It leaves once a server took it; until then it is in the outbox, whatever
 * happens to the process that had it in hand.
 */
export type Mail = {
  person: string
  id: string
  /** `organisation`: not a person's; it is written to a public body, at the address that it gives itself. */
  kind: MailKind | 'address' | 'organisation'
  address: string
  language: Language
  content: MailContent
  state: MailState
  attempts: number
  madeAt: Date
  until: Date
}

/**
 * `queued`: to be sent. `accepted`: the next server took it. `bounced`: refused, or taken and come back. `expired`: it
 * would have come too late. `cancelled`: the person wants none. `dead`: given up, for somebody to look at.
 */
export type MailState = 'queued' | 'accepted' | 'bounced' | 'expired' | 'cancelled' | 'dead'

/** What its words are made from, when it leaves. */
export type MailContent =
  | {
      is: 'notice'
      kind: NoticeKind
      dossier: string
      service: string
      version: number
      number: string
      details: Record<string, unknown>
    }
  | { is: 'confirmation'; confirmation: string }
  | { is: 'organisation'; subject: string; lines: readonly string[] }

/** A message as it is asked for: `id` is the notice's, or the confirmation's. `at` is when what it says happened. */
export type NewMail = Pick<Mail, 'person' | 'id' | 'kind' | 'address' | 'language' | 'content' | 'until'> & {
  at: Date
}

/** The same message always has the same id, and so the same Message-ID: sent twice, it can be known again. */
export const mailIdOf = (person: string, id: string): string => idFrom(`mail ${person} ${id}`)

const MESSAGE_ID = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>@\s]+>/

export const messageIdOf = (id: string, domain: string): string => `<${id}@${domain}>`

/** The message that a Message-ID of ours names. */
export const readMessageId = (text: string): string | null => MESSAGE_ID.exec(text)?.[1] ?? null
