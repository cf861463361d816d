import { type Clock, matchKey } from '#kernel'
import type { Dossiers } from '#dossiers'
import { robotStage } from '#dossiers'
import type { Subscriber } from '#ledger'
import { robot } from '#parties'
import { itemOf, type WorkItem } from './item.ts'
import { addTask, clearItems, keepItem } from './store.ts'

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
  async react(tx, event) {
    const dossier = await dossiers.find(event.stream, robot('worklist'))
    const item = dossier && itemOf(dossier, nameOf)
    if (item) await keepItem(tx, item, searchOf(item))
  },
  reset: async (tx) => void (await clearItems(tx)),
})

/** Gives a robot its turn when a dossier reaches a stage of robots. The event’s place names the turn: once, not twice. */
export const robotTurns = ({ dossiers, clock, poke }: Tools): Subscriber => ({
  name: 'work.robot-turns',
  kinds: ['dossier.moved'],
  async react(tx, event) {
    const dossier = await dossiers.find(event.stream, robot('worklist'))
    const stage = dossier && robotStage(dossier)
    if (!dossier || !stage || dossier.stage !== event.body['stage']) return
    await addTask(tx, { dossier: dossier.id, revision: event.seq, robot: stage.robot, readyAt: clock() })
    poke()
  },
})

/** What a search is compared with: the number without its dashes, and the name without accents, case or hyphens. */
const searchOf = ({ number, applicant }: WorkItem): string =>
  `${matchKey(number)} ${applicant ? matchKey(applicant) : ''}`
