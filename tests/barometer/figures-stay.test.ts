import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Figures } from '#barometer'
import { newId } from '#kernel'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { figuresOf } from './figures-of.ts'
import { writeHistory } from './written-history.ts'

/** Nobody can hide a figure: not by contesting it, not by having it corrected, not by excluding all that it counts. */
describe('a figure that somebody would rather not see', () => {
  let desk: DeskPlatform
  let atFirst: Figures
  const figures = () => figuresOf({ ...desk, db: desk.platform.db })
  const town = () => desk.agent('jean-marc-fortin')
  const secretariat = () => desk.agent('solange-picard')
  const TOWN = 'ville-des-ormes'

  before(async () => {
    desk = await openDesk()
    await writeHistory(desk.platform.db, { until: new Date('2026-11-22T18:00:00.000Z') })
    atFirst = await figures()
  })
  after(() => desk.close())

  /** Everything that somebody may ask: each page, table and address for machines that has to show it. */
  const shows = async (target: number, organisation: string) => {
    const pages = [
      '/barometre',
      `/barometre/organisations/${organisation}`,
      `/en/barometer/organisations/${organisation}`,
      '/api/v1/barometer',
      `/api/v1/barometer/${target}`,
      `/api/v1/barometer/organisations/${organisation}`,
      `/barometre/${target}.csv`,
      `/barometre/${target}/detail.csv`,
    ]
    for (const url of pages) assert.equal((await desk.get(null, url)).status, 200, url)
    const page = await desk.get(null, (await desk.get(null, `/barometre/${target}`)).location)
    assert.equal(page.status, 200)
    return page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  }

  it('stays as it was when the organisation contests each of its ten', async () => {
    for (const { target } of atFirst.figures) {
      const contested = await desk.post(town(), `/bureau/barometre/contester/${target}`, {
        key: newId(),
        reason: 'Ce chiffre devrait être caché.',
        proposed: '100',
      })
      assert.equal(contested.status, 303)
    }
    assert.deepEqual((await figures()).figures.map(seen), atFirst.figures.map(seen))
    assert.match(await shows(8, TOWN), /Contesté par Ville des Ormes .*Ce chiffre devrait être caché\./)
  })

  it('stays when the contest is upheld: the corrected value stands beside it', async () => {
    const contest = (await desk.platform.contests.list({ target: 8, organisation: TOWN }))[0]!
    const answer = { verdict: 'upheld', corrected: '100', reason: 'Soit.' }
    const url = `/central/contestations/${contest.id}`
    assert.equal((await desk.post(town(), url, answer)).status, 403, 'not by the organisation itself')
    assert.equal((await desk.post(secretariat(), url, answer)).status, 303)
    assert.deepEqual((await figures()).figures.map(seen), atFirst.figures.map(seen))
    assert.match(await shows(8, TOWN), /Contestation retenue .*Valeur corrigée : 100 %\. Soit\./)
  })

  it('is shown with and without what is excluded, be it everything', async () => {
    const units = (await desk.platform.barometer.view(8, TOWN))!.units.filter(({ unit }) => unit !== '')
    assert.ok(units.length > 1)
    const exclude = (unit: string) => ({ target: '8', organisation: TOWN, unit, reason: 'data-faulty' })
    assert.equal((await desk.post(town(), '/central/exclusions', exclude(units[0]!.unit))).status, 403)
    for (const { unit } of units)
      assert.equal((await desk.post(secretariat(), '/central/exclusions', exclude(unit))).status, 303)
    await figures()
    const its = (await desk.platform.barometer.view(8, TOWN))!.figure
    const was = atFirst.figures.find(({ target }) => target === 8)!
    const now = (await desk.platform.barometer.view(8))!.figure
    assert.equal(its.state === 'value', false)
    assert.equal(now.exclusions.length, units.length)
    assert.deepEqual(
      [now.withExcluded?.numerator, now.withExcluded?.denominator],
      [was.numerator, was.denominator],
    )
    const page = await shows(8, TOWN)
    assert.match(
      page,
      /Ce qui est exclu .*données erronées, en correction.*Secrétariat au numérique.*Sans : .*Avec : /,
    )
    assert.match(page, /Ville des Ormes .*Exclu/)
  })

  it('is not there, and breaks nothing, under any other name', async () => {
    for (const name of ['chasse-galerie', '%00', 'a%00b', '%EF%BF%BF', `${'x'.repeat(150)}`, "';--"])
      for (const url of [
        `/barometre/organisations/${name}`,
        `/api/v1/barometer/organisations/${name}`,
        `/barometre/${name}`,
        `/barometre/${name}.csv`,
        `/barometre/${name}/detail.csv`,
      ])
        assert.equal((await desk.get(null, url)).status, 404, url)
  })

  it('comes back as it was when they are counted again', async () => {
    for (const { unit } of (await desk.platform.barometer.view(8))!.figure.exclusions)
      await desk.post(secretariat(), '/central/exclusions/lever', {
        target: '8',
        organisation: TOWN,
        unit,
      })
    assert.deepEqual((await figures()).figures.map(seen), atFirst.figures.map(seen))
  })
})

const seen = ({ target, state, value, numerator, denominator, exclusions }: Figures['figures'][number]) => ({
  target,
  state,
  value,
  numerator,
  denominator,
  exclusions,
})
