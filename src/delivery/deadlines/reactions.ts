import { applicantOf, type Dossiers } from '#dossiers'
import type { Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { robot } from '#parties'
import type { Deadline } from './deadline.ts'
import { follow, FOLLOWED } from './follow.ts'
import { clearDeadlines, comingOf, holdDeadlines, keepDeadlines, keepReached, type Reached } from './store.ts'

/** A reminder that reached its person, or came back: said by whoever delivers (#notices). */
const DELIVERED = 'reminder.delivered'
const BOUNCED = 'reminder.bounced'

/** Keeps each person's dates in step with their dossiers, and with what became of their reminders. */
export const deadlines = (dossiers: Dossiers): Subscriber => {
  const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
    await holdDeadlines(tx)
    const ofDossiers = events.filter(({ kind }) => kind !== DELIVERED && kind !== BOUNCED)
    await followAll(tx, dossiers, ofDossiers)
    await keepReached(tx, events.flatMap(reachedBy))
  }
  return {
    name: 'deadlines',
    kinds: [...FOLLOWED, DELIVERED, BOUNCED],
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
    reset: async (tx) => void (await clearDeadlines(tx)),
  }
}

/** The dates of everybody concerned are read once, changed in the order of what happened, and written once. */
const followAll = async (tx: Queries, dossiers: Dossiers, events: SealedEvent[]): Promise<void> => {
  if (events.length === 0) return
  const found = await dossiers.findAll(
    events.map(({ stream }) => stream),
    robot('deadlines'),
    tx,
  )
  const people = [...new Set([...found.values()].flatMap((dossier) => applicantOf(dossier) ?? []))]
  if (people.length === 0) return
  const coming = Map.groupBy(await comingOf(tx, people), ({ person }) => person)
  const changes = new Map<string, Deadline>()
  for (const event of events) {
    const dossier = found.get(event.stream)
    const person = dossier && applicantOf(dossier)
    if (!dossier || !person) continue
    const before = coming.get(person) ?? []
    const after = follow(event, dossier, before)
    for (const one of after) changes.set(one.id, one)
    coming.set(person, withChanges(before, after))
  }
  await keepDeadlines(tx, [...changes.values()])
}

const withChanges = (before: readonly Deadline[], after: readonly Deadline[]): Deadline[] => {
  if (after.length === 0) return [...before]
  const ids = new Set(after.map(({ id }) => id))
  return [...before.filter(({ id }) => !ids.has(id)), ...after].filter(({ state }) => state === 'coming')
}

const reachedBy = ({ kind, stream, body, at }: SealedEvent): Reached[] => {
  const { person, deliveredAt } = body
  if (typeof person !== 'string') return []
  if (kind === DELIVERED) return [{ person, id: stream, at, back: false }]
  if (kind !== BOUNCED || typeof deliveredAt !== 'string') return []
  return [{ person, id: stream, at: new Date(deliveredAt), back: true }]
}
