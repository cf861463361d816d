import type { Circumstances, Keeping } from '#acts'
import { newId, type Queries, refused, type Refused } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import { DATA_KEEPER, type Entry, entryOf } from './entry.ts'
import { type Change, holdEntry, keepChanges, keepWatch, updateEntry } from './store.ts'

/** What the public hears of an act; the rest changes an entry and is no news. */
const NEWS: readonly string[] = [
  'dataset.inventoried',
  'dataset.published',
  'dataset.unpublished',
  'dataset.withdrawn',
]

export const changesOf = ({ dataset }: Entry, events: readonly Event[]): Change[] =>
  events
    .filter(({ kind }) => NEWS.includes(kind))
    .map(({ kind, body, at }) => ({
      id: newId(),
      dataset: dataset.id,
      organisation: dataset.organisation,
      kind: kind.slice('dataset.'.length),
      distribution: (body['distribution'] as string | undefined) ?? null,
      at,
    }))

/** Where datasets are kept: the row, its events, and what those who follow read, in one transaction. */
export const keeping: Keeping<Entry> = {
  async find(tx, id) {
    const dataset = await holdEntry(tx, id)
    return dataset && entryOf(dataset)
  },
  async keep(tx, after, events) {
    const byPerson = events.find(({ actor }) => !actor.startsWith('robot:'))
    await updateEntry(tx, after, byPerson?.at ?? null)
    await recordEvents(tx, after, events)
    const out = events.filter(({ kind }) => CHANGES_WHAT_IS_OUT.includes(kind))
    if (out.length === 0) return
    const fresh = out.map(({ body }) => String(body['distribution'] ?? ''))
    await keepWatch(tx, after, { now: out[0]!.at, fresh })
  },
}

const CHANGES_WHAT_IS_OUT: readonly string[] = [
  'dataset.published',
  'dataset.unpublished',
  'dataset.withdrawn',
]

export const recordEvents = async (tx: Queries, after: Entry, events: Event[]): Promise<void> => {
  if (events.length > 0) await tx.query(insertEvents(events))
  await keepChanges(tx, after.id, changesOf(after, events))
}

/** Who changes an inventory: the agent who keeps the organisation's data, and never what is withdrawn. */
export const onlyKeeper = ({ actor }: Circumstances): Refused<'data-keeper-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(DATA_KEEPER) ? null : refused('data-keeper-needed')

export const onlyLiving = (
  { dataset }: Entry,
  here: Circumstances,
): Refused<'data-keeper-needed' | 'dataset-withdrawn'> | null =>
  onlyKeeper(here) ?? (dataset.state === 'withdrawn' ? refused('dataset-withdrawn') : null)
