import { type Circumstances, type Door, eventsOf, openDoor } from '#acts'
import type { Catalogue } from '#catalogue'
import {
  type Clock,
  type Database,
  dayOf,
  idFrom,
  isId,
  ok,
  type Queries,
  refused,
  type Result,
} from '#kernel'
import { eventsOf as eventsOfStream, insertEvents } from '#ledger'
import type { Agent } from '#parties'
import { added, type Head, readHead, type TypedHead } from './add.ts'
import { archive, restore } from './archive.ts'
import { describe } from './describe.ts'
import { happened, judged, type Process } from './process.ts'
import type { ProcessRefusal } from './refusals.ts'
import { firstDaySeen } from './seen.ts'
import { dropStep, moveStep, putStep, setAbsent, type TypedStep } from './steps.ts'
import * as store from './store.ts'
import type { Unit } from './unit.ts'
import type { Units } from './units.ts'
import { onlyPlanner, PLANNER } from './verb.ts'

export type Done<T = { process: Process }> = Promise<
  Result<T, ProcessRefusal | 'not-found' | 'evidence-not-stored'>
>

/**
 * The inventory of one organisation, as one of its agents reads and changes it. Whatever names a process of another
 * organisation is not found. Who has no role `planification` reads, and every act is refused with `planner-needed`.
 */
export type Inventory = {
  mayWrite: boolean
  units(): Promise<Unit[]>
  addUnit(name: string): Done<Unit>
  renameUnit(id: string, name: string): Done<Unit>
  closeUnit(id: string): Done<Unit>
  reopenUnit(id: string): Done<Unit>
  list(wanted: store.Wanted, page: { limit: number; offset: number }): Promise<store.Listed[]>
  totals(wanted: store.Wanted): Promise<store.Totals>
  totalsByUnit(): Promise<(store.Totals & { unit: string })[]>
  find(id: string): Promise<Process | null>
  history(process: Process): ReturnType<typeof eventsOfStream>
  /** Adds a process, whose id follows from the organisation and the form's `key` (a UUID): sent twice, it is there once. */
  add(key: string, typed: TypedHead): Done
  /** `was` is `headMark` of the process that the form showed. */
  describe(id: string, typed: TypedHead, was: string): Done
  /** Writes a step; `was` is `stepMark` of the step that the form showed, empty for a new one. */
  putStep(id: string, step: string, typed: TypedStep, was: string): Done
  moveStep(id: string, step: string, by: -1 | 1): Done
  dropStep(id: string, step: string): Done
  setAbsent(id: string, stage: string, absent: boolean): Done
  archive(id: string): Done
  restore(id: string): Done
}

export type InventoryTools = {
  db: Database
  clock: Clock
  catalogue: Pick<Catalogue, 'current'>
  committed: () => void
}

export const inventoryOf = (tools: InventoryTools & { units: Units }, agent: Agent): Inventory => {
  const { db, clock, catalogue, committed, units } = tools
  const { organisation } = agent
  const here: Omit<Circumstances, 'now'> = { actor: agent, channel: 'desk', language: 'fr' }
  const from = () => firstDaySeen(dayOf(clock()))
  const door: Door<Process> = openDoor<Process>(
    db,
    {
      find: (tx, id) => store.holdProcess(tx, organisation, id, from()),
      keep: (tx, after, events) => store.updateProcess(tx, after, events, dayOf(new Date(after.changedAt))),
    },
    clock,
    committed,
  )
  /** The service that was chosen; none is a choice. */
  const serviceIn = (typed: string): Result<string | null, 'service-unknown'> => {
    if (typed === '') return ok(null)
    const isOurs = catalogue.current(typed)?.definition.authority === organisation
    return isOurs ? ok(typed) : refused('service-unknown')
  }
  const readAll = (typed: TypedHead): Result<{ head: Head; service: string | null }, ProcessRefusal> => {
    const head = readHead(typed)
    if (!head.ok) return head
    const service = serviceIn(typed.service)
    return service.ok ? ok({ head: head.value, service: service.value }) : service
  }
  /** Paper that was seen of its service already is of the process from its first day. */
  const judgeNew = async (tx: Queries, id: string, now: Date): Promise<void> => {
    const process = (await store.holdProcess(tx, organisation, id, from()))!
    const { after, events } = judged(process, now, [])
    if (events.length === 0) return
    const placed = eventsOf(process, events, { ...here, now })
    await store.updateProcess(
      tx,
      { ...after, revision: process.revision + placed.length },
      placed,
      dayOf(now),
    )
  }
  const insert = async (tx: Queries, key: string, typed: TypedHead): Done => {
    const read = readAll(typed)
    if (!read.ok) return read
    const unit = await units.named(tx, organisation, typed.unit, here)
    if (!unit.ok) return unit
    const now = clock()
    const { head, service } = read.value
    const id = idFrom(`parvis process ${organisation} ${key}`)
    const process = added({ id, organisation, head, unit: unit.value.id, service, by: agent.id, now })
    const events = eventsOf(process, [happened('process.added', { unit: unit.value.id })], { ...here, now })
    const isNew = await store.insertProcess(tx, { ...process, revision: events.length }, dayOf(now))
    if (isNew) {
      await tx.query(insertEvents(events))
      await judgeNew(tx, id, now)
    }
    return ok({ process })
  }
  return {
    mayWrite: agent.roles.includes(PLANNER),
    units: () => units.of(organisation),
    addUnit: (name) => units.add(organisation, name, here),
    renameUnit: (id, name) => units.rename(organisation, id, name, here),
    closeUnit: (id) => units.close(organisation, id, here),
    reopenUnit: (id) => units.reopen(organisation, id, here),
    list: (wanted, page) => store.listProcesses(db, organisation, wanted, page),
    totals: (wanted) => store.totalsOf(db, organisation, wanted),
    totalsByUnit: () => store.totalsByUnit(db, organisation),
    find: (id) => store.findProcess(db, organisation, id, from()),
    history: ({ id }) => eventsOfStream(db, id),
    async add(key, typed) {
      const barred = onlyPlanner(here)
      if (barred) return barred
      if (!isId(key)) return refused('key-malformed')
      const done = await db.transaction((tx) => insert(tx, key, typed))
      if (done.ok) committed()
      return done
    },
    async describe(id, typed, was) {
      const barred = onlyPlanner(here)
      if (barred) return barred
      const found = await store.findProcess(db, organisation, id, from())
      if (!found) return refused('not-found')
      const read = readAll(typed)
      if (!read.ok) return read
      const unit = await db.transaction((tx) => units.named(tx, organisation, typed.unit, here))
      if (!unit.ok) return unit
      return door.perform(describe, id, { ...read.value, unit: unit.value.id, was }, here)
    },
    putStep: (id, step, typed, was) => door.perform(putStep, id, { id: step, typed, was }, here),
    moveStep: (id, step, by) => door.perform(moveStep, id, { id: step, by }, here),
    dropStep: (id, step) => door.perform(dropStep, id, { id: step }, here),
    setAbsent: (id, stage, absent) => door.perform(setAbsent, id, { stage, absent }, here),
    archive: (id) => door.perform(archive, id, {}, here),
    restore: (id) => door.perform(restore, id, {}, here),
  }
}
