import { type Dossier, type Dossiers, robotStage } from '#dossiers'
import { type Clock, matchKey, type Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { robot } from '#parties'
import { itemOf, type WorkItem } from './item.ts'
import { addTasks, clearItems, keepItems } from './store.ts'

type Tools = { dossiers: Dossiers; clock: Clock; nameOf: (person: string) => string | null; poke: () => void }

/** Keeps the worklists: a row follows its dossier, whatever happened to it. Reading it again changes nothing. */
export const worklists = ({ dossiers, nameOf }: Tools): Subscriber => ({
  name: 'work.worklists',
  kinds: [
    'dossier.filed',
    'dossier.moved',
    'dossier.assigned',
    'dossier.escalated',
    'completion.requested',
    'dossier.completed',
    'intention.announced',
    'observations.received',
    'dossier.decided',
    'review.requested',
    'dossier.withdrawn',
  ],
  ...together(dossiers, async (tx, _events, found) => {
    const items = [...found.values()].flatMap((dossier) => itemOf(dossier, nameOf) ?? [])
    await keepItems(
      tx,
      items.map((item) => ({ ...item, search: searchOf(item) })),
    )
  }),
  reset: async (tx) => void (await clearItems(tx)),
})

/** Gives a robot its turn when a dossier reaches a stage of robots. The event’s place names the turn: once, not twice. */
export const robotTurns = ({ dossiers, clock, poke }: Tools): Subscriber => ({
  name: 'work.robot-turns',
  kinds: ['dossier.moved'],
  ...together(dossiers, async (tx, events, found) => {
    const turns = events.flatMap(({ stream, seq, body }) => {
      const dossier = found.get(stream)
      const stage = dossier && robotStage(dossier)
      if (!stage || dossier.stage !== body['stage']) return []
      return [{ dossier: stream, revision: seq, robot: stage.robot }]
    })
    await addTasks(tx, turns, clock())
    if (turns.length > 0) poke()
  }),
})

/** A reader of many events at once: each dossier they are about is read once, as it now is. */
const together = (
  dossiers: Dossiers,
  react: (tx: Queries, events: SealedEvent[], found: Map<string, Dossier>) => Promise<void>,
): Pick<Subscriber, 'react' | 'reactToAll'> => {
  const reactToAll = async (tx: Queries, events: SealedEvent[]) => {
    const streams = events.map(({ stream }) => stream)
    await react(tx, events, await dossiers.findAll(streams, robot('worklist'), tx))
  }
  return { react: (tx, event) => reactToAll(tx, [event]), reactToAll }
}

/** What a search is compared with: the number without its dashes, and the name without accents, case or hyphens. */
const searchOf = ({ number, applicant }: WorkItem): string =>
  `${matchKey(number)} ${applicant ? matchKey(applicant) : ''}`
