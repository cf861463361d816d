import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { publishOrganisations, registeredOrganisations } from './roster.ts'

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.drop())

const on = (day: string) => ({ by: 'operator', at: new Date(`${day}T15:00:00.000Z`) })

const written = async () =>
  (
    await fresh.db.query<{ kind: string; measure: string; day: string }>(
      sql`SELECT kind, measure, at::date::text AS day FROM event ORDER BY seq`,
    )
  ).map(({ kind, measure, day }) => `${day} ${kind} ${JSON.parse(measure).organisation}`)

describe('which organisations take part', () => {
  it('is written once, however many processes compare their folder with the ledger', async () => {
    const publish = () => publishOrganisations(fresh.db, ['regie', 'ville'], on('2026-01-05'))
    const changes = await Promise.all([publish(), publish(), publish()])
    assert.equal(changes.flat().length, 2)
    assert.deepEqual(await publish(), [])
    assert.deepEqual(await written(), [
      '2026-01-05 organisation.registered regie',
      '2026-01-05 organisation.registered ville',
    ])
  })

  it('follows the folder: one that is gone is closed, one that comes back is registered again', async () => {
    await publishOrganisations(fresh.db, ['regie'], on('2026-03-02'))
    assert.deepEqual([...(await registeredOrganisations(fresh.db))], ['regie'])
    await publishOrganisations(fresh.db, ['regie', 'ville'], on('2026-05-04'))
    assert.deepEqual(await written(), [
      '2026-01-05 organisation.registered regie',
      '2026-01-05 organisation.registered ville',
      '2026-03-02 organisation.closed ville',
      '2026-05-04 organisation.registered ville',
    ])
  })

  it('says since when, for one that took part before the ledger was told', async () => {
    const since = (organisation: string) => (organisation === 'agence' ? on('2025-09-01').at : undefined)
    await publishOrganisations(fresh.db, ['regie', 'ville', 'agence', 'acte'], { ...on('2026-06-01'), since })
    assert.deepEqual((await written()).slice(4), [
      '2025-09-01 organisation.registered agence',
      '2026-06-01 organisation.registered acte',
    ])
  })
})
