import { ok, type Queries, refused, type Result } from '#kernel'
import type { NoticeRefusal } from './refusals.ts'
import { findConfirmation, findPreferences, keepPreferences, useConfirmation } from './store.ts'
import { happened, type NoticeTools } from './tools.ts'

type Found = { person: string; id: string; address: string }

/** What a link to confirm would confirm, without doing it. */
export const lookAtConfirmation = (
  { db, clock, tokens }: NoticeTools,
  token: string,
): Promise<Result<Found, NoticeRefusal>> => findByToken(db, tokens.open(token), clock())

/** Confirms an address, once, within the time that its message said. Who reads it there is who asked for it. */
export const confirm = (
  { db, clock, tokens }: NoticeTools,
  token: string,
): Promise<Result<{ address: string }, NoticeRefusal>> =>
  db.transaction(async (tx) => {
    const now = clock()
    const found = await findByToken(tx, tokens.open(token), now)
    if (!found.ok) return found
    const { person, id, address } = found.value
    if (!(await useConfirmation(tx, person, id, now))) return refused('link-used')
    const before = (await findPreferences(tx, person))!
    await keepPreferences(tx, { ...before, means: 'email', address, failedAt: null, since: now })
    await happened(tx, person, now, 'address.confirmed')
    return ok({ address })
  })

const findByToken = async (
  db: Queries,
  claim: string[] | null,
  now: Date,
): Promise<Result<Found, NoticeRefusal>> => {
  const [what, person, id] = claim ?? []
  const found = what === 'confirm' && person && id ? await findConfirmation(db, person, id) : null
  if (!found || !person || !id) return refused('link-unknown')
  if (found.usedAt) return refused('link-used')
  if (found.expiresAt <= now) return refused('link-expired')
  return ok({ person, id, address: found.address })
}
