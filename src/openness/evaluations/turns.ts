import { createHmac, randomBytes } from 'node:crypto'
import type { Dossier } from '#dossiers'
import { addToDay, type Clock, type Database, dayOf, ok, refused, type Result, sha256 } from '#kernel'
import { endOf, type Invitation, monthOf } from './evaluation.ts'
import { forgetBefore, invitationOf, keepInvitation, secretOfDay, takeTurn, turnOf } from './store.ts'

/** A token is 144 bits in an address. */
const TOKEN = /^[\w-]{24}$/
/** Nobody evaluates a service a year after: what was never used is forgotten. */
const TOKENS_HOLD = '-P1Y'

/** `free`: not taken. `today`: taken today, the same token can be had again. `taken`: on an earlier day. */
export type Turn = 'free' | 'today' | 'taken'

export type Turns = ReturnType<typeof openTurns>

/**
 * One turn a dossier. The token comes from the dossier and a secret of the day: asked for twice on one day (a double
 * click, a second tab) it is the same, so that nobody loses their turn; the day after, the secret is destroyed, and from
 * then on nothing that is kept leads from a dossier to a token (docs/decisions/0025-an-opinion-that-leads-to-nobody.md).
 */
export const openTurns = (db: Database, clock: Clock) => {
  const today = () => dayOf(clock())
  const forget = () => {
    const day = today()
    return db.transaction((tx) => forgetBefore(tx, day, monthOf(addToDay(day, TOKENS_HOLD))))
  }
  const secretOf = async (day: string): Promise<Buffer> => {
    const { secret, isNew } = await secretOfDay(db, day, randomBytes(32))
    if (isNew) await forget()
    return secret
  }
  return {
    forget,
    async turnOf(dossier: string): Promise<Turn> {
      const turn = await turnOf(db, dossier)
      if (!turn) return 'free'
      return turn.day === today() ? 'today' : 'taken'
    },
    /** The token with which whoever has this dossier evaluates the service. */
    async invite(
      dossier: Dossier,
    ): Promise<Result<string, 'not-at-an-end' | 'turn-taken' | 'already-received'>> {
      const end = endOf(dossier)
      if (!end) return refused('not-at-an-end')
      const day = today()
      if ((await takeTurn(db, dossier.id, day)) !== day) return refused('turn-taken')
      const token = tokenFrom(await secretOf(day), dossier.id)
      const { service, version } = dossier
      const { spent } = await keepInvitation(db, hashOf(token), { service, version, end }, monthOf(day))
      return spent ? refused('already-received') : ok(token)
    },
    async invitationOf(token: string): Promise<Result<Invitation, 'token-unknown' | 'already-received'>> {
      const found = TOKEN.test(token) ? await invitationOf(db, hashOf(token)) : null
      if (!found) return refused('token-unknown')
      const { spent, ...invitation } = found
      return spent ? refused('already-received', invitation) : ok(invitation)
    },
  }
}

const tokenFrom = (secret: Buffer, dossier: string): string =>
  createHmac('sha256', secret).update(`evaluation ${dossier}`).digest().subarray(0, 18).toString('base64url')

export const hashOf = (token: string): Buffer => sha256(`evaluation ${token}`)
