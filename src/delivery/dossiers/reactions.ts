import type { Queries } from '#kernel'
import type { SealedEvent, Subscriber } from '#ledger'
import { keepContest, keepSelfFact } from '#registries'
import { applicantOf, type Dossier } from './dossier.ts'
import type { Store } from './store.ts'

/**
 * What follows from a filing, besides its handling: what the person gave can be reused the next time, and the keepers
 * of the facts they contest are told. Idempotent: the last given value and the first contest stand.
 */
export const afterFiling = (store: Store): Subscriber => {
  const reactToAll = async (tx: Queries, events: readonly SealedEvent[]) => {
    const filed = await store.findAll(tx, [...new Set(events.map(({ stream }) => stream))])
    const byId = new Map(filed.map((dossier) => [dossier.id, dossier]))
    for (const { stream } of events) {
      const dossier = byId.get(stream)
      const person = dossier && applicantOf(dossier)
      if (!dossier?.filing || !person) continue
      await remember(tx, dossier, person)
      await tellKeepers(tx, dossier, person)
    }
  }
  return {
    name: 'dossiers.after-filing',
    kinds: ['dossier.filed'],
    react: (tx, event) => reactToAll(tx, [event]),
    reactToAll,
  }
}

const remember = async (tx: Queries, dossier: Dossier, person: string): Promise<void> => {
  const { values, states, at } = dossier.filing!
  for (const need of dossier.pinned.definition.needs) {
    if (need.knownBy?.registry !== 'self' || values[need.id] === undefined) continue
    // Reused: it was given before, and keeps the day it was given.
    if (states[need.id] === 'reused') continue
    const { fact } = need.knownBy
    await keepSelfFact(tx, { person, fact, value: values[need.id], dossier: dossier.id, at: new Date(at) })
  }
}

const tellKeepers = async (tx: Queries, dossier: Dossier, person: string): Promise<void> => {
  for (const [need, { reason, at }] of Object.entries(dossier.contested)) {
    const known = dossier.known[need]
    if (!known || known.registry === 'self') continue
    const { registry, fact } = known
    await keepContest(tx, { person, registry, fact, dossier: dossier.id, reason, at: new Date(at) })
  }
}
