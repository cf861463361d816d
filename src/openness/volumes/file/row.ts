import { nearest } from '#kernel'
import type { VolumeChannel } from '../channels.ts'
import type { Fault, StagedRow } from '../store.ts'
import { type ColumnName, channelNamed, plain } from './columns.ts'

/** What is wrong in a row; pages say how to mend each. */
export const FAULT_KINDS = [
  'service-missing',
  'service-unknown',
  'month-missing',
  'month-unreadable',
  'month-not-over',
  'month-too-old',
  'channel-missing',
  'channel-unknown',
  'count-missing',
  'count-unreadable',
  'count-negative',
  'count-too-large',
  'repeated',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

export type GoodRow = { line: number; service: string; month: string; channel: VolumeChannel; count: number }

/** What rows are read against: the services of the organisation by id and by names, and the month under way. */
export type Known = { services: ReadonlyMap<string, string>; names: readonly string[]; thisMonth: string }

export const knownOf = (
  services: readonly { id: string; names: readonly string[] }[],
  thisMonth: string,
): Known => ({
  services: new Map(services.flatMap(({ id, names }) => [id, ...names].map((name) => [plain(name), id]))),
  names: services.flatMap(({ id, names }) => [id, ...names]),
  thisMonth,
})

/** Nobody counted requests of a service before that in a form that compares. */
const FIRST_MONTH = '1990-01'
const MOST_COUNT = 1_000_000_000

/**
 * A row that can be counted; one of the template that nobody filled in; or all that is wrong in it: each cell is told, not
 * only the first.
 */
export const readRow = (
  row: StagedRow,
  known: Known,
): { good: GoodRow } | { faults: Fault[] } | { blank: true } => {
  if (row.count === '' && row.service !== '' && row.note === '') return { blank: true }
  const faults: Fault[] = []
  const fault = (column: ColumnName, kind: FaultKind, value: string, about = '') => {
    faults.push({ line: row.line, column, kind, value: value.slice(0, 200), about })
    return null
  }
  const service = serviceIn(row, known, fault)
  const month = monthIn(row, known, fault)
  const channel = channelIn(row, fault)
  const count = countIn(row, fault)
  if (faults.length > 0) return { faults }
  return { good: { line: row.line, service: service!, month: month!, channel: channel!, count: count! } }
}

type Tell = (column: ColumnName, kind: FaultKind, value: string, about?: string) => null

const serviceIn = ({ service }: StagedRow, { services, names }: Known, fault: Tell): string | null => {
  if (service === '') return fault('service', 'service-missing', '')
  return (
    services.get(plain(service)) ??
    fault('service', 'service-unknown', service, nearest(service, names) ?? '')
  )
}

/** `2026-03`, or what a spreadsheet makes of it: `2026-03-01`. */
const monthIn = ({ month }: StagedRow, { thisMonth }: Known, fault: Tell): string | null => {
  if (month === '') return fault('month', 'month-missing', '')
  const [, read] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:-01)?$/.exec(month) ?? []
  if (!read) return fault('month', 'month-unreadable', month)
  if (read >= thisMonth) return fault('month', 'month-not-over', month)
  return read < FIRST_MONTH ? fault('month', 'month-too-old', month) : read
}

const channelIn = ({ channel }: StagedRow, fault: Tell): VolumeChannel | null => {
  if (channel === '') return fault('channel', 'channel-missing', '')
  return channelNamed(channel) ?? fault('channel', 'channel-unknown', channel)
}

const countIn = ({ count }: StagedRow, fault: Tell): number | null => {
  const bare = count.replace(/[\s\u00a0\u202f]/g, '')
  if (bare === '') return fault('count', 'count-missing', '')
  if (/^-\d+$/.test(bare)) return fault('count', 'count-negative', count)
  if (!/^\d+$/.test(bare)) return fault('count', 'count-unreadable', count)
  return Number(bare) > MOST_COUNT ? fault('count', 'count-too-large', count) : Number(bare)
}
