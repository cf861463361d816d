import type { Circumstances } from '#acts'
import { type Clock, type Database, dayOf, idFrom, ok, type Queries, refused, type Result } from '#kernel'
import { append } from '#ledger'
import type { ProcessEvent } from './events.ts'
import type { ProcessRefusal } from './refusals.ts'
import { holdUnits, keepUnit, totalsByUnit, unitsOf } from './store.ts'
import { readName } from './typed.ts'
import { type Unit, unitId, unitNamed } from './unit.ts'
import { onlyPlanner } from './verb.ts'

type Here = Omit<Circumstances, 'now'>
type Done = Result<Unit, ProcessRefusal>

const MOST_UNITS = 500

/** The units of an organisation: every act holds them, so that two names never take one id. */
export type Units = {
  of(organisation: string): Promise<Unit[]>
  /** The unit of that name: the one that is there, or a new one. A closed one that is named again is there again. */
  named(tx: Queries, organisation: string, name: string, here: Here): Promise<Done>
  add(organisation: string, name: string, here: Here): Promise<Done>
  rename(organisation: string, id: string, name: string, here: Here): Promise<Done>
  close(organisation: string, id: string, here: Here): Promise<Done>
  reopen(organisation: string, id: string, here: Here): Promise<Done>
  /** Holds the units of an organisation until the transaction ends. */
  hold(tx: Queries, organisation: string): Promise<void>
}

type Tools = { db: Database; clock: Clock; committed: () => void }

export const openUnits = ({ db, clock, committed }: Tools): Units => {
  const keep = async (
    tx: Queries,
    organisation: string,
    unit: Unit,
    kind: Extract<ProcessEvent, `unit.${string}`>,
    { actor, channel }: Here,
  ): Promise<Done> => {
    await keepUnit(tx, organisation, unit)
    const stream = idFrom(`parvis unit ${organisation} ${unit.id}`)
    const body = { organisation, unit: unit.id }
    await append(tx, [{ stream, kind, body, actor: actor.id, channel, at: clock() }])
    return ok(unit)
  }
  const today = () => dayOf(clock())
  const named: Units['named'] = async (tx, organisation, typed, here) => {
    const name = readName(typed)
    if (!name.ok) return name.refusal === 'name-missing' ? refused('unit-missing') : name
    await holdUnits(tx, organisation)
    const units = await unitsOf(tx, organisation)
    const found = unitNamed(units, name.value)
    if (found?.closedOn === null) return ok(found)
    if (found) return keep(tx, organisation, { ...found, closedOn: null }, 'unit.reopened', here)
    if (units.length >= MOST_UNITS) return refused('too-many-units', { most: MOST_UNITS })
    const id = unitId(name.value, new Set(units.map((unit) => unit.id)))
    const unit = { id, name: name.value, openedOn: today(), closedOn: null }
    return keep(tx, organisation, unit, 'unit.added', here)
  }
  /** Changes one of the units, that are held meanwhile. */
  const change = async (
    organisation: string,
    id: string,
    here: Here,
    work: (tx: Queries, unit: Unit, all: readonly Unit[]) => Promise<Done>,
  ): Promise<Done> => {
    const barred = onlyPlanner(here)
    if (barred) return barred
    const done = await db.transaction(async (tx) => {
      await holdUnits(tx, organisation)
      const all = await unitsOf(tx, organisation)
      const unit = all.find((one) => one.id === id)
      return unit ? work(tx, unit, all) : refused('unit-unknown')
    })
    committed()
    return done
  }
  return {
    of: (organisation) => unitsOf(db, organisation),
    named,
    async add(organisation, name, here) {
      const barred = onlyPlanner(here)
      if (barred) return barred
      const done = await db.transaction((tx) => named(tx, organisation, name, here))
      committed()
      return done
    },
    rename: (organisation, id, typed, here) =>
      change(organisation, id, here, async (tx, unit, all) => {
        const name = readName(typed)
        if (!name.ok) return name
        const same = unitNamed(all, name.value)
        if (same && same.id !== id) return refused('unit-taken')
        if (unit.name === name.value) return ok(unit)
        return keep(tx, organisation, { ...unit, name: name.value }, 'unit.renamed', here)
      }),
    close: (organisation, id, here) =>
      change(organisation, id, here, async (tx, unit) => {
        if (unit.closedOn !== null) return ok(unit)
        const used = (await totalsByUnit(tx, organisation)).find((totals) => totals.unit === id)
        if (used) return refused('unit-in-use', { processes: used.processes })
        return keep(tx, organisation, { ...unit, closedOn: today() }, 'unit.closed', here)
      }),
    reopen: (organisation, id, here) =>
      change(organisation, id, here, async (tx, unit) =>
        unit.closedOn === null
          ? ok(unit)
          : keep(tx, organisation, { ...unit, closedOn: null }, 'unit.reopened', here),
      ),
    hold: holdUnits,
  }
}
