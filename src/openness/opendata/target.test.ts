import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { dayOf, sql } from '#kernel'
import { loadOrganisations } from '#parties'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { enterDataset, keeper, publishText, sofia } from '../../../tests/support/open-data.ts'
import { valueOf } from '../../../tests/support/story.ts'
import { figureOn, type Line, registered, said } from '../../../tests/support/written.ts'
import { createOpenData, type OpenData } from './opendata.ts'

const thomas = keeper('thomas-bergeron', 'Thomas Bergeron', 'regie-des-familles')
const now = new Date('2026-11-20T15:00:00.000Z')
const AT = '2026-11-22'
const LOW = { answers: { theme: '0', demand: '1', transparency: '1', reuse: '1', uniqueness: '0' } }

let fresh: FreshDatabase
let opendata: OpenData
let rounds: ReturnType<OpenData['watch']>
before(async () => {
  fresh = await freshDatabase({ connections: 6 })
  const organisations = valueOf(await loadOrganisations(join(import.meta.dirname, '../../../organisations')))
  opendata = createOpenData({
    db: fresh.db,
    clock: () => now,
    organisations,
    sources: [],
    committed: () => {},
    userAgent: () => 'Parvis-test',
  })
  rounds = opendata.watch({ log: { error: (details) => assert.fail(JSON.stringify(details)) }, pollMs: 1e8 })
})
after(async () => {
  await rounds.stop()
  await fresh.drop()
})

/** Published, and looked at as anybody would. */
const out = async (titleFr: string) => {
  const id = await enterDataset(opendata, sofia, { titleFr })
  await publishText(opendata, sofia, id, { text: `a,b\n1,${titleFr}\n`, name: 'a.csv' })
  await rounds.idle()
  return id
}

/** Target 10 of an organisation, by the fold that is published, over what these acts told the ledger. */
const target10 = async (organisation: string) => {
  const rows = await fresh.db.query<{ at: Date; measure: string }>(
    sql`SELECT at, measure FROM event WHERE kind = 'dataset.checked' ORDER BY at, seq`,
  )
  const lines = rows.map(({ at, measure }): Line => [dayOf(at), 'dataset.checked', JSON.parse(measure)])
  const known = ['ville-des-ormes', 'regie-des-familles'].map((one) => registered('2025-01-01', one))
  return said(figureOn(10, AT, [...known, ...lines], organisation))
}

describe('target 10, by what is done with datasets', () => {
  it('has no data before an inventory, and does not apply without a high potential', async () => {
    assert.equal(await target10('ville-des-ormes'), 'no-data')
    await enterDataset(opendata, thomas, { titleFr: 'Lexique', ...LOW })
    assert.equal(await target10('regie-des-familles'), 'not-applicable')
  })

  it('is not met by exactly half, and is by one more; a withdrawal takes it back', async () => {
    await enterDataset(opendata, sofia, { titleFr: 'Permis' })
    assert.equal(await target10('ville-des-ormes'), '0/1')
    await out('Arbres')
    assert.equal(await target10('ville-des-ormes'), '0/1')
    const parks = await out('Parcs')
    assert.equal(await target10('ville-des-ormes'), '1/1')
    // Of ordinary potential: out or not, it counts in nothing.
    await enterDataset(opendata, sofia, { titleFr: 'Lexique', ...LOW })
    assert.equal(await target10('ville-des-ormes'), '1/1')
    valueOf(
      await opendata.withdraw(sofia, parks, { reason: 'errors', words: 'Des erreurs.', replacedBy: '' }),
    )
    assert.equal(await target10('ville-des-ormes'), '0/1')
    valueOf(await opendata.takeUp(sofia, parks))
    valueOf(
      await opendata.withdraw(sofia, parks, { reason: 'no-longer-held', words: 'Fini.', replacedBy: '' }),
    )
    // One of two is left.
    assert.equal(await target10('ville-des-ormes'), '0/1')
  })
})
