import { type Clock, type Database, newId, ok, type Queries, refused, type Result, sha256 } from '#kernel'
import { append } from '#ledger'
import type { VolumeChannel } from '../channels.ts'
import { type CountedCell, insertImport, keepChanges, restoreCounts } from '../store.ts'
import { type Change, type Fact, factsOfChange, factsOfUndoing, factWriter } from '../writing.ts'
import type { Inventory, ServiceYear } from './gather.ts'
import {
  addImprovements,
  addParts,
  countsOfSource,
  holdSource,
  knownImprovements,
  keepNames,
  keepYears,
  type KnownYear,
  knownYears,
} from './store.ts'

/** What taking an inventory over wrote; nothing at all where it says what is known already. */
export type TakenOver = {
  id: string
  facts: number
  organisations: number
  services: number
  volumes: number
  improvements: number
  /** What an import before this one said of the same years, and these files do not: it stays. */
  unsaid: { services: number; improvements: number }
}

export type TakingOver = { files: readonly string[]; by: string; digest: string }

/**
 * Writes an inventory into the ledger, in one transaction: who took part in which year, services as they stood, volumes as
 * differences from what is known of them, improvements. Done again with the same files, it writes nothing.
 */
export const takeOver = (
  db: Database,
  clock: Clock,
  inventory: Inventory,
  { files, by, digest }: TakingOver,
): Promise<Result<TakenOver, 'inventory-empty'>> =>
  db.transaction(async (tx) => {
    const { source } = inventory
    if (inventory.years.size === 0) return refused('inventory-empty')
    await holdSource(tx, source)
    const [id, at] = [newId(), clock()]
    const writer = factWriter(tx, { import: id, actor: by, channel: 'command', at })
    const unsaid = await unsaidIn(tx, inventory)
    const taken = { id, facts: 0, organisations: 0, services: 0, volumes: 0, improvements: 0, unsaid }
    const write = async (
      counts: Exclude<keyof typeof taken, 'id' | 'facts' | 'unsaid'>,
      facts: readonly Fact[],
    ) => {
      for (const fact of facts) await writer.write(fact)
      taken.facts += facts.length
      taken[counts] += facts.length
    }
    const all = [...inventory.years.values()]
    await keepNames(tx, source, 'service', [...inventory.services])
    await keepNames(tx, source, 'organisation', [...inventory.organisations])
    await write('organisations', await partsIn(tx, source, all))
    await write('services', await servicesIn(tx, source, all))
    await write('volumes', await volumesIn(tx, source, id, all, at))
    await write('improvements', await improvementsIn(tx, inventory))
    await writer.flush()
    if (taken.facts === 0) return ok(taken)
    await said(tx, inventory, taken, { files, by, digest, at })
    return ok(taken)
  })

const unsaidIn = async (
  tx: Queries,
  { source, years, improvements }: Inventory,
): Promise<TakenOver['unsaid']> => {
  const ofYears = new Map([...years.values()].map(({ year }) => [year.year, year]))
  const services = (await knownYears(tx, source)).filter(
    (one) => ofYears.has(one.year) && !years.has(`${one.year} ${one.service}`),
  )
  const known = await knownImprovements(tx, source)
  const isOfThem = (day: string) => [...ofYears.values()].some(({ from, to }) => day >= from && day <= to)
  return {
    services: services.length,
    improvements: known.filter(({ service, day }) => isOfThem(day) && !improvements.get(service)?.has(day))
      .length,
  }
}

/** The import itself, in the list of imports and in the ledger. */
const said = async (
  tx: Queries,
  { source, years, rows, leftOut }: Inventory,
  { id, facts }: TakenOver,
  { files, by, digest, at }: TakingOver & { at: Date },
): Promise<void> => {
  const of = [...new Set([...years.values()].map(({ year }) => year.year))].toSorted()
  await insertImport(tx, {
    organisation: source,
    id,
    revision: 1,
    status: 'taken-over',
    digest,
    sentAt: at,
    done: facts,
    todo: facts,
    said: JSON.stringify({ files, years: of, rows, leftOut: leftOut.length, by }),
  })
  const body = { source, files, digest, years: of, used: rows.used, leftOut: leftOut.length }
  await append(tx, [{ stream: id, kind: 'inventory.imported', body, actor: by, channel: 'command', at }])
}

const partsIn = async (tx: Queries, source: string, all: readonly ServiceYear[]): Promise<Fact[]> => {
  const parts = new Map(
    all.map(({ organisation, year }) => [
      `${year.year} ${organisation}`,
      { organisation, year: year.year, from: year.from, to: year.to },
    ]),
  )
  const added = await addParts(tx, source, [...parts.values()])
  return [...parts]
    .filter(([key]) => added.has(key))
    .map(([, { organisation, from, to }]) => ({
      kind: 'organisation.inventoried',
      body: { source },
      measure: { organisation, from, to },
    }))
}

/**
 * A service is said again from the first day of a year on which it stands otherwise than the year before: under another
 * organisation, or digital at last. Years that come later, of the past or corrected, are said in their turn.
 */
const servicesIn = async (tx: Queries, source: string, all: readonly ServiceYear[]): Promise<Fact[]> => {
  const known = Map.groupBy(await knownYears(tx, source), ({ service }) => service)
  const facts: Fact[] = []
  const kept: (ServiceYear & { version: number | null })[] = []
  for (const [service, years] of Map.groupBy(all, (one) => one.service))
    for (const one of withVersions(years, known.get(service) ?? [])) {
      if (one.isNew)
        facts.push({
          kind: 'service.inventoried',
          body: { source },
          measure: {
            organisation: one.organisation,
            service,
            version: one.version!,
            digital: one.digital,
            day: one.day,
          },
        })
      if (one.its) kept.push({ ...one.its, version: one.version })
    }
  await keepYears(tx, source, kept)
  return facts
}

type Standing = {
  organisation: string
  digital: boolean
  version: number | null
  day: string
  isNew: boolean
  its: ServiceYear | null
}

const withVersions = (years: readonly ServiceYear[], known: readonly KnownYear[]): Standing[] => {
  let last = known.reduce((most, { version }) => Math.max(most, version ?? 0), 0)
  const byYear = new Map<number, { was: KnownYear | null; is: ServiceYear | null }>(
    known.map((was) => [was.year, { was, is: null }]),
  )
  for (const is of years) byYear.set(is.year.year, { was: byYear.get(is.year.year)?.was ?? null, is })
  let before: Pick<Standing, 'organisation' | 'digital'> | null = null
  return [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([, { was, is }]): Standing => {
      const { organisation, digital } = (is ?? was)!
      const isSaid =
        was !== null && was.version !== null && was.organisation === organisation && was.digital === digital
      const differs = !before || before.organisation !== organisation || before.digital !== digital
      // What was said once and is otherwise now is said again, even where it becomes what the year before is.
      const isNew = !isSaid && (differs || (was?.version ?? null) !== null)
      const day =
        before === null && is?.since && is.since <= is.year.to ? is.since : (is?.year.from ?? was!.firstDay)
      before = { organisation, digital }
      return { organisation, digital, version: isNew ? ++last : (was?.version ?? null), day, isNew, its: is }
    })
}

/**
 * A year's volume is laid on its last month: nobody knows how it was spread, and its figure is of its last day. What was
 * known of a year and is not said of it any more is taken back.
 */
const volumesIn = async (
  tx: Queries,
  source: string,
  id: string,
  all: readonly ServiceYear[],
  at: Date,
): Promise<Fact[]> => {
  const months = new Set(all.map(({ year }) => year.to.slice(0, 7)))
  const said = new Set(all.map(({ service, year }) => `${service} ${year.to.slice(0, 7)}`))
  const known = new Map((await countsOfSource(tx, source, [...months])).map((one) => [keyOf(one), one]))
  const changes = cellsOf(all).flatMap((cell): Change[] => {
    const was = known.get(keyOf(cell))
    known.delete(keyOf(cell))
    if (was?.count === cell.count && was.provenance === 'imported') return []
    const before = { before: was?.count ?? null, beforeProvenance: was?.provenance ?? null }
    const { count: after, ...rest } = cell
    return [{ ...rest, ...before, after, afterProvenance: 'imported' }]
  })
  const gone = [...known.values()].filter(({ service, month }) => said.has(`${service} ${month}`))
  await keepChanges(tx, id, changes, at)
  await restoreCounts(tx, gone.map(neverCounted))
  return [
    ...gone.flatMap((one) => factsOfUndoing(neverCounted(one), { import: id })),
    ...changes.flatMap((change) => factsOfChange(change, { import: id })),
  ]
}

type Cell = Pick<Change, 'organisation' | 'service' | 'month' | 'channel'> & { count: number }

const cellsOf = (all: readonly ServiceYear[]): Cell[] =>
  all.flatMap(({ service, organisation, year, volumes }) =>
    Object.entries(volumes ?? {}).map(([channel, count]) => ({
      organisation,
      service,
      month: year.to.slice(0, 7),
      channel: channel as VolumeChannel,
      count,
    })),
  )

const keyOf = ({ organisation, service, month, channel }: Omit<Cell, 'count'>): string =>
  `${organisation} ${service} ${month} ${channel}`

const neverCounted = ({ count, provenance, ...cell }: CountedCell): Change => ({
  ...cell,
  before: null,
  beforeProvenance: null,
  after: count,
  afterProvenance: provenance,
})

const improvementsIn = async (tx: Queries, { source, improvements, years }: Inventory): Promise<Fact[]> => {
  const organisations = new Map(
    [...years.values()].map(({ service, organisation }) => [service, organisation]),
  )
  const days = [...improvements].flatMap(([service, its]) => [...its].map((day) => ({ service, day })))
  return (await addImprovements(tx, source, days)).map(({ service, day }) => ({
    kind: 'improvement.inventoried',
    body: { source },
    measure: { organisation: organisations.get(service)!, service, day },
  }))
}

/** The bytes of files in their order, in one digest. */
export const digestOf = (contents: readonly Uint8Array[]): string =>
  sha256(contents.map((one) => sha256(one).toString('hex')).join(' ')).toString('hex')
