import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { type Clock, type Database, idFrom, isId, sql } from '#kernel'
import type { Received } from '#web'

/**
 * The demonstration's post office: a real SMTP server on this machine only, whose mail goes nowhere and is read at
 * `/courriels`. Any process keeps what it receives in the same table.
 */
export type PostOffice = { url: string; close(): Promise<void> }

/** What is kept: the last few hundred messages, none heavier than a letter of ours could be. */
const MOST_KEPT = 300
const MOST_BYTES = 100_000

type Refusal = Error & { responseCode: number }
const refusal = (code: number, text: string): Refusal =>
  Object.assign(new Error(text), { responseCode: code })

/** Addresses that let a visitor see what happens when one is wrong, or a server is busy. */
const REFUSED: [RegExp, Refusal][] = [
  [/^(inconnu|unknown)/i, refusal(550, '5.1.1 No such user here')],
  [/^(plus-tard|later)/i, refusal(451, '4.7.1 Try again later')],
]

export const openPostOffice = async (db: Database, clock: Clock): Promise<PostOffice> => {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    logger: false,
    closeTimeout: 1_000,
    onRcptTo: ({ address }, _session, done) =>
      done(REFUSED.find(([pattern]) => pattern.test(address))?.[1] ?? null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.once('end', async () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 Message too big'))
        // Answered once it is kept, as a server has to (RFC 5321, 4.2.5).
        done(await keepOrPutOff(db, recipients, Buffer.concat(chunks), clock()))
      })
    },
  })
  // A connection that breaks is its sender's matter.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const MESSAGE_ID = /^Message-ID:\s*(<[^>\r\n]{1,200}>)/im

/** What the sender is answered; a database that is away is not the message's fault. */
const keepOrPutOff = async (...message: Parameters<typeof keep>): Promise<Refusal | null> => {
  try {
    await keep(...message)
    return null
  } catch {
    return refusal(451, '4.3.0 Not now')
  }
}

const keep = async (db: Database, recipients: string[], source: Buffer, at: Date): Promise<void> => {
  const messageId = MESSAGE_ID.exec(source.toString('latin1').split('\r\n\r\n')[0]!)?.[1] ?? ''
  for (const recipient of recipients)
    await db.query(sql`
      INSERT INTO received_mail (recipient, message_id, id, received_at, copies, source)
      VALUES (${recipient}, ${messageId}, ${idFrom(`${recipient} ${messageId}`)}, ${at}, 1, ${source})
      ON CONFLICT (recipient, message_id) DO UPDATE SET copies = received_mail.copies + 1`)
  await db.query(sql`
    DELETE FROM received_mail WHERE received_at < (
      SELECT received_at FROM received_mail ORDER BY received_at DESC LIMIT 1 OFFSET ${MOST_KEPT - 1})`)
}

type Row = { id: string; recipient: string; at: Date; source: Buffer }

/** What the post office keeps, ready to be shown. */
export const receivedMail = (db: Database): Received => ({
  async list({ limit, offset }) {
    const rows = await db.query<Row>(sql`
      SELECT id, recipient, received_at AS at, source FROM received_mail
      ORDER BY received_at DESC, id LIMIT ${limit} OFFSET ${offset}`)
    const [counted] = await db.query<{ count: number }>(sql`SELECT count(*) AS count FROM received_mail`)
    return {
      mails: await Promise.all(rows.map(async (row) => (await read(row)).mail)),
      count: counted!.count,
    }
  },
  async find(id) {
    const [row] = isId(id)
      ? await db.query<Row>(sql`
          SELECT id, recipient, received_at AS at, source FROM received_mail WHERE id = ${id}`)
      : []
    if (!row) return null
    const { mail, parsed } = await read(row)
    const headers = parsed.headers.map(({ originalKey, value }): [string, string] => [originalKey, value])
    return { ...mail, headers, html: Boolean(parsed.html) }
  },
})

const read = async ({ id, recipient, at, source }: Row) => {
  const parsed = await PostalMime.parse(source)
  const { subject = '', text = '', from } = parsed
  return { parsed, mail: { id, recipient, at, subject, text, from: from?.name || from?.address || '' } }
}
