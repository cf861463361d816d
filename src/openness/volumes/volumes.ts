import { setTimeout as wait } from 'node:timers/promises'
import { openDoor } from '#acts'
import type { Catalogue } from '#catalogue'
import { type Clock, type Database, dayOf, isId, refused, type Result } from '#kernel'
import { insertEvents, type Log } from '#ledger'
import type { Agent } from '#parties'
import { confirm, drop, PLANNER, undoIt } from './file/acts.ts'
import { receive, type Received } from './file/receive.ts'
import { knownOf } from './file/row.ts'
import { startImporter } from './file/worker.ts'
import { addToMonth, type Due, missingMonths } from './due.ts'
import { type Import, importOf, rowOf } from './import.ts'
import { yearEnds } from './inventory/store.ts'
import { type InventoryNames, openNames } from './names.ts'
import type { VolumeRefusal } from './refusals.ts'
import * as store from './store.ts'

type Done<T = unknown> = Promise<Result<T, VolumeRefusal | 'not-found' | 'evidence-not-stored'>>

/**
 * Volumes that an organisation counted outside the platform. A file is received, checked row by row in the background,
 * looked at, confirmed, and applied as a whole; and undone as a whole. Nobody reaches the imports of another organisation.
 */
export type Volumes = {
  /** Whether this agent may import; everybody of the organisation may read. */
  mayImport(agent: Agent): boolean
  /** Takes a file in. The same key twice is one import. */
  receive(
    agent: Agent,
    sent: Omit<Received, 'organisation' | 'by' | 'at'>,
  ): Promise<Result<{ id: string }, VolumeRefusal>>
  list(
    organisation: string,
    page: { limit: number; offset: number },
  ): Promise<{ imports: Import[]; count: number }>
  find(organisation: string, id: string): Promise<Import | null>
  faults(one: Import, page: { limit: number; offset: number }): Promise<store.Fault[]>
  /** What it would change, or changed, by service and channel. */
  preview(one: Import, known: Import['said']['known']): Promise<store.Preview[]>
  changed(one: Import): Promise<store.Preview[]>
  /** What it would add to months from one on, for what a figure would become. */
  differences(
    one: Import,
    known: Import['said']['known'],
    since: string,
  ): ReturnType<typeof store.differencesSince>
  rows(one: Import): AsyncGenerator<store.StagedRow[]>
  confirm(agent: Agent, id: string, known: Import['said']['known']): Done<{ import: Import }>
  drop(agent: Agent, id: string): Done
  undo(agent: Agent, id: string): Done
  /** By service, channel and month, what is counted since a month. */
  counted(organisation: string, since: string): ReturnType<typeof store.monthsCounted>
  due(organisation: string, today: string): Promise<Due[]>
  /** The day of the last report of each organisation. */
  reported(today: string): Promise<ReadonlyMap<string, string>>
  /** The last days of years that inventories of others told of, the newest first. */
  yearEnds(): Promise<string[]>
  names: Pick<InventoryNames, 'nameOf' | 'refresh'>
  /** Waits until no import waits in this process, or until so long has passed: what is small is done when one looks. */
  settled(withinMs?: number): Promise<void>
  /** Waits until no import waits in this process. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export type VolumeTools = {
  db: Database
  clock: Clock
  catalogue: Catalogue
  log: Log
  /** Tells the ledger that something is there to seal. */
  committed: () => void
}

export const createVolumes = ({ db, clock, catalogue, log, committed }: VolumeTools): Volumes => {
  const servicesOf = (organisation: string) =>
    catalogue.list().filter(({ definition }) => definition.authority === organisation)
  const failed = (error: Error) => log.error({ fault: error.name, at: error.stack }, 'an import failed')
  const importer = startImporter({
    db,
    clock,
    committed,
    failed,
    known: (organisation, thisMonth) =>
      knownOf(
        servicesOf(organisation).map(({ service, definition: { words } }) => ({
          id: service,
          names: [words.fr.name, words.en.name],
        })),
        thisMonth,
      ),
  })
  const names = openNames(db, failed)
  const doorOf = ({ organisation }: Agent) =>
    openDoor<Import>(
      db,
      {
        async find(tx, id) {
          const row = await store.holdImport(tx, organisation, id)
          return row && importOf(row)
        },
        async keep(tx, after, events) {
          await store.keepImport(tx, rowOf(after))
          if (after.status === 'dropped') {
            await store.forgetRows(tx, after)
            await store.forgetRead(tx, after)
          }
          if (events.length > 0) await tx.query(insertEvents(events))
        },
      },
      clock,
      committed,
    )
  const here = (agent: Agent) => ({ actor: agent, channel: 'desk', language: 'fr' }) as const
  const mine = async (organisation: string, id: string): Promise<Import | null> => {
    const row = isId(id) ? await store.findImport(db, organisation, id) : null
    return row && importOf(row)
  }
  const mayImport = ({ roles }: Agent) => roles.includes(PLANNER)
  return {
    mayImport,
    async receive(agent, sent) {
      if (!mayImport(agent)) return refused('planner-needed')
      const { organisation, id: by } = agent
      const done = await receive(db, { ...sent, organisation, by, at: clock() })
      importer.poke()
      return done
    },
    async list(organisation, page) {
      const [rows, count] = [
        await store.importsOf(db, organisation, page),
        await store.countImports(db, organisation),
      ]
      return { imports: rows.map(importOf), count }
    },
    find: mine,
    faults: (one, page) => store.faultsOf(db, one, page),
    preview: (one, known) => store.previewOf(db, one, known === 'add'),
    changed: (one) => store.changedBy(db, one),
    differences: (one, known, since) => store.differencesSince(db, one, known === 'add', since),
    async *rows(one) {
      for (let after = 0; ;) {
        const rows = await store.rowsAfter(db, one, after, 2_000)
        if (rows.length === 0) return
        yield rows
        after = rows.at(-1)!.line
      }
    },
    async confirm(agent, id, known) {
      const one = await mine(agent.organisation, id)
      if (!one) return refused('not-found')
      const cells = await store.countRead(db, one)
      const done = await doorOf(agent).perform(confirm, id, { cells, known }, here(agent))
      importer.poke()
      return done
    },
    drop: (agent, id) =>
      isId(id) ? doorOf(agent).perform(drop, id, {}, here(agent)) : Promise.resolve(refused('not-found')),
    async undo(agent, id) {
      const one = await mine(agent.organisation, id)
      if (!one) return refused('not-found')
      const later = await store.laterImport(db, one)
      const done = await doorOf(agent).perform(undoIt, id, { later }, here(agent))
      importer.poke()
      return done
    },
    counted: (organisation, since) => store.monthsCounted(db, organisation, since),
    async due(organisation, today) {
      const since = addToMonth(today.slice(0, 7), -12)
      return missingMonths(
        servicesOf(organisation),
        await store.monthsCounted(db, organisation, since),
        today,
      )
    },
    async reported() {
      return new Map((await store.lastImports(db)).map(({ organisation, at }) => [organisation, dayOf(at)]))
    },
    yearEnds: () => yearEnds(db),
    names,
    async settled(withinMs = 800) {
      importer.poke()
      await Promise.race([importer.idle(), wait(withinMs, undefined, { ref: false })])
    },
    async idle() {
      importer.poke()
      await importer.idle()
    },
    async stop() {
      await Promise.all([importer.stop(), names.stop()])
    },
  }
}
