import { ASSISTED_CHANNELS, eventsOf } from '#acts'
import { dayOf, type Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { robot } from '#parties'
import type { Stage } from './process.ts'
import { addSeen, clearSeen, holdProcess, type PaperSeen, tiedTo, updateProcess } from './store.ts'
import { observe } from './observe.ts'
import { firstDaySeen } from './seen.ts'

/**
 * Looks at what happens to the services that run here: a form that came on paper, pieces that an agent scanned, a letter
 * that was printed. Counts per service and day, of nobody; then says what became of the processes that are tied to it.
 */
export const paperSeen = (): Subscriber => {
  const reactToAll = async (tx: Queries, events: readonly SealedEvent[]): Promise<void> => {
    const seen = gathered(events.flatMap(seenIn))
    if (seen.length === 0) return
    await addSeen(tx, seen)
    const last = events.at(-1)!.at
    for (const [organisation, theirs] of Map.groupBy(seen, (one) => one.organisation)) {
      const services = [...new Set(theirs.map(({ service }) => service))]
      for (const id of await tiedTo(tx, organisation, services)) await judgeAgain(tx, organisation, id, last)
    }
  }
  return {
    name: 'processes.paper',
    kinds: ['dossier.filed', 'letter.printed'],
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
    reset: clearSeen,
  }
}

/** By which channel it came is the event's; what it is about, its measure's or, for a letter, its body's. */
const seenIn = ({ kind, channel, at, measure, body }: SealedEvent): PaperSeen[] => {
  const { organisation, service } = measure ?? body
  if (typeof organisation !== 'string' || typeof service !== 'string') return []
  const on = (stage: Stage): PaperSeen => ({ organisation, service, day: dayOf(at), stage, times: 1 })
  if (kind === 'letter.printed') return [on('delivery')]
  const request = channel === 'paper' ? [on('request')] : []
  return isScanned(channel, body) ? [...request, on('evidence')] : request
}

/** At the counter, by phone or on paper, it is the agent who makes a file of what the person brings or sends. */
const isScanned = (channel: string, { attachments }: SealedEvent['body']): boolean =>
  (ASSISTED_CHANNELS as readonly string[]).includes(channel) &&
  Array.isArray(attachments) &&
  attachments.length > 0

const gathered = (seen: readonly PaperSeen[]): PaperSeen[] =>
  [...Map.groupBy(seen, (one) => `${one.organisation} ${one.service} ${one.day} ${one.stage}`).values()].map(
    (same) => ({ ...same[0]!, times: same.length }),
  )

/** What is observed of a process, said where it changed. Nothing is written otherwise: told twice, it is said once. */
export const judgeAgain = async (
  tx: Queries,
  organisation: string,
  id: string,
  at: Date,
): Promise<boolean> => {
  const held = await holdProcess(tx, organisation, id, firstDaySeen(dayOf(at)))
  if (!held || held.status !== 'active') return false
  const now = latest(at, held.said?.at ?? held.addedAt)
  const process = now === at ? held : (await holdProcess(tx, organisation, id, firstDaySeen(dayOf(now))))!
  const here = { actor: robot('processes'), channel: 'robot', language: 'fr', now } as const
  const done = observe.perform(process, {}, here)
  if (!done.ok || done.value.events.length === 0) return false
  const events = eventsOf(process, done.value.events, here)
  const after = { ...done.value.after, revision: process.revision + events.length }
  await updateProcess(tx, after, events, dayOf(new Date(after.changedAt)))
  return true
}

/** What is said of a process goes on in time, from the day it was added, even where events of the past come late. */
const latest = (at: Date, before: string): Date => (before > at.toISOString() ? new Date(before) : at)
