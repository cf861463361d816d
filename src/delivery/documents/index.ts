/** Documents: evidence that comes in, signed statements that go out, and their verification. */
export { readEvidence, type Stored, storeEvidence } from './evidence.ts'
export { ACCEPTED_TYPES, type DocumentRefusal, MOST_BYTES } from './refusals.ts'
export {
  ACCENT,
  type Drawing,
  INK,
  LINE,
  openReport,
  type ReportDocument,
  type ReportInfo,
  SOFT,
  type TableShape,
  TEXT,
} from './report.ts'
export { type Block, type Paper, paperToPdf } from './paper.ts'
export { openSigner, publicKeys, readSigned, type SignedType, type Signer } from './signatures.ts'
export { storedAmong } from './store.ts'
export { keepFile, type ReceivedFile, receiveFile } from './receive.ts'
