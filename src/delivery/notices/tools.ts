import { type Clock, type Database, idFrom, type Queries, type Tokens } from '#kernel'
import { append } from '#ledger'
import type { NoticeEvent } from './events.ts'

/** What the verbs of notices work with. `sends`: there is a server to give e-mail to. */
export type NoticeTools = { db: Database; clock: Clock; tokens: Tokens; sends: boolean }

/** One event of a person's, in a stream of their own. */
export const happened = async (
  tx: Queries,
  person: string,
  at: Date,
  kind: NoticeEvent,
  body: Record<string, unknown> = {},
): Promise<void> => {
  const stream = idFrom(`notices of ${person}`)
  await append(tx, [{ stream, kind, body, actor: `person:${person}`, channel: 'portal', at }])
}
