import PostalMime from 'postal-mime'
import { type Database, isId, ok, type Queries, refused, type Result } from '#kernel'
import { append } from '#ledger'
import { keepFailure } from '../store.ts'
import { happened } from '../tools.ts'
import { type Mail, readMessageId } from './mail.ts'
import { cancelTo, endMail, findMail } from './store.ts'

type Fault = { at: Date; error: string }

/**
 * The address receives nothing: the message is over, what else waits for the address does not leave, and the person is
 * told where they still read (the inbox, which says so until they give another address).
 */
export const failAddress = async (tx: Queries, mail: Mail, { at, error }: Fault): Promise<void> => {
  const { person, address } = mail
  await endMail(tx, mail, { state: 'bounced', at, error })
  await cancelTo(tx, person, address, at)
  if (await keepFailure(tx, person, address, at)) await happened(tx, person, at, 'address.failed')
}

/** What a notice of non-delivery (RFC 3464) says: which message of ours, and whether its address is to blame. */
export type Bounce = { mail: string; status: string; address: boolean }

/** Whatever is longer is no notice of non-delivery: those quote a message of ours, a tenth as long. */
const MOST_BYTES = 100_000

/** Null for what is no such notice, or tells only of a delay. Anybody may write to where these are read: nothing is trusted. */
export const readBounce = async (source: Uint8Array | string): Promise<Bounce | null> => {
  if (Buffer.byteLength(source) > MOST_BYTES) return null
  const mail = await parsed(source)
  const part = (...types: string[]) => {
    const content = mail?.attachments.find(({ mimeType }) => types.includes(mimeType))?.content
    return typeof content === 'string' ? content : ''
  }
  const report = part('message/delivery-status', 'message/global-delivery-status')
  const status = /^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1]
  if (!status || !/^Action:[ \t]*failed/im.test(report)) return null
  const returned = part(
    'message/rfc822',
    'text/rfc822-headers',
    'message/global',
    'message/global-headers',
    'message/rfc822-headers',
  )
  const named = /^Message-ID:\s{0,10}(<[^<>\s]{1,200}>)/im.exec(returned)?.[1] ?? ''
  const id = readMessageId(named)
  return id ? { mail: id, status, address: /^5\.(1\.|2\.1$)/.test(status) } : null
}

/** Null for what is no message, or nests deeper than any server writes. */
const parsed = (source: Uint8Array | string) =>
  PostalMime.parse(source, {
    attachmentEncoding: 'utf8',
    forceRfc822Attachments: true,
    maxNestingDepth: 10,
  }).catch(() => null)

/**
 * A message that was taken came back. A reminder then never reached its person. Refused `not-a-bounce` for what is no
 * notice of non-delivery, `mail-unknown` when it is about no message of ours. Read again, it changes nothing.
 */
export const recordBounce = async (
  db: Database,
  source: Uint8Array | string,
  at: Date,
): Promise<Result<{ again: boolean; address: boolean }, 'not-a-bounce' | 'mail-unknown'>> => {
  const bounce = await readBounce(source)
  if (!bounce) return refused('not-a-bounce')
  return db.transaction(async (tx) => {
    const mail = await findMail(tx, bounce.mail)
    if (!mail) return refused('mail-unknown')
    if (mail.state === 'bounced') return ok({ again: true, address: bounce.address })
    const fault = { at, error: `returned ${bounce.status}` }
    if (bounce.address) await failAddress(tx, mail, fault)
    else await endMail(tx, mail, { state: 'bounced', ...fault })
    const stream = mail.content.is === 'notice' ? mail.content.details['of'] : null
    if (mail.state === 'accepted' && mail.kind === 'reminders' && isId(stream)) {
      const body = { person: mail.person, deliveredAt: mail.endedAt!.toISOString() }
      await append(tx, [
        { stream, kind: 'reminder.bounced', body, actor: 'robot:mail', channel: 'robot', at },
      ])
    }
    return ok({ again: false, address: bounce.address })
  })
}
