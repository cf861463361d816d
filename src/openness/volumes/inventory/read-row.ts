import { VOLUME_CHANNELS, type VolumeChannel } from '../channels.ts'
import type { IsOneOf, Mapping, VolumeOf } from './mapping.ts'
import type { Row } from './table.ts'
import { readCount, readDay, readYear, type Year } from './values.ts'

/** Why a row, or what it says of a volume, is left out of what is counted. The report says it of each. */
export const LEFT_OUT = {
  filtered: 'the mapping leaves such rows out',
  'other-year': 'it is of a year that was not asked for',
  'service-missing': 'the row names no service',
  'organisation-missing': 'the row names no organisation',
  'year-missing': 'the row is of no year',
  'year-unreadable': 'the year cannot be read',
  'year-not-over': 'the year is not over',
  'volume-unreadable': 'a volume is no whole number',
  'volume-unknown': 'no volume is known: the service is taken in, and counts in no figure of that year',
  'volume-partly-unknown':
    'the volume of a channel is not known: the service is taken in, and counts in no figure of that year',
  'total-below-parts': 'a total is less than what is taken from it',
  'same-again': 'another row says the same',
  'later-row': 'a later row says otherwise, and the mapping keeps the last',
  'earlier-row': 'an earlier row says otherwise, and the mapping keeps the first',
  'since-unreadable': 'the day on which the service began cannot be read: its first year is taken',
  'improvement-unreadable': 'the date of an improvement cannot be read',
  'improvement-to-come': 'an improvement is of a day to come',
  'improvement-of-nobody': 'an improvement is of a service that the inventory does not have',
} as const

export type LeftOut = keyof typeof LEFT_OUT

/** A reason, with the line and what was read there. */
export type Said = { reason: LeftOut; line: number; file: string; what: string }

/** What one row says of one service in one year. */
export type Reading = {
  line: number
  service: string
  serviceName: { fr: string; en: string }
  organisation: string
  organisationName: { fr: string; en: string }
  year: Year
  since: string | null
  digital: boolean
  /** Null: not known, which is never 0. Channels that are known, when only some are and the mapping counts those. */
  volumes: Partial<Record<VolumeChannel, number>> | null
  improvements: string[]
}

/** Stops the reading of the whole file: the mapping does not say how this is to be read. */
export class Undecided extends Error {}

export type Reader = (row: Row, says: (reason: LeftOut, what: string) => void) => Reading | null

/** The reader of a mapping's rows. `today`: what is not over by then is not taken in. */
export const readerOf = (mapping: Mapping, today: string, onlyYear: number | null): Reader => {
  const isNoData = among(mapping['no-data'])
  const isNone = among(mapping.none)
  const text = (row: Row, column: string): string => {
    const cell = row
      .cell(column)
      .normalize('NFC')
      .replace(/\p{Cc}/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return isNoData(cell) ? '' : cell
  }
  const joined = (row: Row, columns: readonly string[]): string | null => {
    const cells = columns.map((column) => text(row, column))
    return cells.includes('') ? null : cells.join(' / ')
  }
  const named = (row: Row, { fr, en }: { fr: string; en: string }, otherwise: string) => {
    const [inFrench, inEnglish] = [text(row, fr), text(row, en)]
    return { fr: inFrench || inEnglish || otherwise, en: inEnglish || inFrench || otherwise }
  }

  return (row, says) => {
    const isKept = mapping.keep.every((one) => isIn(row, one))
    if (!isKept || mapping['leave-out'].some((one) => isIn(row, one))) return none(says, 'filtered', '')
    const year = yearOf(mapping, row, text)
    if (typeof year === 'string')
      return none(says, year, 'column' in mapping.year ? row.cell(mapping.year.column) : '')
    if (onlyYear !== null && year.year !== onlyYear) return none(says, 'other-year', String(year.year))
    if (year.to >= today) return none(says, 'year-not-over', year.to)
    const service = joined(row, mapping.service.id)
    if (!service) return none(says, 'service-missing', '')
    const organisation = joined(row, mapping.organisation.id)
    if (!organisation) return none(says, 'organisation-missing', service)
    const channels = channelsOf(mapping, row, isNoData, isNone, says, service)
    return {
      line: row.line,
      service,
      serviceName: named(row, mapping.service.name, service),
      organisation,
      organisationName: named(row, mapping.organisation.name, organisation),
      year,
      since: sinceOf(mapping, row, text, says),
      digital: isDigital(mapping, row, channels),
      volumes: volumesOf(mapping, channels, says, service),
      improvements: mapping.improvements
        .filter(({ file }) => !file)
        .flatMap((one) => improvementsIn(one, row, year, text, says)),
    }
  }
}

const none = (says: (reason: LeftOut, what: string) => void, reason: LeftOut, what: string): null => {
  says(reason, what)
  return null
}

const among = (values: readonly string[]) => {
  const known = new Set(values.map((value) => value.trim().toLowerCase()))
  return (cell: string): boolean => known.has(cell.trim().toLowerCase())
}

const isIn = (row: Row, { column, in: values }: IsOneOf): boolean => among(values)(row.cell(column))

type Text = (row: Row, column: string) => string

const yearOf = ({ year }: Mapping, row: Row, text: Text): Year | 'year-missing' | 'year-unreadable' => {
  const typed = 'is' in year ? String(year.is) : text(row, year.column)
  if (typed === '') return 'year-missing'
  const read = readYear(typed, year)
  if (read === 'ambiguous')
    throw new Undecided(
      `line ${row.line}: the year « ${typed} » is one number where a year spans two: say « named: start » or « named: end » under « year »`,
    )
  return read ?? 'year-unreadable'
}

const sinceOf = (
  { service: { since } }: Mapping,
  row: Row,
  text: Text,
  says: (reason: LeftOut, what: string) => void,
) => {
  const typed = since ? text(row, since.column) : ''
  if (!since || typed === '') return null
  const day = readDay(typed, since)
  if (!day) says('since-unreadable', typed)
  return day
}

// ---- Volumes

type Volume = { is: 'known'; count: number } | { is: 'unknown' | 'none' | 'unreadable'; what: string }

const channelsOf = (
  mapping: Mapping,
  row: Row,
  isNoData: (cell: string) => boolean,
  isNone: (cell: string) => boolean,
  says: (reason: LeftOut, what: string) => void,
  service: string,
): Map<VolumeChannel, Volume> => {
  const read = (column: string): Volume => {
    const cell = row.cell(column)
    if (isNone(cell)) return { is: 'none', what: column }
    if (isNoData(cell)) return { is: 'unknown', what: column }
    const count = readCount(cell, mapping.numbers)
    return count === null ? { is: 'unreadable', what: `${column}: ${cell}` } : { is: 'known', count }
  }
  const channels = new Map<VolumeChannel, Volume>()
  for (const channel of VOLUME_CHANNELS) {
    const of = mapping.channels[channel]
    if (!of) continue
    const volume = volumeOf(of, read, mapping.partly === 'count-known')
    if (volume === 'total-below-parts') says('total-below-parts', service)
    channels.set(channel, volume === 'total-below-parts' ? { is: 'unreadable', what: '' } : volume)
  }
  return channels
}

const volumeOf = (
  of: VolumeOf,
  read: (column: string) => Volume,
  countsKnown: boolean,
): Volume | 'total-below-parts' => {
  if ('constant' in of) return { is: 'known', count: of.constant }
  if ('sum' in of) return summed(of.sum.map(read), countsKnown)
  const [total, minus] = [summed(of.total.map(read), false), summed(of.minus.map(read), false)]
  if (total.is !== 'known') return total
  if (minus.is === 'none') return total
  if (minus.is !== 'known') return minus
  return minus.count > total.count ? 'total-below-parts' : { is: 'known', count: total.count - minus.count }
}

/** What cannot be read spoils a sum; what is not known does, unless what is known is to be counted. */
const summed = (parts: readonly Volume[], countsKnown: boolean): Volume => {
  const spoiled =
    parts.find(({ is }) => is === 'unreadable') ??
    (countsKnown && parts.some(({ is }) => is === 'known')
      ? undefined
      : parts.find(({ is }) => is === 'unknown'))
  if (spoiled) return spoiled
  const known = parts.filter((part) => part.is === 'known')
  if (known.length === 0) return parts[0]!
  return { is: 'known', count: known.reduce((sum, { count }) => sum + count, 0) }
}

/** All channels that exist, or null where one of them cannot be told. A channel that does not exist brought nobody. */
const volumesOf = (
  { partly }: Mapping,
  channels: ReadonlyMap<VolumeChannel, Volume>,
  says: (reason: LeftOut, what: string) => void,
  service: string,
): Partial<Record<VolumeChannel, number>> | null => {
  const all = [...channels]
  const unreadable = all.find(([, { is }]) => is === 'unreadable')?.[1]
  if (unreadable) {
    if ('what' in unreadable && unreadable.what !== '') says('volume-unreadable', unreadable.what)
    return null
  }
  const unknown = all.filter(([, { is }]) => is === 'unknown')
  if (all.every(([, { is }]) => is !== 'known')) return none(says, 'volume-unknown', service)
  if (unknown.length > 0 && partly === 'leave-out')
    return none(
      says,
      'volume-partly-unknown',
      `${service}: ${unknown.map(([channel]) => channel).join(', ')}`,
    )
  return Object.fromEntries(
    all.flatMap(([channel, one]) => (one.is === 'known' ? [[channel, one.count]] : [])),
  )
}

const isDigital = ({ digital }: Mapping, row: Row, channels: ReadonlyMap<VolumeChannel, Volume>): boolean => {
  if (digital === true) return true
  if ('column' in digital) return isIn(row, digital)
  const volume = channels.get(digital.channel)
  return volume?.is === 'known' && volume.count >= digital.least
}

// ---- Improvements

/** The days of improvements that a row tells of; those of a day to come are said and left out by whoever gathers. */
export const improvementsIn = (
  { date, 'in-year': inYear, when }: Pick<Mapping['improvements'][number], 'date' | 'in-year' | 'when'>,
  row: Row,
  year: Year | null,
  text: Text,
  says: (reason: LeftOut, what: string) => void,
): string[] => {
  if (when && !isIn(row, when)) return []
  const days: string[] = []
  if (inYear && year && isIn(row, inYear)) days.push(year.to)
  if (!date) return days
  const cell = text(row, date.column)
  const typed = (date.split ? cell.split(date.split) : [cell])
    .map((one) => one.trim())
    .filter((one) => one !== '')
  for (const one of typed) {
    const day = readDay(one, date)
    if (day) days.push(day)
    else says('improvement-unreadable', one)
  }
  return days
}

export const plainText =
  (noData: readonly string[]): Text =>
  (row, column) => {
    const cell = row.cell(column).normalize('NFC').replace(/\s+/g, ' ').trim()
    return among(noData)(cell) ? '' : cell
  }
