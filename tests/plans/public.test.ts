import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { storeEvidence } from '#documents'
import { newId } from '#kernel'
import { addEvidence, tellState, withdrawEvidence } from '#plans'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { PIXEL, valueOf } from '../support/story.ts'
import { adopt, both, measure } from './writing.ts'

/** What anybody gets of a plan besides its pages: tables, data, the document, files. */
describe('the files of a plan', () => {
  let desk: DeskPlatform
  const TOWN = '/plans/ville-des-ormes'
  const counter = measure('=SOMME(A1:A9)')
  const ugly = measure('x', {
    title: both(`😀 يسكن في ${'Anticonstitutionnellement'.repeat(5)}`),
    description: both('<script>alert(1)</script>\n\n- un'.repeat(40)),
    owner: both('Anticonstitutionnellement'.repeat(4)),
    after: [counter.id],
  })
  const [shown, gone] = [newId(), newId()]
  const sofia = () => desk.agent('sofia-marchetti')

  before(async () => {
    desk = await openDesk()
    const { plans, db, clock } = desk.platform
    const direction = [desk.agent('gilles-thibault'), desk.agent('lise-arsenault')] as const
    const others = Array.from({ length: 40 }, (_, at) => measure(`Mesure ${at + 1}`))
    await adopt(plans, { planner: sofia(), direction }, [counter, ugly, ...others])
    const key = newId()
    valueOf(
      await plans.perform(sofia(), tellState, {
        key,
        measure: counter.id,
        state: 'in-operation',
        reason: '',
      }),
    )
    const file = { ...valueOf(await storeEvidence(db, PIXEL, clock())), name: 'capture « écran ».png' }
    for (const id of [shown, gone]) {
      const shows = { measure: counter.id, day: '2026-11-20', says: 'Capture.', href: '', file }
      valueOf(await plans.perform(sofia(), addEvidence, { ...shows, key: id }))
    }
    const withdrawn = { key: newId(), measure: counter.id, evidence: gone, reason: 'Mauvaise image.' }
    valueOf(await plans.perform(sofia(), withdrawEvidence, withdrawn))
  })
  after(() => desk.close())

  it('are tables that a spreadsheet does not compute', async () => {
    const { text, headers, status } = await desk.get(null, `${TOWN}/plan.csv`)
    assert.equal(status, 200)
    assert.match(String(headers['content-type']), /^text\/csv; charset=utf-8/)
    assert.equal(headers['access-control-allow-origin'], '*')
    assert.ok(text.startsWith('\ufefforganisme,version,mesure,'))
    assert.match(text, /,'=SOMME\(A1:A9\),/)
    assert.equal(text.trim().split('\r\n').length, 43)
    const all = (await desk.get(null, '/en/plans/all.csv')).text
    assert.match(
      all,
      /\r\nville-des-ormes,Town of Les Ormes,yes,1,2026-04-01,2028-03-31,42,1,1,2026-11-23\r\n/,
    )
    assert.match(all, /\r\nagence-du-revenu,Revenue Agency,no,,,,,,,\r\n/)
  })

  it('are data that say what the page says', async () => {
    const plan = JSON.parse((await desk.get(null, `${TOWN}/plan.json`)).text) as Record<string, unknown>
    assert.deepEqual([plan['inForce'], plan['version'], (plan['measures'] as object[]).length], [true, 1, 42])
    const first = (plan['measures'] as { id: string; state: string; evidence: object[] }[]).find(
      ({ id }) => id === counter.id,
    )
    assert.deepEqual([first!.state, first!.evidence.length], ['in-operation', 1])
  })

  it('are a tagged document with its language, its tables and its drawing, the same whenever it is made', async () => {
    const [one, two] = [await desk.get(null, `${TOWN}/plan.pdf`), await desk.get(null, `${TOWN}/plan.pdf`)]
    assert.equal(one.status, 200)
    assert.equal(one.headers['content-type'], 'application/pdf')
    assert.match(String(one.headers['content-disposition']), /plan-ville-des-ormes-version-1\.pdf/)
    for (const part of [
      '%PDF-1.7',
      '/Lang (fr-CA)',
      '/Marked true',
      '/S /Table',
      '/S /TH',
      '/S /Figure',
      '/Alt',
    ])
      assert.ok(one.text.includes(part), part)
    assert.equal(one.text, two.text)
    const english = await desk.get(null, '/en/plans/ville-des-ormes/plan.pdf')
    assert.ok(english.text.includes('/Lang (en-CA)'))
  })

  it('are evidence, under its own name and in a box, while it stands', async () => {
    const { status, headers } = await desk.get(null, `${TOWN}/fichiers/${shown}`)
    assert.equal(status, 200)
    assert.match(String(headers['content-disposition']), /^attachment; .*capture%20%C2%AB/)
    assert.match(String(headers['content-security-policy']), /^sandbox/)
    for (const path of [
      `${TOWN}/fichiers/${gone}`,
      `${TOWN}/fichiers/${newId()}`,
      `${TOWN}/fichiers/..%2f..%2fetc`,
      `/plans/regie-des-familles/fichiers/${shown}`,
      '/plans/nulle-part/plan.csv',
      '/plans/regie-des-familles/plan.pdf',
      '/plans/regie-des-familles/plan.json',
    ])
      assert.equal((await desk.get(null, path)).status, 404, path)
  })

  it('show what was typed as text', async () => {
    const page = await desk.get(null, `${TOWN}/mesures/${ugly.id}`)
    assert.match(page.text, /&lt;script&gt;alert\(1\)/)
    assert.doesNotMatch(page.text, /<script>alert/)
  })
})
