import type { Queries } from '#kernel'
import { mailIdOf } from './mail/mail.ts'
import { findMail } from './mail/store.ts'
import { lastAsked } from './store.ts'

/** An address that waits to be confirmed; `failed` when the message that asks for it cannot arrive. */
export type Pending = { address: string; failed: boolean }

export const pendingAddress = async (db: Queries, person: string, now: Date): Promise<Pending | null> => {
  const asked = await lastAsked(db, person, now)
  if (!asked) return null
  const mail = await findMail(db, mailIdOf(person, asked.id))
  return { address: asked.address, failed: mail?.state === 'bounced' || mail?.state === 'dead' }
}
