import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Database, dayOf, systemClock as clock } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf } from '../../../tests/support/ledger.ts'
import { append } from './append.ts'
import { sealBatch } from './seal.ts'
import { measuresSaid, nextIndex } from './store.ts'

const FILED = { organisation: 'ville', service: 'chaussee', channel: 'portal' }

describe('counting what events say they count for', () => {
  let fresh: FreshDatabase
  let db: Database
  before(async () => {
    fresh = await freshDatabase()
    db = fresh.db
  })
  after(() => fresh.drop())

  const happen = (at: string, more = {}) =>
    db.transaction((tx) => append(tx, [eventOf({ at: new Date(at), measure: FILED, ...more })]))
  const seal = () => sealBatch(db, { clock })
  const said = async (before: number) => {
    const rows = await db.transaction((tx) => measuresSaid(tx, { kinds: ['dossier.filed'], before }))
    return rows.map(({ measure, days }) => [
      JSON.parse(measure),
      [...days].map(([day, count]) => `${day}:${count}`).toSorted(),
    ])
  }

  it('groups them by the civil day in Québec, in summer and in winter, and leaves out those without a measure', async () => {
    // 3 h 30 in Greenwich is still the day before in Québec: 22 h 30 in winter, 23 h 30 in summer.
    for (const at of ['2026-01-01T03:30:00Z', '2026-07-01T03:30:00Z', '2026-07-01T04:00:00Z'])
      await happen(at)
    await happen('2026-07-01T12:00:00Z')
    await happen('2026-07-01T12:00:00Z', { measure: null })
    await happen('2026-07-01T12:00:00Z', { kind: 'dossier.opened' })
    await seal()
    const [one] = await said(await nextIndex(db))
    // Days since 2000-01-01: 2025-12-31 is 9496, 2026-06-30 is 9677.
    assert.deepEqual(one, [FILED, ['9496:1', '9677:1', '9678:2']])
    assert.equal(dayOf(new Date('2026-01-01T03:30:00Z')), '2025-12-31')
  })

  it('does not count what is not sealed yet, nor what comes at or after the index', async () => {
    const head = await nextIndex(db)
    await happen('2026-07-02T12:00:00Z')
    assert.deepEqual(await said(head), [[FILED, ['9496:1', '9677:1', '9678:2']]], 'not sealed')
    await seal()
    assert.deepEqual(await said(head), [[FILED, ['9496:1', '9677:1', '9678:2']]], 'sealed later')
    assert.deepEqual(await said(head + 1), [[FILED, ['9496:1', '9677:1', '9678:2', '9679:1']]])
    assert.deepEqual(await said(0), [])
  })
})
