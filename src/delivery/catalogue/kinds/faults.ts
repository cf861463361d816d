/** What can be wrong with an answer: a closed list, each with its sentence in both languages (`sentences.ts`). */
export const FAULT_CODES = [
  'missing',
  'wrong-type',
  'not-normalised',
  'empty-text',
  'control-character',
  'too-long',
  'not-yes-no',
  'incomplete-date',
  'unreadable-date',
  'no-such-date',
  'unlikely-year',
  'not-whole',
  'number-too-large',
  'not-an-amount',
  'ambiguous-amount',
  'too-many-decimals',
  'amount-too-large',
  'not-cents',
  'not-an-email',
  'not-a-phone',
  'not-a-postal-code',
  'not-nine-digits',
  'mistyped-sin',
  'not-a-bank-account',
  'unknown-option',
  'repeated-option',
  'too-many-items',
  'not-an-item',
  'repeated-item',
  'unknown-field',
  'too-many-files',
  'not-a-file',
  'repeated-file',
] as const

export type FaultCode = (typeof FAULT_CODES)[number]

/**
 * One fault of an answer. `path` is `need` or `need.itemId.field`; `details` holds what the sentence needs (a limit, a
 * day), never what a person typed at length.
 */
export type Fault = { path: string; code: FaultCode; details: Record<string, unknown> }
