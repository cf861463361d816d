import type { VolumeChannel } from '../channels.ts'
import { among, isIn } from './cells.ts'
import type { Mapping } from './mapping.ts'
import type { LeftOut, Says } from './reasons.ts'
import { channelsReader, type ReadChannels } from './read-volumes.ts'
import type { Row } from './table.ts'
import { readDay, readYear, type Year } from './values.ts'

/** What one row says of one service in one year. */
export type Reading = {
  line: number
  /** All its cells, those that no mapping names included. */
  raw: string
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
export class Undecided extends Error {
  readonly fr: string

  constructor(en: string, fr: string) {
    super(en)
    this.fr = fr
  }
}

export type Reader = (row: Row, says: Says) => Reading | null

/** The reader of a mapping's rows. `today`: what is not over by then is not taken in. */
export const readerOf = (mapping: Mapping, today: string, onlyYear: number | null): Reader => {
  const isNoData = among(mapping['no-data'])
  const channelsOf = channelsReader(mapping, isNoData)
  const text = (row: Row, column: string): string => {
    const cell = row
      .cell(column)
      .normalize('NFC')
      .replace(/\p{Cc}/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return isNoData(cell) ? '' : cell
  }
  const named = (row: Row, { fr, en }: { fr: string; en: string }, otherwise: string) => {
    const [inFrench, inEnglish] = [text(row, fr), text(row, en)]
    return { fr: inFrench || inEnglish || otherwise, en: inEnglish || inFrench || otherwise }
  }

  return (row, says) => {
    if (row.tooLong) return none(says, 'row-too-long', row.tooLong)
    const unwanted =
      mapping.keep.find((one) => !isIn(row, one)) ?? mapping['leave-out'].find((one) => isIn(row, one))
    if (unwanted) {
      const cell = row.cell(unwanted.column)
      return none(says, 'filtered', `${unwanted.column}: ${cell}`, cell)
    }
    const year = yearOf(mapping, row, text)
    if (typeof year === 'string') {
      const cell = 'column' in mapping.year ? row.cell(mapping.year.column) : ''
      return none(says, year, cell, cell)
    }
    if (onlyYear !== null && year.year !== onlyYear) return none(says, 'other-year', String(year.year))
    if (year.to >= today) return none(says, 'year-not-over', year.to)
    const service = serviceIn(row, mapping.service.id, text)
    if (!service) return none(says, 'service-missing', filled(row, mapping.service.id, text).join(' / '))
    const organisation = filled(row, mapping.organisation.id, text).join(' / ')
    if (!organisation) return none(says, 'organisation-missing', service)
    const channels = channelsOf(row)
    return {
      line: row.line,
      raw: row.raw,
      service,
      serviceName: named(row, mapping.service.name, service),
      organisation,
      organisationName: named(row, mapping.organisation.name, organisation),
      year,
      since: sinceOf(mapping, row, text, says),
      digital: isDigital(mapping, row, channels),
      volumes: channels.volumes(service, says),
      improvements: mapping.improvements
        .filter(({ file }) => !file)
        .flatMap((one) => improvementsIn(one, row, year, mapping.year.starts, text, says)),
    }
  }
}

const none = (says: Says, reason: LeftOut, what: string, cell?: string): null => {
  says(reason, what, cell)
  return null
}

const filled = (row: Row, columns: readonly string[], text: Text): string[] =>
  columns.map((column) => text(row, column)).filter((cell) => cell !== '')

/**
 * The published id of a service, of one column or several. The last names it and must be there, or a row of totals would be
 * a service; the others only tell it from its namesakes, and may be blank where there is no agency below the department.
 */
export const serviceIn = (row: Row, columns: readonly string[], text: Text): string | null =>
  text(row, columns.at(-1)!) === '' ? null : filled(row, columns, text).join(' / ')

type Text = (row: Row, column: string) => string

const yearOf = ({ year }: Mapping, row: Row, text: Text): Year | 'year-missing' | 'year-unreadable' => {
  const typed = 'is' in year ? String(year.is) : text(row, year.column)
  if (typed === '') return 'year-missing'
  const read = readYear(typed, year)
  if (read === 'ambiguous')
    throw new Undecided(
      `line ${row.line}: the year « ${typed} » is one number where a year spans two: say « named: start » or « named: end » under « year »`,
      `ligne ${row.line} : l’année « ${typed} » est un seul nombre, et une année en couvre deux : dites « named: start » ou « named: end » sous « year »`,
    )
  return read ?? 'year-unreadable'
}

const sinceOf = ({ service: { since }, year }: Mapping, row: Row, text: Text, says: Says) => {
  const typed = since ? text(row, since.column) : ''
  if (!since || typed === '') return null
  const read = readDay(typed, since, year.starts)
  if (!read) return none(says, 'since-unreadable', typed, typed)
  if (read.isLast) says('last-day', `${typed}: ${read.day}`, typed)
  return read.day
}

const isDigital = ({ digital }: Mapping, row: Row, { knows }: ReadChannels): boolean => {
  if (digital === true) return true
  if ('column' in digital) return isIn(row, digital)
  const count = knows(digital.channel)
  return count !== null && count >= digital.least
}

// ---- Improvements

/** The days of improvements that a row tells of; those of a day to come are said and left out by whoever gathers. */
export const improvementsIn = (
  { date, 'in-year': inYear, when }: Pick<Mapping['improvements'][number], 'date' | 'in-year' | 'when'>,
  row: Row,
  year: Year | null,
  starts: string,
  text: Text,
  says: Says,
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
    const read = readDay(one, date, starts)
    if (!read) says('improvement-unreadable', one, one)
    else days.push(read.day)
    if (read?.isLast) says('last-day', `${one}: ${read.day}`, one)
  }
  return days
}

export const plainText =
  (noData: readonly string[]): Text =>
  (row, column) => {
    const cell = row.cell(column).normalize('NFC').replace(/\s+/g, ' ').trim()
    return among(noData)(cell) ? '' : cell
  }
