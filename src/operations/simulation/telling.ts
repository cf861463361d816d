import { deadlines, nextOf, startReminding } from '#deadlines'
import type { Dossiers } from '#dossiers'
import type { Clock, Database, Tokens } from '#kernel'
import { eventsOf, type SealedEvent } from '#ledger'
import { choose, confirm, type LetterTools, notices, startOutbox, type Transport } from '#notices'
import type { Invented } from './person.ts'
import { granted } from './scene.ts'

/** By what the invented people are written to: the demonstration's own post office, never a server outside. */
export type Post = { transport: Transport; letters: LetterTools; tokens: Tokens }

export type Telling = {
  db: Database
  dossiers: Dossiers
  post: Post
  people: readonly Invented[]
  /** The history's clock, and how it is set. */
  clock: Clock
  setTime(at: Date): void
  first: Date
  end: Date
}

/** What happened to one's dossiers is told within a day. */
const DAY_MS = 24 * 60 * 60_000
/** Loops of this process look by themselves: these are only ever poked. */
const NEVER_MS = 2 ** 31 - 1

/**
 * What the people of a group were told, and by which means: their dates, the reminders of each on its morning, the messages
 * that left. The platform's own reactions and loops, on the history's clock, in the order of time.
 */
export const tell = async (telling: Telling, ids: readonly string[]): Promise<void> => {
  const { db, dossiers, clock, setTime, people, end } = telling
  const subscribers = [deadlines(dossiers), notices(dossiers)]
  const react = async (events: readonly SealedEvent[]) => {
    for (const { kinds, reactToAll } of subscribers) {
      const theirs = events.filter(({ kind }) => kinds!.includes(kind))
      if (theirs.length > 0) await reactToAll!(db, theirs)
    }
  }
  const mailing = openMailing(telling)
  const reminding = startReminding({ ...telling, ...QUIET, catalogue: telling.post.letters.catalogue })
  try {
    await chooseMeans(telling, mailing)
    const told = new Set(subscribers.flatMap(({ kinds }) => kinds ?? []))
    const waiting = (await happenedTo(db, ids)).filter(({ kind }) => told.has(kind))
    const whose = people.map(({ actor }) => actor.person)
    for (;;) {
      const next = await nextOf(db, whose)
      const [event] = waiting
      const isDue = next !== null && next.at < end && (!event || next.at <= event.at)
      if (!isDue && !event) return
      if (isDue) {
        setTime(next.at)
        reminding.poke()
        await reminding.idle()
        await react((await happenedTo(db, next.ids)).filter(({ at }) => at.getTime() === clock().getTime()))
        if (await mailing.sent()) await react(deliveredAt(await happenedTo(db, next.ids), clock()))
        continue
      }
      const until = Math.min(next?.at.getTime() ?? Infinity, event!.at.getTime() + DAY_MS)
      const count = Math.max(
        1,
        waiting.findIndex(({ at }) => at.getTime() >= until),
      )
      const batch = waiting.splice(0, waiting.at(-1)!.at.getTime() < until ? waiting.length : count)
      setTime(batch.at(-1)!.at)
      await react(batch)
      await mailing.sent()
    }
  } finally {
    await Promise.all([reminding.stop(), mailing.stop()])
  }
}

const deliveredAt = (events: readonly SealedEvent[], now: Date): SealedEvent[] =>
  events.filter(({ kind, at }) => kind === 'reminder.delivered' && at.getTime() === now.getTime())

/** In the order of time, as a reaction is given them. */
const happenedTo = async (db: Database, streams: readonly string[]): Promise<SealedEvent[]> => {
  const all = await Promise.all(streams.map((stream) => eventsOf(db, stream)))
  return all
    .flat()
    .map((event) => ({ ...event, index: 0 }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

const QUIET = {
  log: {
    info() {},
    warn() {},
    error(details: object, message: string) {
      throw new Error(`${message} ${JSON.stringify(details)}`)
    },
  },
  committed() {},
  caughtUp: async () => {},
  pollMs: NEVER_MS,
}

type Mailing = {
  /** What is ready leaves; false when nothing did. */
  sent(): Promise<boolean>
  /** The address in a letter that was sent, by recipient: what a person would open. */
  link: ReadonlyMap<string, string>
  stop(): Promise<void>
}

const openMailing = ({ db, clock, post }: Telling): Mailing => {
  const link = new Map<string, string>()
  let count = 0
  const transport: Transport = {
    abreast: post.transport.abreast,
    // It is shared by every group, and closed by whoever opened it.
    close() {},
    async send(letter) {
      const outcome = await post.transport.send(letter)
      const [found] = /https?:\S+/.exec(letter.text) ?? []
      if (outcome.is === 'accepted' && found) link.set(letter.to.address, found)
      count += 1
      return outcome
    },
  }
  const outbox = startOutbox({ ...QUIET, db, clock, transport, letters: post.letters })
  return {
    link,
    async sent() {
      const before = count
      outbox.poke()
      await outbox.idle()
      return count > before
    },
    stop: () => outbox.stop(),
  }
}

/** Those who want e-mail say so on the first day, and confirm their address from the message that it receives. */
const chooseMeans = async (telling: Telling, mailing: Mailing): Promise<void> => {
  const { db, clock, post, people, setTime, first } = telling
  const tools = { db, clock, tokens: post.tokens, sends: true }
  setTime(first)
  const wanting = people.filter(({ mail }) => mail !== null)
  for (const { actor, language, mail } of wanting) {
    const choice = { means: 'email' as const, language, without: mail!.without, address: mail!.address }
    granted(await choose(tools, actor.person, choice), 'notices.choose')
  }
  await mailing.sent()
  for (const { mail } of wanting) {
    const token = mailing.link.get(mail!.address)?.split('/').at(-1)
    if (token) granted(await confirm(tools, token), 'notices.confirm')
  }
}
