import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { verifyBarometer } from '#barometer'
import { ok } from '#kernel'
import { demonstrateOpenData } from '../../src/operations/demonstrated/opendata.ts'
import { figuresOf } from '../barometer/figures-of.ts'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'

const ORGANISATIONS = [
  'agence-du-revenu',
  'directeur-des-actes',
  'regie-des-familles',
  'secretariat-numerique',
  'ville-des-ormes',
]

describe('what a first visit finds of open data', () => {
  let desk: DeskPlatform
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  const demonstrate = () => {
    const { platform, ledger } = desk
    const { db, clock, organisations } = platform
    const committed = () => ledger.poke()
    const log = pino({ level: 'silent' })
    // Nothing of it signs.
    return demonstrateOpenData({ db, clock, organisations, platform, log, committed, signer: null as never })
  }

  it('is lived once, through the acts: eight datasets each, in every state that an inventory has', async () => {
    await demonstrate()
    const { opendata } = desk.platform
    const all = await opendata.search({}, { limit: 100, offset: 0 })
    assert.equal(all.count, 40)
    assert.deepEqual(
      (await opendata.facets({})).organisation.map(({ value }) => value).toSorted(),
      ORGANISATIONS,
    )
    const states = new Set(all.datasets.map(({ state }) => state))
    assert.deepEqual([...states].toSorted(), ['inventoried', 'preparing', 'published'])
    const kinds = new Set(all.datasets.flatMap(({ distributions }) => distributions.map(({ kind }) => kind)))
    assert.deepEqual([...kinds].toSorted(), ['link', 'query', 'upload'])
    await demonstrate()
    assert.equal((await opendata.search({}, { limit: 1, offset: 0 })).count, 40)
    assert.ok(all.datasets.every(({ title, description }) => title.en !== '' && description.en !== ''))
  })

  it('is looked at: one file has grown old, and everything else that is kept here is in order', async () => {
    const { opendata } = desk.platform
    const here = async () =>
      (await opendata.search({ state: 'published' }, { limit: 100, offset: 0 })).datasets.filter(
        ({ distributions }) => distributions.some(({ kind }) => kind !== 'link'),
      )
    while ((await here()).some(({ quality }) => quality === 'unchecked')) await setTimeout(100)
    const wrong = (await here()).filter(({ quality }) => quality !== 'good')
    assert.deepEqual(
      wrong.map(({ id, quality }) => [id, quality]),
      [['budget-et-depenses', 'fair']],
    )
    const due = await opendata.due('ville-des-ormes', '2026-11-23')
    assert.deepEqual(
      due
        .filter(({ day }) => day < '2026-11-23')
        .map(({ is, id }) => `${is} ${id}`)
        .slice(0, 3),
      ['update budget-et-depenses', 'update compteurs-de-velos', 'obstacle permis-de-construction'],
    )
  })

  it('happened in the past, and gives a figure that is computed again alike: one organisation is at exactly half', async () => {
    await desk.ledger.caughtUp()
    const { figures } = await figuresOf({ ...desk, db: desk.platform.db })
    const ten = figures.find(({ target }) => target === 10)!
    assert.deepEqual([ten.state, ten.numerator, ten.denominator, ten.coverage.missing], ['value', 4, 5, []])
    const agency = await desk.platform.opendata.counts('agence-du-revenu')
    assert.deepEqual([agency.highPotential, agency.released], [6, 3])
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.deepEqual(verified, ok(verified.ok && verified.value))
    const view = (await desk.platform.barometer.view(10))!
    const points = view.series.find(({ inForce }) => inForce)!.points.flatMap(({ value }) => value ?? [])
    assert.ok(new Set(points).size > 2, points.join(' '))
  })
})
