import { deadlines, nextOf, type Reminding, startReminding } from '#deadlines'
import { applicantOf, type Dossier, type Dossiers } from '#dossiers'
import type { Clock, Database, Tokens } from '#kernel'
import { eventsOf, type SealedEvent } from '#ledger'
import { choose, confirm, type LetterTools, notices, startOutbox, type Transport } from '#notices'
import type { Invented } from './person.ts'
import { granted } from './scene.ts'

/** By what the invented people are written to: the demonstration's own post office, never a server outside. */
export type Post = { transport: Transport; letters: LetterTools; tokens: Tokens }

/** Somebody, and what they filed. */
export type Life = { person: Invented; dossiers: readonly Dossier[] }

export type Telling = {
  db: Database
  dossiers: Dossiers
  post: Post
  /** The history's clock, and how it is set. */
  clock: Clock
  setTime(at: Date): void
  first: Date
  end: Date
}

/**
 * What happened within this time is told together. No date is recalled sooner after it was opened: the shortest delay is
 * ten days, and its first reminder comes seven days before its end.
 */
const TOGETHER_MS = 60 * 60 * 60_000
/** Loops of this process look by themselves: these are only ever poked. */
const NEVER_MS = 2 ** 31 - 1

/**
 * What people were told, and by which means: their dates, the reminders of each on its morning, the messages that left. The
 * platform's own reactions and loops, on the history's clock, in the order of time of each life.
 */
export const tell = async (
  telling: Telling,
  lives: readonly Life[],
  told: (life: Life) => void,
): Promise<void> => {
  const mailing = openMailing(telling)
  const reminding = startReminding({ ...telling, ...QUIET, catalogue: telling.post.letters.catalogue })
  try {
    await chooseMeans(telling, mailing, lives)
    for (const life of lives) {
      await tellOne(telling, { mailing, reminding }, life)
      told(life)
    }
  } finally {
    await Promise.all([reminding.stop(), mailing.stop()])
  }
}

type Loops = { mailing: Mailing; reminding: Reminding }

const tellOne = async (telling: Telling, loops: Loops, { person, dossiers }: Life): Promise<void> => {
  const { db, setTime, end } = telling
  const { react, kinds } = reactionsOf(telling)
  const ids = dossiers.filter((dossier) => applicantOf(dossier) !== null).map(({ id }) => id)
  const hasNews = person.mail !== null && !person.mail.without.includes('dossier-news')
  const waiting = (await happenedTo(db, ids)).filter(({ kind }) => kinds.has(kind))
  let next = null as Awaited<ReturnType<typeof nextOf>>
  for (;;) {
    const [event] = waiting
    const recalled = next && next.at < end && (!event || next.at <= event.at) ? next : null
    if (recalled) await recall(telling, loops, recalled, react)
    else if (event) {
      const until = Math.min(next?.at.getTime() ?? Infinity, event.at.getTime() + TOGETHER_MS)
      const batch = waiting.splice(0, waiting.filter(({ at }) => at.getTime() < until).length)
      setTime(batch.at(-1)!.at)
      await react(batch)
      if (hasNews) await loops.mailing.sent()
    } else return
    const after = await nextOf(db, [person.actor.person])
    if (recalled && after && after.at <= recalled.at)
      throw new Error(`a date of ${person.actor.person} does not move on`)
    next = after
  }
}

type React = (events: readonly SealedEvent[]) => Promise<void>

const reactionsOf = ({ db, dossiers }: Telling): { react: React; kinds: ReadonlySet<string> } => {
  const subscribers = [deadlines(dossiers), notices(dossiers)]
  return {
    kinds: new Set(subscribers.flatMap(({ kinds }) => kinds ?? [])),
    async react(events) {
      for (const { kinds, reactToAll } of subscribers) {
        const theirs = events.filter(({ kind }) => kinds!.includes(kind))
        if (theirs.length > 0) await reactToAll!(db, theirs)
      }
    },
  }
}

/** The morning of a reminder, or the end of a day: what is said then, what leaves, and whether it arrived. */
const recall = async (
  { db, clock, setTime }: Telling,
  { reminding, mailing }: Loops,
  { at, ids }: { at: Date; ids: readonly string[] },
  react: React,
): Promise<void> => {
  setTime(at)
  reminding.poke()
  await reminding.idle()
  const now = async (kind: string) =>
    (await happenedTo(db, ids)).filter((one) => one.kind === kind && one.at.getTime() === clock().getTime())
  const due = await now('reminder.due')
  if (due.length === 0) return
  await react(due)
  if (await mailing.sent()) await react(await now('reminder.delivered'))
}

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
const chooseMeans = async (
  { db, clock, post, setTime, first }: Telling,
  mailing: Mailing,
  lives: readonly Life[],
): Promise<void> => {
  const tools = { db, clock, tokens: post.tokens, sends: true }
  setTime(first)
  const wanting = lives.map(({ person }) => person).filter(({ mail }) => mail !== null)
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
