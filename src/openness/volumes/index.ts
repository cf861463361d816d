/**
 * Volumes counted outside the platform, and inventories of somebody else (docs/decisions/0046-volumes-from-elsewhere.md,
 * 0047-an-import-is-one-transaction.md).
 *
 * - `createVolumes({ db, clock, catalogue, log, committed })` → an organisation's own files: `receive`, then checked in the
 *   background, `preview`, `confirm`, applied in the background, `undo`; `due` and `reported` for whoever reminds.
 * - `readMapping(yaml)` → how an inventory is read; `gather({ mapping, mappingPath, files, today, year })` → all that its
 *   files say, with each row that is left out and why; `reportOf(inventory)`; `takeOver(db, clock, inventory, …)` writes
 *   it into the ledger in one transaction. What is wrong in a file or a mapping is thrown as `Faulty` or `Undecided`.
 *
 * Refusals are in `refusals.ts`, events in `events.ts`.
 */
export { createVolumes, type Volumes } from './volumes.ts'
export { VOLUME_CHANNELS, type VolumeChannel } from './channels.ts'
export { addToMonth, type Due as VolumesDue } from './due.ts'
export { PLANNER } from './file/acts.ts'
export { MOST_FAULTS } from './file/check.ts'
export { HEADING } from './file/columns.ts'
export { MOST_FILE_BYTES, MOST_ROWS, type SentFile } from './file/receive.ts'
export { FAULT_KINDS, type FaultKind } from './file/row.ts'
export type { Import, ImportStatus } from './import.ts'
export type { VolumeRefusal } from './refusals.ts'
export type { Fault, Preview } from './store.ts'
export { type Gathering, gather, type Inventory } from './inventory/gather.ts'
export { Undecided } from './inventory/read-row.ts'
export { ASSUMED, LEFT_OUT } from './inventory/reasons.ts'
export { readMapping } from './inventory/read-mapping.ts'
export { type Reason, type Report, reportOf } from './inventory/report.ts'
export { digestOf, takeOver, type TakenOver } from './inventory/take-over.ts'
export { yearEnds } from './inventory/store.ts'
export { Faulty } from './table/faulty.ts'
