import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel'
import { type Article, createProcesses, type Wanted } from '#processes'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { valueOf } from '../support/story.ts'
import { head, step, wanted } from './writing.ts'

let desk: DeskPlatform
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

describe('finding processes', () => {
  it('filters by words, unit, paper, obstacle and article, and adds them up by unit', async () => {
    const inventory = desk.platform.processes.inventoryFor(desk.agent('rachel-cohen'))
    const add = async (name: string, unit: string, pages: string) => {
      const { process } = valueOf(await inventory.add(newId(), head(name, { unit, pages, hours: '5' })))
      return process.id
    }
    const oath = await add('Serment annuel', 'Juridique', '100')
    const filed = await add('Dossiers fermés à 100 %', 'Archives', '900')
    await add('Accueil', 'Archives', '')
    const law = { articles: 'art. 12\nRLRQ, c. T-0.1,  article 7.', law: 'Signature à l’encre.' }
    valueOf(await inventory.putStep(oath, newId(), step('request', 'enters', law), ''))
    valueOf(
      await inventory.putStep(filed, newId(), step('archive', 'archived', { habit: 'Depuis toujours.' }), ''),
    )
    const found = async (over: Partial<Wanted>) =>
      (await inventory.list(wanted(over), { limit: 100, offset: 0 })).map(({ name }) => name)
    assert.deepEqual(await found({ words: 'annuel serment' }), ['Serment annuel'])
    assert.deepEqual(await found({ words: '100 %' }), ['Dossiers fermés à 100 %'])
    assert.deepEqual(await found({ words: '%' }), ['Dossiers fermés à 100 %'])
    assert.deepEqual(await found({ unit: 'archives' }), ['Accueil', 'Dossiers fermés à 100 %'])
    assert.deepEqual(await found({ paper: 'unknown' }), ['Accueil'])
    assert.deepEqual(await found({ obstacle: 'law' }), ['Serment annuel'])
    assert.deepEqual(await found({ article: 'T-0.1, a. 7' }), ['Serment annuel'])
    assert.deepEqual(
      (await inventory.totalsByUnit()).map(({ unit, processes, withPaper, pages, costKnown }) => [
        unit,
        processes,
        withPaper,
        pages,
        costKnown,
      ]),
      [
        ['archives', 2, 1, 900, 2],
        ['juridique', 1, 1, 100, 1],
      ],
    )
    const articles = await desk.platform.processes.articles()
    const one = articles.find(({ article }) => article === 'T-0.1, a. 7')
    assert.deepEqual(one, {
      article: 'T-0.1, a. 7',
      organisations: ['agence-du-revenu'],
      processes: 1,
      services: [],
      pages: 100,
      hours: 5,
    } satisfies Article)
  })

  it('reads the formalities of services as the same articles, however each writes them', async () => {
    const { db, clock, catalogue } = desk.platform
    const pothole = catalogue.current('signalement-chaussee')!
    const formalities = ['RLRQ, c. T-0.1, art. 7']
    const demanding = { ...pothole, definition: { ...pothole.definition, formalities } }
    const committed = () => {}
    const planted = createProcesses({
      db,
      clock,
      catalogue: { current: () => null, list: () => [demanding] } as never,
      committed,
    })
    planted.stop()
    const one = (await planted.articles()).find(({ article }) => article === 'T-0.1, a. 7')!
    assert.deepEqual(
      [one.organisations.toSorted(), one.processes, one.services],
      [['agence-du-revenu', 'ville-des-ormes'], 1, ['signalement-chaussee']],
    )
  })

  it('is due to be described within thirty days, and says when the organisation last worked at it', async () => {
    const { processes } = desk.platform
    const due = await processes.due('agence-du-revenu', '2026-11-23')
    assert.deepEqual(
      due.map(({ is, subject, day }) => [is, subject, day]),
      [['to-describe', 'Accueil', '2026-12-23']],
    )
    const reported = await processes.reported('2026-11-23')
    assert.equal(reported.get('agence-du-revenu'), '2026-11-23')
    assert.equal(reported.has('directeur-des-actes'), false)
  })
})
