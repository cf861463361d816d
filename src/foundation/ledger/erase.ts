import { newId, ok, type Queries, refused, type Result } from '#kernel'
import { append } from './append.ts'
import type { LedgerEvent } from './events.ts'
import { clearContent } from './store.ts'

export type Erasure = {
  /** Who erased, as an opaque id. */
  actor: string
  channel: string
  at: Date
  /** Why: the rule or the request that asks for it. It stays in the ledger, so it names nobody. */
  reason: string
}

/**
 * Erases what every event of a stream says: body and salt, for good. Envelopes, commitments and measures stay, so the
 * tree, every proof and every figure hold as before (docs/decisions/0020-measures-survive-erasure.md). The erasure is
 * itself an event, `content.erased` {of, events, reason}, in a stream of its own: the places of a dossier's stream are
 * its row's to give. What else was kept of the subject is its own domain's to erase. Refused when nothing is left to
 * erase, or without a reason.
 */
export const eraseContent = async (
  tx: Queries,
  stream: string,
  { actor, channel, at, reason }: Erasure,
): Promise<Result<{ events: number }, 'nothing-to-erase' | 'reason-missing'>> => {
  if (reason.trim() === '') return refused('reason-missing')
  const events = await clearContent(tx, stream)
  if (events === 0) return refused('nothing-to-erase')
  const kind: LedgerEvent = 'content.erased'
  const body = { of: stream, events, reason: reason.trim() }
  await append(tx, [{ stream: newId(), kind, body, actor, channel, at }])
  return ok({ events })
}
