/** What is wrong with a file, where the reader stopped: a closed list, that `sayFinding` puts into words. */
export type FileFault = { code: FileFaultCode; details: Record<string, string | number> }

export const FILE_FAULTS = [
  'empty',
  'no-rows',
  'is-html',
  'binary',
  'columns-differ',
  'quote-open',
  'header-empty',
  'header-twice',
  'record-too-large',
  'not-json',
  'too-deep',
  'not-geojson',
  'coordinates-outside',
] as const
export type FileFaultCode = (typeof FILE_FAULTS)[number]

/** Stops a reader in the middle of a stream; it never leaves this folder. */
export class Unreadable extends Error {
  readonly fault: FileFault
  constructor(code: FileFaultCode, details: FileFault['details'] = {}) {
    super(code)
    this.fault = { code, details }
  }
}
