import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel'
import { headMark, type Inventory, type Process, stepMark, type Wanted } from '#processes'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { detailsOf, refusalOf, valueOf } from '../support/story.ts'
import { described, head, step, wanted } from './writing.ts'

let desk: DeskPlatform
/** Sofia Marchetti plans for the town, Thomas Bergeron for the family board; Jean-Marc Fortin mends its streets. */
let sofia: Inventory
let thomas: Inventory
let jeanMarc: Inventory
before(async () => {
  desk = await openDesk()
  const of = (id: string) => desk.platform.processes.inventoryFor(desk.agent(id))
  sofia = of('sofia-marchetti')
  thomas = of('thomas-bergeron')
  jeanMarc = of('jean-marc-fortin')
})
after(() => desk.close())

const names = async (over: Partial<Wanted>, inventory = sofia) =>
  (await inventory.list(wanted(over), { limit: 100, offset: 0 })).map(({ name }) => name)
const events = async ({ id }: Process, inventory = sofia) =>
  (await inventory.history((await inventory.find(id))!)).map(({ kind }) => kind)
/** What the barometer was told of a process, each time. */
const papersOf = async (id: string) =>
  (await sofia.history((await sofia.find(id))!)).flatMap(({ kind, body }) =>
    kind === 'process.recorded' ? [body['paper']] : [],
  )

describe('a process that enters the inventory', () => {
  it('is there once, however often its form is sent, in a unit that is named as it is typed', async () => {
    const key = newId()
    const form = head('Permis de bois', { unit: '  Permis et   inspections ', pages: '1 200', hours: '40' })
    const [one, two] = await Promise.all([sofia.add(key, form), sofia.add(key, form)])
    assert.ok(one.ok && two.ok)
    assert.equal(one.value.process.id, two.value.process.id)
    const process = (await sofia.find(one.value.process.id))!
    assert.deepEqual([process.unit, process.pages, process.hours], ['permis-et-inspections', 1200, 40])
    assert.deepEqual(await events(process), ['process.added'])
    const unit = (await sofia.units()).find(({ id }) => id === 'permis-et-inspections')
    assert.deepEqual(unit, {
      id: 'permis-et-inspections',
      name: 'Permis et inspections',
      openedOn: '2026-11-23',
      closedOn: null,
    })
    valueOf(await sofia.add(newId(), head('Permis de feu', { unit: 'PERMIS et inspections' })))
    assert.equal((await sofia.units()).filter(({ id }) => id.startsWith('permis')).length, 1)
  })

  it('is refused without a name, without a unit, with a cost that is none, for a service of another', async () => {
    const refusals = await Promise.all(
      [
        head('  \n'),
        head('x'.repeat(121)),
        head('Paie', { unit: ' ' }),
        head('Paie', { pages: 'beaucoup' }),
        head('Paie', { hours: '-3' }),
        head('Paie', { pages: '100 000 001' }),
        head('Paie', { service: 'allocation-famille' }),
      ].map((form) => sofia.add(newId(), form)),
    )
    assert.deepEqual(refusals.map(refusalOf), [
      'name-missing',
      'name-too-long',
      'unit-missing',
      'cost-malformed',
      'cost-malformed',
      'cost-malformed',
      'service-unknown',
    ])
    assert.equal(refusalOf(await sofia.add('key', head('Paie'))), 'key-malformed')
  })

  it('is changed by those who plan only, and found by its own organisation only', async () => {
    const { process } = valueOf(await sofia.add(newId(), head('Plans de rues')))
    assert.equal(refusalOf(await jeanMarc.add(newId(), head('Asphalte'))), 'planner-needed')
    assert.equal(refusalOf(await jeanMarc.archive(process.id)), 'planner-needed')
    assert.equal((await jeanMarc.find(process.id))!.name, 'Plans de rues')
    assert.equal(await thomas.find(process.id), null)
    assert.equal(refusalOf(await thomas.putStep(process.id, newId(), step('request'), '')), 'not-found')
    assert.equal(refusalOf(await thomas.archive(process.id)), 'not-found')
    assert.equal(refusalOf(await thomas.archive('x')), 'not-found')
  })
})

describe('describing a process', () => {
  it('says nothing for the barometer until its six stages are told, and paper at once', async () => {
    const { process } = valueOf(await sofia.add(newId(), head('Taxes')))
    const put = async (stage: Parameters<typeof step>[0], paper: Parameters<typeof step>[1] = 'none') =>
      valueOf(await sofia.putStep(process.id, newId(), step(stage, paper), '')).process.said
    assert.equal(await put('request'), null)
    for (const stage of ['evidence', 'handling', 'decision'] as const) assert.equal(await put(stage), null)
    valueOf(await sofia.setAbsent(process.id, 'delivery', true))
    const said = await put('archive')
    assert.deepEqual([said!.paper, said!.observed, said!.revision], ['none', false, 1])
    const paper = await put('delivery', 'leaves')
    assert.deepEqual([paper!.paper, paper!.revision], ['some', 2])
    assert.deepEqual((await sofia.find(process.id))!.absent, [], 'a stage that has a step is there')
    const measures = (await sofia.history(process)).flatMap(({ measure }) => measure ?? [])
    assert.deepEqual(measures, [
      { organisation: 'ville-des-ormes', process: process.id, paper: 'none', observed: false, revision: 1 },
      { organisation: 'ville-des-ormes', process: process.id, paper: 'some', observed: false, revision: 2 },
    ])
  })

  it('keeps what is already written when two tabs change the same step, and both when they change two', async () => {
    const process = await described(sofia, 'Bibliothèque')
    const [first, second] = process.steps
    const was = stepMark(first)
    valueOf(await sofia.putStep(process.id, first!.id, step('request', 'enters'), was))
    const late = await sofia.putStep(process.id, first!.id, step('request', 'handled'), was)
    assert.equal(refusalOf(late), 'changed-elsewhere')
    valueOf(await sofia.putStep(process.id, second!.id, step('evidence', 'handled'), stepMark(second)))
    const after = (await sofia.find(process.id))!
    assert.deepEqual(
      after.steps.slice(0, 2).map(({ paper }) => paper),
      ['enters', 'handled'],
    )
    const again = await sofia.putStep(process.id, first!.id, step('request', 'enters'), was)
    assert.ok(again.ok, 'the same sent twice is done once')
    assert.equal(headMark(after), headMark(process))
    const renamed = head('Bibliothèques', { unit: 'Opérations' })
    const both = [1, 2].map(() => sofia.describe(process.id, renamed, headMark(process)))
    assert.ok(
      (await Promise.all(both)).every((one) => one.ok),
      'the same form sent twice',
    )
    const third = await sofia.describe(process.id, head('Livres'), headMark(process))
    assert.equal(refusalOf(third), 'changed-elsewhere')
  })

  it('is refused without words, with articles that are none, with an obstacle and no paper', async () => {
    const { process } = valueOf(await sofia.add(newId(), head('Élections')))
    const put = (typed: Parameters<Inventory['putStep']>[2], id = newId()) =>
      sofia.putStep(process.id, id, typed, '')
    const refusals = [
      await put(step('request', 'none', { what: ' ' })),
      await put(step('request', 'none', { what: 'x'.repeat(501) })),
      await put({ ...step('request'), stage: 'lunch' }),
      await put({ ...step('request'), paper: 'some' }),
      await put(step('request', 'enters', { articles: 'la loi' })),
      await put(
        step('request', 'enters', { articles: Array.from({ length: 11 }, (_, n) => `a. ${n}`).join(';') }),
      ),
      await put(step('request', 'none', { articles: 'E-2.2, a. 54' })),
      await put(step('request', 'none', { habit: 'On a toujours fait ainsi.' })),
      await put(step('request', 'enters', { system: 'x'.repeat(501) })),
      await put(step('request'), 'x'),
      await sofia.moveStep(process.id, newId(), 1),
      await sofia.setAbsent(process.id, 'lunch', true),
    ]
    assert.deepEqual(refusals.map(refusalOf), [
      'what-missing',
      'text-too-long',
      'stage-unknown',
      'paper-unknown',
      'article-malformed',
      'too-many-articles',
      'obstacle-without-paper',
      'obstacle-without-paper',
      'text-too-long',
      'key-malformed',
      'step-unknown',
      'stage-unknown',
    ])
    assert.equal(detailsOf(refusals[8]!)['field'], 'system')
    valueOf(await put(step('request')))
    assert.equal(refusalOf(await sofia.setAbsent(process.id, 'request', true)), 'stage-described')
  })

  it('has forty steps at most, in an order that can be changed', async () => {
    const { process } = valueOf(await sofia.add(newId(), head('Longue procédure')))
    for (let at = 0; at < 40; at++)
      valueOf(await sofia.putStep(process.id, newId(), step('handling', 'none', { what: `Étape ${at}` }), ''))
    assert.equal(refusalOf(await sofia.putStep(process.id, newId(), step('archive'), '')), 'too-many-steps')
    const order = async () => (await sofia.find(process.id))!.steps.map(({ what }) => what)
    const { steps } = (await sofia.find(process.id))!
    valueOf(await sofia.moveStep(process.id, steps[1]!.id, -1))
    assert.deepEqual((await order()).slice(0, 3), ['Étape 1', 'Étape 0', 'Étape 2'])
    valueOf(await sofia.moveStep(process.id, steps[1]!.id, -1))
    assert.equal((await order())[0], 'Étape 1', 'at the end of the line it stays')
    valueOf(await sofia.dropStep(process.id, steps[1]!.id))
    valueOf(await sofia.dropStep(process.id, steps[1]!.id))
    assert.equal((await order()).length, 39)
  })

  it('takes what people type as it is: markup, emoji, lone surrogates, control characters', async () => {
    const what = '<script>alert(1)</script> 📄 \ud800 \u0000 fin'
    const { process } = valueOf(await sofia.add(newId(), head('=1+1 <b> 🗃', { unit: '<i>Unité</i>' })))
    valueOf(await sofia.putStep(process.id, newId(), step('request', 'enters', { what }), ''))
    const kept = (await sofia.find(process.id))!
    assert.equal(kept.steps[0]!.what, '<script>alert(1)</script> 📄 \ufffd   fin')
    assert.equal(kept.unit, 'i-unite-i')
  })
})

describe('archiving a process', () => {
  it('takes it out of the list and its total, until it is restored', async () => {
    const process = await described(sofia, 'Télécopies', { papers: { request: 'enters' }, unit: 'Courrier' })
    valueOf(await sofia.archive(process.id))
    assert.deepEqual(await names({ words: 'télécopies' }), [])
    assert.deepEqual(await names({ words: 'TELECOPIES', status: 'archived' }), ['Télécopies'])
    assert.equal(refusalOf(await sofia.archive(process.id)), 'process-archived')
    assert.equal(refusalOf(await sofia.dropStep(process.id, process.steps[0]!.id)), 'process-archived')
    assert.equal(refusalOf(await sofia.closeUnit('operations')), 'unit-in-use')
    assert.deepEqual(await papersOf(process.id), ['some', 'archived'])
    valueOf(await sofia.closeUnit('courrier'))
    valueOf(await sofia.restore(process.id))
    assert.deepEqual(await papersOf(process.id), ['some', 'archived', 'some'])
    assert.equal(refusalOf(await sofia.restore(process.id)), 'process-active')
    assert.deepEqual(await names({ words: 'telecopies' }), ['Télécopies'])
  })
})

describe('the units of an organisation', () => {
  it('keep their id under another name, and never share one', async () => {
    valueOf(await thomas.addUnit('Paie'))
    valueOf(await thomas.renameUnit('paie', 'Rémunération'))
    valueOf(await thomas.addUnit('Paie'))
    const units = (await thomas.units()).map(({ id, name }) => `${id}: ${name}`)
    assert.deepEqual(units, ['paie-2: Paie', 'paie: Rémunération'])
    assert.equal(refusalOf(await thomas.renameUnit('paie', 'PAIE')), 'unit-taken')
    assert.equal(refusalOf(await thomas.renameUnit('greffe', 'Greffe')), 'unit-unknown')
    assert.equal(refusalOf(await thomas.renameUnit('paie', '')), 'name-missing')
    assert.equal(refusalOf(await sofia.renameUnit('paie', 'Volée')), 'unit-unknown')
    const both = await Promise.all([thomas.addUnit('Archives'), thomas.addUnit('archives')])
    assert.deepEqual(
      both.map((one) => valueOf(one).id),
      ['archives', 'archives'],
    )
  })

  it('close and open again', async () => {
    valueOf(await thomas.closeUnit('archives'))
    assert.equal((await thomas.units()).find(({ id }) => id === 'archives')!.closedOn, '2026-11-23')
    valueOf(await thomas.addUnit('Archives'))
    assert.equal((await thomas.units()).find(({ id }) => id === 'archives')!.closedOn, null)
  })
})
