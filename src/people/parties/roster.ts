import { type Database, idFrom, type Queries } from '#kernel'
import { append, eventsOf } from '#ledger'
import type { OrganisationEvent } from './events.ts'
import { lockRoster } from './store.ts'

export type RosterChange = { kind: OrganisationEvent; organisation: string }

type Circumstances = {
  by: string
  at: Date
  /** Since when an organisation that is new to the ledger takes part; `at` unless said. */
  since?: (organisation: string) => Date | undefined
}

/**
 * Says in the ledger which organisations take part, by comparing those of the folder with what it says already: a new one
 * is registered, one that is gone is closed, one that comes back is registered again. Done again, it writes nothing, in
 * however many processes.
 */
export const publishOrganisations = (
  db: Database,
  organisations: Iterable<string>,
  { by, at, since = () => at }: Circumstances,
): Promise<RosterChange[]> =>
  db.transaction(async (tx) => {
    await lockRoster(tx)
    const known = await registeredOrganisations(tx)
    const wanted = new Set(organisations)
    const changes: RosterChange[] = [
      ...[...wanted.difference(known)].map((organisation) => registered(organisation)),
      ...[...known.difference(wanted)].map((organisation) => closed(organisation)),
    ]
    const dated = changes.map(({ kind, organisation }) => ({
      kind,
      body: { organisation },
      measure: { organisation },
      stream: ROSTER,
      actor: by,
      channel: 'command',
      at: kind === 'organisation.registered' ? (since(organisation) ?? at) : at,
    }))
    await append(tx, dated)
    return changes
  })

const ROSTER = idFrom('parvis organisations')

const registered = (organisation: string): RosterChange => ({ kind: 'organisation.registered', organisation })
const closed = (organisation: string): RosterChange => ({ kind: 'organisation.closed', organisation })

/** The organisations that take part, as the ledger says. */
export const registeredOrganisations = async (db: Queries): Promise<Set<string>> => {
  const standing = new Set<string>()
  for (const { kind, measure } of await eventsOf(db, ROSTER)) {
    const organisation = String(measure?.['organisation'])
    if (kind === 'organisation.registered') standing.add(organisation)
    else standing.delete(organisation)
  }
  return standing
}
