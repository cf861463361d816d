import { idFrom, newId, type Queries } from '#kernel'
import { insertEvents } from '#ledger'
import type { VolumeChannel, VolumeProvenance } from './channels.ts'
import type { VolumeEvent } from './events.ts'

/** An event of an import before its place: what it says, and what it counts for. */
export type Fact = {
  kind: VolumeEvent
  body: Record<string, unknown>
  measure: Record<string, unknown> | null
}

export type By = { import: string; actor: string; channel: string; at: Date }

/**
 * So many events to a stream: the sealer takes a stream whole, and a hundred thousand at once would be held in memory
 * by everybody who reads them.
 */
const MOST_IN_STREAM = 500

/** Writes the facts of an import, in streams of its own: done again, it would take the same places and be refused. */
export const factWriter = (tx: Queries, by: By) => {
  let held: Fact[] = []
  let streams = 0
  const flush = async () => {
    if (held.length === 0) return
    const [facts, stream] = [held, idFrom(`parvis import ${by.import} ${streams++}`)]
    held = []
    await tx.query(
      insertEvents(
        facts.map((fact, at) => ({
          ...fact,
          stream,
          seq: at + 1,
          id: newId(),
          actor: by.actor,
          channel: by.channel,
          at: by.at,
        })),
      ),
    )
  }
  return {
    async write(fact: Fact) {
      held.push(fact)
      if (held.length >= MOST_IN_STREAM) await flush()
    },
    flush,
  }
}

/** A cell and what it was counted as before, if it was. */
export type Change = {
  organisation: string
  service: string
  month: string
  channel: VolumeChannel
  before: number | null
  beforeProvenance: VolumeProvenance | null
  after: number
  afterProvenance: VolumeProvenance
}

/**
 * What a change says in the ledger: the difference; or, where what is known is now more or less sure, all of the old taken
 * back and all of the new. What takes a report back says so, that the reports add up too.
 */
export const factsOfChange = (change: Change, body: Record<string, unknown>): Fact[] => {
  const { before, after, beforeProvenance, afterProvenance } = change
  if (before === null || beforeProvenance === afterProvenance) {
    const count = after - (before ?? 0)
    return before !== null && count === 0 ? [] : [volumeFact(change, count, afterProvenance, body)]
  }
  return [
    volumeFact(change, -before, beforeProvenance!, body, true),
    volumeFact(change, after, afterProvenance, body),
  ]
}

/** The same, taken back. */
export const factsOfUndoing = (change: Change, body: Record<string, unknown>): Fact[] => {
  const { before, after, beforeProvenance, afterProvenance } = change
  if (before === null || beforeProvenance === afterProvenance) {
    const count = (before ?? 0) - after
    return before !== null && count === 0 ? [] : [volumeFact(change, count, afterProvenance, body, true)]
  }
  return [
    volumeFact(change, -after, afterProvenance, body, true),
    volumeFact(change, before, beforeProvenance!, body),
  ]
}

const volumeFact = (
  { organisation, service, month, channel, before, after }: Change,
  count: number,
  provenance: VolumeProvenance,
  body: Record<string, unknown>,
  undone = false,
): Fact => ({
  kind: 'volumes.imported',
  body: { ...body, before, after },
  measure: {
    organisation,
    service,
    channel,
    // PostgreSQL's JSON has no -0, nor has the ledger.
    count: count === 0 ? 0 : count,
    month,
    provenance,
    ...(undone && { undone }),
  },
})
