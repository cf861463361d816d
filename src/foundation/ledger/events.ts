/** What the ledger says of itself. `docs/events.md` is generated from here. */
export const EVENTS = {
  'content.erased':
    '{ of, events, reason }: what so many events of the stream `of` said was erased; their measures stay',
} as const

export type LedgerEvent = keyof typeof EVENTS
