import { createTransport } from 'nodemailer'
import type { Letter } from './letter.ts'

/**
 * What became of one attempt. `accepted`: the next server answered for it. `refused`: never will, because of the address
 * or of the message. `later`: not now, this message. `away`: nobody to talk to, whatever the message.
 */
export type Outcome =
  | { is: 'accepted' }
  | { is: 'refused'; about: 'address' | 'message'; said: string }
  | { is: 'later' | 'away'; said: string }

export type Transport = {
  /** How many messages may be under way at once. */
  abreast: number
  send(letter: Letter & { date: Date }): Promise<Outcome>
  close(): void
}

/** What a connection may keep silent for. A lease is several times longer: nobody sends what somebody still sends. */
export const SILENCE_MS = 30_000

/**
 * SMTP by nodemailer, over connections that are kept open. `url` as `smtp://account:password@host:587` or `smtps://…`.
 * What nodemailer would try again by itself (a connection lost under a message) is the outbox's to decide.
 */
export const smtpTransport = (url: string, abreast: number): Transport => {
  const { hostname, username } = new URL(url)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const smtp = createTransport({
    url,
    pool: true,
    maxConnections: abreast,
    maxMessages: 1_000,
    maxRequeues: 0,
    connectionTimeout: SILENCE_MS / 3,
    greetingTimeout: SILENCE_MS / 3,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A password never travels in the clear, but to this machine itself.
    ...(username !== '' && !local && { requireTLS: true }),
    ...(local && { ignoreTLS: true }),
  })
  return {
    abreast,
    async send(letter) {
      try {
        await smtp.sendMail({ ...letter, encoding: 'quoted-printable' })
        return { is: 'accepted' }
      } catch (error) {
        return outcomeOf(error as SmtpError)
      }
    },
    close: () => smtp.close(),
  }
}

export type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string }

/** Enhanced status codes (RFC 3463) that tell of the address itself: bad, moved, disabled. */
const OF_ADDRESS = /^[245]\d\d[ -]5\.(1\.|2\.1\b)/
const ENHANCED = /^[245]\d\d[ -][245]\.\d+\.\d+/

/** The server closes (RFC 5321, 3.8), or wants credentials that it was not given (RFC 4954): of no message in particular. */
const NOBODYS = new Set([421, 530, 534, 535, 538])

/**
 * What the other side said, in our terms. A sender that is refused would be for every message: nothing is given up for
 * it. Its own text may quote the address: only codes are kept.
 */
export const outcomeOf = ({
  code = '',
  command = '',
  responseCode = 0,
  response = '',
}: SmtpError): Outcome => {
  const enhanced = ENHANCED.exec(response)?.[0] ?? ''
  const said = [code, enhanced || responseCode || '', command].filter(Boolean).join(' ').slice(0, 100)
  const isAnswer = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (!isAnswer || NOBODYS.has(responseCode) || command === 'MAIL FROM') return { is: 'away', said }
  if (responseCode >= 400 && responseCode < 500) return { is: 'later', said }
  const aboutAddress = enhanced ? OF_ADDRESS.test(response) : command === 'RCPT TO'
  return { is: 'refused', about: aboutAddress ? 'address' : 'message', said }
}
