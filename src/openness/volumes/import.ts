import type { Subject } from '#acts'
import type { VolumeProvenance } from './channels.ts'

/**
 * An import on its way: received and waiting to be checked; faulty, or checked and waiting for somebody; confirmed and
 * waiting to be applied; applied; waiting to be undone; undone; dropped. `taken-over`: an inventory, at once.
 */
export type ImportStatus =
  | 'received'
  | 'faulty'
  | 'checked'
  | 'confirmed'
  | 'applied'
  | 'undoing'
  | 'undone'
  | 'dropped'
  | 'taken-over'

/** What is said of an import beside where it stands. */
export type ImportSaid = {
  file: string
  bytes: number
  rows: number
  by: string
  /** The last line that was checked: where a check that was cut goes on. */
  checkedLine: number
  /** Rows without a number: not known, which is not 0. */
  blank: number
  /** Rows of one service, month and channel: told as a fault, or added up. */
  repeated: 'refuse' | 'add'
  /** What is counted already of the same months: replaced, or added to. */
  known: 'replace' | 'add'
  provenance: VolumeProvenance
  evidence: { digest: string; name: string } | null
  /** How many faults of each kind. */
  faults: Record<string, number>
  /** Faults in all, those that are not listed included. */
  faulty: number
  repeatedRows: number
  confirmedBy: string | null
  changed: number
  appliedAt: string | null
  undoneAt: string | null
  undoneBy?: string
}

/** As it is kept. */
export type ImportRow = {
  organisation: string
  id: string
  revision: number
  status: ImportStatus
  digest: string
  sentAt: Date
  done: number
  todo: number
  /** `ImportSaid`, in JSON. */
  said: string
}

export type Import = Omit<ImportRow, 'said'> & { said: ImportSaid } & Subject

export const importOf = (row: ImportRow): Import => ({
  ...row,
  said: JSON.parse(row.said) as ImportSaid,
  parties: [],
})

export const rowOf = (one: Import): ImportRow => ({
  organisation: one.organisation,
  id: one.id,
  revision: one.revision,
  status: one.status,
  digest: one.digest,
  sentAt: one.sentAt,
  done: one.done,
  todo: one.todo,
  said: JSON.stringify(one.said),
})
