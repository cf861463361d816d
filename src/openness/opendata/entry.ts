import type { Subject } from '#acts'
import type { Happening } from '#acts'
import {
  type Dataset,
  type Distribution,
  type Measured,
  publishedIn,
  type Quality,
  streamOf,
} from './dataset.ts'
import type { OpenDataEvent } from './events.ts'

/** The role of an organisation's agents who keep its inventory and publish its data. */
export const DATA_KEEPER = 'donnees'

/** A dataset as the door of acts knows it: by the stream of its events. */
export type Entry = Subject & { dataset: Dataset }

export const entryOf = (dataset: Dataset): Entry => ({
  id: streamOf(dataset.id),
  revision: dataset.revision,
  organisation: dataset.organisation,
  parties: [],
  dataset,
})

type Said = { kind: OpenDataEvent; body: Record<string, unknown> }

/**
 * What an act leaves: the dataset as it now is, its events, and one more when what target 10 counts of it is no longer what
 * the ledger was last told.
 */
export const leaving = (
  entry: Entry,
  changed: Dataset,
  said: readonly Said[],
): { after: Entry; events: Happening[]; answer: { dataset: Dataset } } => {
  const events: Happening[] = said.map(({ kind, body }) => ({ kind, body }))
  const measured = measureOf(changed)
  if (measured !== changed.measured) events.push(checkedEvent(changed, measured))
  const revision = entry.revision + events.length
  const dataset = { ...changed, measured, quality: qualityOf(changed), revision }
  return { after: { ...entry, dataset }, events, answer: { dataset } }
}

const checkedEvent = ({ id, organisation }: Dataset, measured: Measured): Happening => ({
  kind: 'dataset.checked' satisfies OpenDataEvent,
  body: {},
  measure: { organisation, dataset: id, ...measured },
})

/** What target 10 is to count of it; the very object that was told when nothing of it changed. */
const measureOf = (dataset: Dataset): Measured => {
  const { measured, potential, withdrawn } = dataset
  const highPotential = potential.high && withdrawn?.reason !== 'no-longer-held'
  const downloadable = publishedIn(dataset).some(({ counts }) => counts)
  if (measured && measured.highPotential === highPotential && measured.downloadable === downloadable)
    return measured
  return { highPotential, downloadable, revision: (measured?.revision ?? 0) + 1 }
}

const isAsItShould = ({ lastCheck }: Distribution): boolean =>
  lastCheck !== null && lastCheck.findings.every(({ result }) => result !== 'fail')

export const qualityOf = (dataset: Dataset): Quality => {
  const published = publishedIn(dataset)
  if (published.length === 0) return 'none'
  if (published.every(({ lastCheck }) => lastCheck === null)) return 'unchecked'
  if (published.every((one) => isAsItShould(one))) return 'good'
  return published.some(({ lastCheck }) => lastCheck?.downloadable) ? 'fair' : 'poor'
}
