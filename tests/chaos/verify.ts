import assert from 'node:assert/strict'
import type { JSONWebKeySet } from 'jose'
import { readSigned } from '#documents'
import { type Database, idOfKey, isKey, sql } from '#kernel'
import { ledgerState, verifyLedger } from '#ledger'
import { connect } from '../../src/operations/database.ts'
import { untilQuiet } from '../support/quiet.ts'
import type { Acknowledged } from './applicant.ts'

export type Verified = {
  acknowledged: number
  /** Filings that were sent more than once before an answer came. */
  sentAgain: number
  photos: number
  events: number
}

/**
 * What people were told against what there is: from outside, as they would see it, then in the database. Throws on the
 * first difference.
 */
export const verify = async (
  origin: string,
  dir: string,
  acknowledged: readonly Acknowledged[],
): Promise<Verified> => {
  const keys = (await (await fetch(`${origin}/.well-known/jwks.json`)).json()) as JSONWebKeySet
  for (const filing of acknowledged) await seenFromOutside(origin, filing, keys)
  const { db, close } = await connect({ databaseUrl: null, dir }, () => {}, { leaveAsFound: true })
  try {
    await untilQuiet(db)
    await eachOnce(db, acknowledged)
    await followed(db)
    const ledger = await verifyLedger(db)
    assert.ok(ledger.ok, JSON.stringify(ledger))
    const { unsealed, deadLetters } = await ledgerState(db)
    assert.deepEqual({ unsealed, deadLetters }, { unsealed: 0, deadLetters: 0 })
    return {
      acknowledged: acknowledged.length,
      sentAgain: acknowledged.filter(({ tries }) => tries > 1).length,
      photos: acknowledged.filter(({ photo }) => photo).length,
      events: ledger.value.events,
    }
  } finally {
    await close()
  }
}

/** The receipt, signed, of what they sent; and their photo, byte for byte. */
const seenFromOutside = async (
  origin: string,
  { ref, cookie, digest, photo }: Acknowledged,
  keys: JSONWebKeySet,
): Promise<void> => {
  const headers: Record<string, string> = cookie ? { cookie } : {}
  const receipt = await fetch(`${origin}/demandes/${ref}/accuse.jws`, { headers })
  assert.equal(receipt.status, 200, `${ref} has no receipt`)
  const said = await readSigned(await receipt.text(), 'receipt+jws', keys)
  assert.equal(said?.['answers'], digest, `${ref} has the receipt of something else`)
  if (!photo) return
  assert.ok(
    (said['attachments'] as string[]).includes(photo.digest),
    `${ref} has a receipt without its photo`,
  )
  const file = await fetch(`${origin}/demandes/${ref}/fichiers/${photo.digest}`, { headers })
  assert.equal(file.status, 200, `${ref} has lost its photo`)
  assert.ok(Buffer.from(await file.arrayBuffer()).equals(photo.bytes), `${ref} has another photo`)
}

const eachOnce = async (db: Database, acknowledged: readonly Acknowledged[]): Promise<void> => {
  const filed = await db.query<{ stream: string; times: number }>(sql`
    SELECT stream, count(*) AS times FROM event WHERE kind = 'dossier.filed' GROUP BY stream`)
  const doubled = filed.filter(({ times }) => times > 1)
  assert.deepEqual(doubled, [], 'filed more than once')
  const there = new Set(filed.map(({ stream }) => stream))
  const lost = acknowledged.filter(({ ref }) => !there.has(isKey(ref) ? idOfKey(ref) : ref))
  assert.deepEqual(lost, [], 'acknowledged and not there')
}

/** Every filing reached those who handle it: on a worklist, decided once by the robot where a robot decides, and told. */
const followed = async (db: Database): Promise<void> => {
  const behind = await db.query(sql`
    SELECT dossier.id, dossier.service, dossier.status,
      (SELECT count(*) FROM event WHERE stream = dossier.id AND kind = 'dossier.assessed') AS assessed,
      (SELECT count(*) FROM notice WHERE notice.dossier = dossier.id) AS notices
    FROM dossier LEFT JOIN work_item ON work_item.dossier = dossier.id
    WHERE dossier.status <> 'draft' AND (
      work_item.dossier IS NULL OR work_item.status <> dossier.status
      OR (dossier.service = 'allocation-famille' AND (
        dossier.status <> 'decided'
        OR (SELECT count(*) FROM event WHERE stream = dossier.id AND kind = 'dossier.assessed') <> 1
        OR (SELECT count(*) FROM notice WHERE notice.dossier = dossier.id) <> 2)))`)
  assert.deepEqual(behind, [], 'filed and not followed')
}
