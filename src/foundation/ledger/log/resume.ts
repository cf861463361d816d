import { type Clock, type Database, ok, type Queries, refused, type Result } from '#kernel'
import { type LedgerFault, verifyLedger } from '../verify.ts'
import { makeLog, type PublicLog } from './open.ts'
import { findLog, hold, lastCheckpoint, replaceLog, waitForLogSigner } from './store.ts'

/**
 * A backup that was brought back does not know what was signed after it: signing on could contradict what others have
 * seen. The log is held until somebody says what they last saw of it (`resumeLog`), or begins another.
 */
export const holdRestoredLog = async (tx: Queries): Promise<boolean> => {
  if (!(await lastCheckpoint(tx))) return false
  await hold(tx, 'restored')
  return true
}

export type ResumeRefusal = 'not-held' | 'last-seen-unknown' | LedgerFault

/**
 * Lets a log that is held go on, once the whole ledger holds and continues `lastSeen`, the newest checkpoint that anyone
 * kept (a witness, a reader, a publication). For a restored log one must be given, or `nothingNewer` said instead: that
 * nothing was signed after the backup. `tail-removed` then means that others have seen more than there is: only another
 * log can follow (`beginLogAgain`).
 */
export const resumeLog = async (
  db: Database,
  { lastSeen, nothingNewer }: { lastSeen?: string | undefined; nothingNewer?: boolean | undefined },
): Promise<Result<{ events: number }, ResumeRefusal>> => {
  const held = (await findLog(db))?.held
  if (!held) return refused('not-held')
  if (held === 'restored' && lastSeen === undefined && !nothingNewer) return refused('last-seen-unknown')
  const verified = await verifyLedger(db, lastSeen === undefined ? {} : { checkpoint: lastSeen })
  if (!verified.ok) return verified
  await hold(db, null)
  return ok({ events: verified.value.events })
}

/**
 * Ends this log and begins another over the same ledger, under another name and key. What was published of the old one
 * stays true and is not continued. Processes that run must be started again: they would sign as the old one, and do not.
 */
export const beginLogAgain = (
  db: Database,
  clock: Clock,
  { origin, key }: { origin: string; key: string | null },
): Promise<Result<PublicLog, 'same-origin' | 'same-key'>> =>
  db.transaction(async (tx) => {
    await waitForLogSigner(tx)
    const old = await findLog(tx)
    const { row, log } = makeLog(origin, key)
    if (old?.origin === origin) return refused('same-origin')
    if (old?.publicKey.equals(row.publicKey)) return refused('same-key')
    await replaceLog(tx, row, clock())
    return ok(log)
  })
