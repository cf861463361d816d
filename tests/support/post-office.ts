import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A letter as it arrived: once by its Message-ID, `copies` times in all. `at` is the sender's own date. */
export type Arrived = { messageId: string; to: string; at: Date; copies: number; source: string }

/**
 * An SMTP server that behaves as a careful one does: it answers once it has the whole message, and a message that comes
 * again under its Message-ID is answered in the same way and kept once. It can be shut, and opened again on its port.
 */
export type TestPostOffice = {
  url: string
  arrived: ReadonlyMap<string, Arrived>
  /** What an address is answered, before its message is taken: a code and its text. */
  refuse(address: RegExp, code: number, text: string): void
  /** Takes messages and says nothing more: the connection is cut before the answer. */
  cutAfterData(cut: boolean): void
  /** Nobody answers any more, connections are cut. */
  shut(): Promise<void>
  reopen(): Promise<void>
  close(): Promise<void>
}

type Refusal = Error & { responseCode: number }

export const openTestPostOffice = async ({
  keep = true,
}: { keep?: boolean } = {}): Promise<TestPostOffice> => {
  const arrived = new Map<string, Arrived>()
  const refusals: [RegExp, Refusal][] = []
  let cutting = false
  let server: SMTPServer
  let port = 0
  const open = async () => {
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) =>
        done(refusals.find(([pattern]) => pattern.test(address))?.[1] ?? null),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
        stream.once('end', () => {
          const source = Buffer.concat(chunks).toString()
          const messageId = /^Message-ID: *(<[^>]+>)/im.exec(source)?.[1] ?? ''
          const before = arrived.get(messageId)
          if (before) before.copies += 1
          else
            arrived.set(messageId, {
              messageId,
              to: session.envelope.rcptTo[0]!.address,
              at: new Date(/^Date: *(.+)$/im.exec(source)?.[1] ?? Number.NaN),
              copies: 1,
              source: keep ? source : '',
            })
          if (!cutting) return done(null)
          for (const connection of server.connections) connection.close()
        })
      },
    })
    server.on('error', () => {})
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
    port = (server.server.address() as AddressInfo).port
  }
  const shut = () => new Promise<void>((resolve) => server.close(() => resolve()))
  await open()
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    refuse: (pattern, responseCode, text) =>
      void refusals.push([pattern, Object.assign(new Error(text), { responseCode })]),
    cutAfterData: (cut) => void (cutting = cut),
    shut,
    reopen: open,
    close: shut,
  }
}

/** In a process of its own, for a bench: tells its parent where it is, and what it has when it is asked. */
if (import.meta.main) {
  const office = await openTestPostOffice({ keep: false })
  process.send!({ url: office.url })
  process.on('message', () => {
    const all = [...office.arrived.values()]
    process.send!({ arrived: all.length, raw: all.reduce((sum, { copies }) => sum + copies, 0) })
  })
  process.once('disconnect', () => process.exit())
}
