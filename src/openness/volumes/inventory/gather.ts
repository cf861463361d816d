import { dirname, resolve } from 'node:path'
import type { VolumeChannel } from '../channels.ts'
import { foreignId } from './ids.ts'
import { columnsNamed, improvementColumns, type Mapping } from './mapping.ts'
import {
  improvementsIn,
  type LeftOut,
  plainText,
  type Reading,
  readerOf,
  type Said,
  Undecided,
} from './read-row.ts'
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
  }
  const read = readerOf(mapping, today, year)
  const seen = new Map<string, Reading & { file: string }>()
  for (const file of files)
    for await (const row of rowsOf(file, mapping.file, columnsNamed(mapping))) {
      inventory.rows.read++
      const says = (reason: LeftOut, what: string) =>
        void inventory.leftOut.push({ reason, what, line: row.line, file })
      const reading = read(row, says)
      if (reading) take(inventory, mapping, seen, { ...reading, file }, says)
    }
  for (const one of seen.values()) put(inventory, mapping.source, one, today)
  for (const one of mapping.improvements)
    if (one.file)
      await takeImprovements(inventory, mapping, one, resolve(dirname(mappingPath), one.file), today)
  return inventory
}

type Seen = Reading & { file: string }

/** One row a service and year; where there are more, the mapping says what they mean. */
const take = (
  inventory: Inventory,
  { repeated }: Mapping,
  seen: Map<string, Seen>,
  reading: Seen,
  says: (reason: LeftOut, what: string) => void,
): void => {
  const key = `${reading.year.year} ${reading.service}`
  const before = seen.get(key)
  inventory.rows.used++
  if (!before) return void seen.set(key, reading)
  if (saysTheSame(before, reading)) {
    inventory.rows.used--
    return says('same-again', reading.service)
  }
  if (repeated === 'refuse')
    throw new Undecided(
      `lines ${before.line} and ${reading.line} say different things of the service « ${reading.service} » in ${reading.year.year}: say what that means with « repeated: first », « last » or « sum »`,
    )
  if (repeated === 'sum') return void seen.set(key, together(before, reading))
  inventory.rows.used--
  if (repeated === 'last') seen.set(key, reading)
  says(repeated === 'last' ? 'later-row' : 'earlier-row', reading.service)
}

const saysTheSame = (a: Seen, b: Seen): boolean => {
  const saying = (one: Seen) => JSON.stringify({ ...one, line: 0, file: '' })
  return saying(a) === saying(b)
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
    { encoding: mapping.file.encoding, heading: one.heading },
    improvementColumns(one),
  )) {
    const says = (reason: LeftOut, what: string) =>
      void inventory.leftOut.push({ reason, what, line: row.line, file })
    const published = one.service!.map((column) => text(row, column))
    const service = foreignId(mapping.source, published.join(' / '))
    if (published.includes('') || !inventory.services.has(service)) {
      says('improvement-of-nobody', published.join(' / '))
      continue
    }
    const year =
      one.year && readYear('is' in one.year ? String(one.year.is) : text(row, one.year.column), one.year)
    const its = year && year !== 'ambiguous' ? year : null
    for (const day of improvementsIn(one, row, its, text, says))
      improve(inventory, service, day, today, { line: row.line, file })
  }
}
