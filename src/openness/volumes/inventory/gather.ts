import { dirname, resolve } from 'node:path'
import type { VolumeChannel } from '../channels.ts'
import { foreignId } from './ids.ts'
import { columnsNamed, improvementColumns, type Mapping } from './mapping.ts'
import { improvementsIn, plainText, type Reading, readerOf, serviceIn, Undecided } from './read-row.ts'
import { type Assumed, isAssumed, type LeftOut, type Said, type Says } from './reasons.ts'
import { rowsOf } from './table.ts'
import { readYear, type Year } from './values.ts'

export type Name = { published: string; fr: string; en: string }

/** A service in one year of its inventory. */
export type ServiceYear = {
  service: string
  organisation: string
  year: Year
  digital: boolean
  since: string | null
  volumes: Partial<Record<VolumeChannel, number>> | null
}

/** All that files say, gathered: ids are ours, names are as they were published. */
export type Inventory = {
  source: string
  services: Map<string, Name>
  organisations: Map<string, Name>
  /** By service and year. */
  years: Map<string, ServiceYear>
  /** The days on which each service improved. */
  improvements: Map<string, Set<string>>
  rows: { read: number; used: number }
  leftOut: Said[]
  assumed: Said<Assumed>[]
}

export type Gathering = {
  mapping: Mapping
  /** Of the mapping: a second file is looked for beside it. */
  mappingPath: string
  files: readonly string[]
  today: string
  year: number | null
}

/** Reads every row of every file. Throws `Faulty` or `Undecided` with what is to be mended before anything is taken in. */
export const gather = async ({ mapping, mappingPath, files, today, year }: Gathering): Promise<Inventory> => {
  const inventory: Inventory = {
    source: mapping.source,
    services: new Map(),
    organisations: new Map(),
    years: new Map(),
    improvements: new Map(),
    rows: { read: 0, used: 0 },
    leftOut: [],
    assumed: [],
  }
  const read = readerOf(mapping, today, year)
  const seen = new Map<string, Seen>()
  const disagreeing: Pair[] = []
  for (const file of files)
    for await (const row of rowsOf(file, mapping.file, columnsNamed(mapping))) {
      inventory.rows.read++
      const says = saying(inventory, file, row.line)
      const reading = read(row, says)
      if (!reading) continue
      const its = { ...reading, file, raws: new Set([rawOf(file, reading)]), disagrees: false }
      const against = take(inventory, mapping, seen, its, says)
      if (against) disagreeing.push({ first: against, second: its })
    }
  if (disagreeing.length > 0) throw disagreement(disagreeing)
  if (mapping.repeated === 'sum') checkParts(inventory, mapping, [...seen.values()])
  for (const one of seen.values()) put(inventory, mapping.source, one, today)
  if (mapping.improvements.length === 0) saying(inventory, mappingPath, 0)('no-improvements', '')
  for (const one of mapping.improvements)
    if (one.file)
      await takeImprovements(inventory, mapping, one, resolve(dirname(mappingPath), one.file), today)
  return inventory
}

/** A service in a year, of all its rows that were read. `raws`: each of them in full, with its file. */
type Seen = Reading & { file: string; raws: Set<string>; disagrees: boolean }

type Pair = { first: Seen; second: Seen }

const saying =
  ({ leftOut, assumed }: Inventory, file: string, line: number): Says =>
  (reason, what, cell) => {
    const where = { what, line, file, ...(cell === undefined ? {} : { cell }) }
    if (isAssumed(reason)) assumed.push({ reason, ...where })
    else leftOut.push({ reason, ...where })
  }

const rawOf = (file: string, { raw }: Reading): string => `${file}\u0000${raw}`

/** One row a service and year; where there are more, the mapping says what they mean. What it does not say is given back. */
const take = (
  inventory: Inventory,
  { repeated }: Mapping,
  seen: Map<string, Seen>,
  reading: Seen,
  says: Says,
): Seen | null => {
  const key = `${reading.year.year} ${reading.service}`
  const before = seen.get(key)
  const drop = (reason: LeftOut): null => {
    inventory.rows.used--
    says(reason, reading.service)
    return null
  }
  inventory.rows.used++
  if (!before) {
    seen.set(key, reading)
    return null
  }
  if (isSameAgain(before, reading, repeated)) return drop('same-again')
  if (repeated === 'refuse') return before
  if (repeated === 'sum') {
    seen.set(key, together(before, reading))
    return null
  }
  if (repeated === 'leave-out') {
    seen.set(key, { ...before, volumes: null, disagrees: true })
    return drop('rows-disagree')
  }
  if (repeated === 'last') seen.set(key, reading)
  return drop(repeated === 'last' ? 'later-row' : 'earlier-row')
}

/** Two quarters may well have the same volumes: of rows that are parts, only the very same row is the same. */
const isSameAgain = (before: Seen, reading: Seen, repeated: Mapping['repeated']): boolean =>
  repeated === 'sum'
    ? before.raws.has([...reading.raws][0]!)
    : !before.disagrees && saysTheSame(before, reading)

const saysTheSame = (a: Seen, b: Seen): boolean => {
  const said = (one: Seen) => JSON.stringify({ ...one, line: 0, file: '', raw: '', raws: null })
  return said(a) === said(b)
}

const MOST_TOLD = 5

const disagreement = (pairs: readonly Pair[]): Undecided => {
  const told = (lines: string, and: string, of: string) => [
    ...pairs.slice(0, MOST_TOLD).map(({ first, second }) => {
      const files = first.file === second.file ? '' : ` (${first.file}, ${second.file})`
      return `  ${lines} ${first.line} ${and} ${second.line}${files}: « ${first.service} » ${of} ${first.year.year}`
    }),
    ...(pairs.length > MOST_TOLD ? ['  …'] : []),
  ]
  return new Undecided(
    [
      `${pairs.length} rows say something else of a service and year than a row before them:`,
      ...told('lines', 'and', 'in'),
      '  Say what that means with « repeated »: leave-out (neither is believed), first, last, or sum where each row is a part. Where they are two services, « id » needs one more column.',
    ].join('\n'),
    [
      `${pairs.length} lignes disent autre chose d’un service et d’une année qu’une ligne avant elles :`,
      ...told('lignes', 'et', 'en'),
      '  Dites ce que cela veut dire avec « repeated » : leave-out (on ne croit ni l’une ni l’autre), first, last, ou sum si chaque ligne est une partie. Si ce sont deux services, il faut une colonne de plus à « id ».',
    ].join('\n'),
  )
}

/** Whether the rows that were summed make whole years: as many as `parts` says, or as any other service has. */
const checkParts = (inventory: Inventory, { parts }: Mapping, all: readonly Seen[]): void => {
  for (const its of Map.groupBy(all, ({ year }) => year.year).values()) {
    const most = Math.max(...its.map(({ raws }) => raws.size))
    for (const one of its) {
      const says = saying(inventory, one.file, one.line)
      const what = `${one.service}: ${one.raws.size} of ${parts ?? most}`
      if (parts && one.raws.size !== parts) {
        one.volumes = null
        says('rows-not-as-said', what)
      } else if (one.raws.size < most) says('fewer-rows', what)
    }
  }
}

/** What is not known of one row is not known of their sum. */
const together = (a: Seen, b: Seen): Seen => {
  const channels = new Set([
    ...Object.keys(a.volumes ?? {}),
    ...Object.keys(b.volumes ?? {}),
  ]) as Set<VolumeChannel>
  const volumes =
    a.volumes && b.volumes
      ? Object.fromEntries([...channels].map((one) => [one, (a.volumes![one] ?? 0) + (b.volumes![one] ?? 0)]))
      : null
  return {
    ...a,
    raws: new Set([...a.raws, ...b.raws]),
    digital: a.digital || b.digital,
    improvements: [...a.improvements, ...b.improvements],
    volumes,
  }
}

const put = (inventory: Inventory, source: string, one: Seen, today: string): void => {
  const service = foreignId(source, one.service)
  // Of the same letters as a service, an organisation must not be taken for it.
  const organisation = foreignId(source, one.organisation)
  inventory.services.set(service, { published: one.service, ...one.serviceName })
  inventory.organisations.set(organisation, { published: one.organisation, ...one.organisationName })
  const { year, digital, since, volumes, line, file } = one
  inventory.years.set(`${year.year} ${service}`, { service, organisation, year, digital, since, volumes })
  for (const day of one.improvements) improve(inventory, service, day, today, { line, file })
}

const improve = (
  { improvements, leftOut }: Inventory,
  service: string,
  day: string,
  today: string,
  { line, file }: { line: number; file: string },
): void => {
  if (day > today) return void leftOut.push({ reason: 'improvement-to-come', what: day, line, file })
  const days = improvements.get(service) ?? new Set()
  improvements.set(service, days.add(day))
}

const takeImprovements = async (
  inventory: Inventory,
  mapping: Mapping,
  one: Mapping['improvements'][number],
  file: string,
  today: string,
): Promise<void> => {
  const text = plainText(mapping['no-data'])
  for await (const row of rowsOf(
    file,
    { encoding: mapping.file.encoding, heading: one.heading, quotes: mapping.file.quotes },
    improvementColumns(one),
  )) {
    const says = saying(inventory, file, row.line)
    if (row.tooLong) {
      says('row-too-long', row.tooLong)
      continue
    }
    const published = serviceIn(row, one.service!, text)
    const service = foreignId(mapping.source, published ?? '')
    if (!published || !inventory.services.has(service)) {
      says('improvement-of-nobody', published ?? '')
      continue
    }
    const year =
      one.year && readYear('is' in one.year ? String(one.year.is) : text(row, one.year.column), one.year)
    const its = year && year !== 'ambiguous' ? year : null
    for (const day of improvementsIn(one, row, its, mapping.year.starts, text, says))
      improve(inventory, service, day, today, { line: row.line, file })
  }
}
