/**
 * The ledger: everything that happened, once, in one order (docs/decisions/0003-ledger-order-and-leaf.md).
 *
 * - An act writes events in its own transaction: `append`, or `insertEvents` where it owns the places of its stream.
 * - `startLedger` seals them within a fraction of a second and plays them to subscribers, at least once, in order.
 * - `verifyLedger` recomputes all of it; `ledgerState` says how it stands; `deadLetters` what somebody must look at.
 * - The same ledger is a public log (docs/decisions/0019-the-log.md): `openPublicLog`, `signHead`, `readTile`,
 *   `readCheckpoint`, `proveEvent`. What an outsider verifies with is in `proof.ts`, `note.ts` and `merkle/check.ts`,
 *   which need nothing but node:crypto; `verifyProof` is here too.
 */
export type { Body, Event, EventMeasure, NewEvent, ReadEvent, SealedEvent } from './event.ts'
export { append } from './append.ts'
export {
  adoptEvents,
  eventsOf,
  insertEvents,
  lastLeaf,
  measuresSaid,
  nextIndex,
  type Said,
  sealedEvents,
} from './store.ts'
export { type Erasure, eraseContent } from './erase.ts'
export { sealBatch, type Sealing } from './seal.ts'
export type { Subscriber } from './subscribe.ts'
export { type Ledger, type LedgerOptions, type Log, startLedger } from './run.ts'
export { rewriteSubscription } from './rewrite.ts'
export { ledgerState, type LedgerState } from './state.ts'
export { type DeadLetter, deadLetters, retryDeadLetter } from './dead-letters.ts'
export { type LedgerFault, type Verified, verifyLedger } from './verify.ts'

export { type LogSettings, openPublicLog, type PublicLog } from './log/open.ts'
export { type LogHeld, signHead, type Signing, type SignRefusal } from './log/sign.ts'
export { beginLogAgain, holdRestoredLog, resumeLog, type ResumeRefusal } from './log/resume.ts'
export {
  consistencyProof,
  inclusionProof,
  type LogState,
  logState,
  readCheckpoint,
  readTile,
  rootAt,
} from './log/read.ts'
export { type EventAsked, proveEvent, type ProveRefusal } from './log/prove.ts'
export { addCosignatures, addWitness, type CosignRefusal } from './log/witness.ts'
export { isConsistent } from './merkle/check.ts'
export { tileAsked } from './merkle/tiles.ts'
export { formatVerifier, openCheckpoint, parseNote, parseVerifier, signatureLine } from './note.ts'
export { type Proved, type ProofFault, verifyProof } from './proof.ts'
