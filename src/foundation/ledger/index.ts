/**
 * The ledger: everything that happened, once, in one order (docs/decisions/0003-ledger-order-and-leaf.md).
 *
 * - An act writes events in its own transaction: `append`, or `insertEvents` where it owns the places of its stream.
 * - `startLedger` seals them within a fraction of a second and plays them to subscribers, at least once, in order.
 * - `verifyLedger` recomputes all of it; `ledgerState` says how it stands; `deadLetters` what somebody must look at.
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
export { sealBatch, type Sealing } from './seal.ts'
export { rewriteSubscription } from './rewrite.ts'
export type { Subscriber } from './subscribe.ts'
export { type Ledger, type LedgerOptions, type Log, startLedger } from './run.ts'
export { ledgerState, type LedgerState } from './state.ts'
export { type DeadLetter, deadLetters, retryDeadLetter } from './dead-letters.ts'
export { type LedgerFault, type Verified, verifyLedger } from './verify.ts'
