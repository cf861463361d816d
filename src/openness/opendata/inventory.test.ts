import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newId, sql } from '#kernel'
import { type Agent, loadOrganisations } from '#parties'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { valueOf } from '../../../tests/support/story.ts'
import type { Described } from './describe.ts'
import { createOpenData, type OpenData } from './opendata.ts'

const agentOf = (agent: string, organisation: string, roles: string[] = ['donnees']): Agent => ({
  kind: 'agent',
  id: `agent:${agent}`,
  agent,
  name: agent,
  organisation,
  roles,
})
const sofia = agentOf('sofia-marchetti', 'ville-des-ormes')
const thomas = agentOf('thomas-bergeron', 'regie-des-familles')
const jeanMarc = agentOf('jean-marc-fortin', 'ville-des-ormes', ['travaux-publics'])

const TREES: Described = {
  titleFr: 'Arbres publics',
  titleEn: 'Public trees',
  descriptionFr: 'Chaque arbre que la Ville entretient, avec son essence et son diamètre.',
  descriptionEn: '',
  keywordsFr: 'arbres, forêt urbaine, arbres',
  keywordsEn: '',
  theme: 'ENVI',
  licence: 'CC-BY-4.0',
  frequency: 'ANNUAL',
  contactName: 'Parcs et espaces verts',
  contactEmail: 'parcs@ville-des-ormes.example',
  spatial: 'Ville des Ormes',
  temporalFrom: '',
  temporalTo: '',
  sensitivity: 'open',
  personal: 'no',
  sensitivityReason: '',
  answers: { theme: '3', demand: '1', transparency: '1', reuse: '2', uniqueness: '1' },
  why: 'Des applications d’adoption d’arbres le demandent.',
  preparing: 'no',
}

let fresh: FreshDatabase
let opendata: OpenData
let now = new Date('2026-11-23T15:00:00.000Z')
before(async () => {
  fresh = await freshDatabase({ connections: 8 })
  const organisations = valueOf(await loadOrganisations(join(import.meta.dirname, '../../../organisations')))
  opendata = createOpenData({
    db: fresh.db,
    clock: () => now,
    organisations,
    sources: [],
    userAgent: () => 'Parvis-test',
    committed: () => {},
  })
})
after(() => fresh.drop())

const entering = (over: Partial<Described> = {}, more = {}) => ({
  key: newId(),
  described: { ...TREES, ...over },
  distinct: false,
  ...more,
})

const eventsOf = (dataset: string) =>
  fresh.db.query<{ kind: string; measure: string | null }>(
    sql`SELECT kind, measure FROM event WHERE body ->> 'dataset' = ${dataset} OR measure LIKE ${`%"dataset":"${dataset}"%`} ORDER BY seq`,
  )

describe('entering a dataset in the inventory', () => {
  it('scores its potential, and target 10 counts it at once as held and not published', async () => {
    const { dataset } = valueOf(await opendata.enter(sofia, entering()))
    assert.equal(dataset.id, 'arbres-publics')
    assert.deepEqual(
      [dataset.potential.score, dataset.potential.high, dataset.state],
      [8, true, 'inventoried'],
    )
    assert.deepEqual(dataset.keywords.fr, ['arbres', 'forêt urbaine'])
    assert.deepEqual(await opendata.find('arbres-publics'), dataset)
    const events = await eventsOf('arbres-publics')
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['dataset.inventoried', 'dataset.checked'],
    )
    assert.deepEqual(JSON.parse(events[1]!.measure!), {
      organisation: 'ville-des-ormes',
      dataset: 'arbres-publics',
      highPotential: true,
      downloadable: false,
      revision: 1,
    })
  })

  it('is done once for a form, however often it is sent', async () => {
    const form = entering({ titleFr: 'Bancs publics' })
    const both = await Promise.all([opendata.enter(sofia, form), opendata.enter(sofia, form)])
    assert.deepEqual(valueOf(both[0]!).dataset, valueOf(both[1]!).dataset)
    assert.equal((await opendata.search({ text: 'bancs' }, { limit: 10, offset: 0 })).count, 1)
  })

  it('is refused under a title that the organisation has, whatever its accents, unless it is another one', async () => {
    valueOf(await opendata.enter(sofia, entering({ titleFr: 'Déneigement' })))
    const again = await opendata.enter(sofia, entering({ titleFr: 'DENEIGEMENT !' }))
    assert.deepEqual(
      [again.ok, !again.ok && again.refusal, !again.ok && again.details],
      [false, 'title-known', { dataset: 'deneigement' }],
    )
    const other = valueOf(
      await opendata.enter(sofia, entering({ titleFr: 'Déneigement' }, { distinct: true })),
    )
    assert.equal(other.dataset.id, 'deneigement-2')
    const theirs = valueOf(await opendata.enter(thomas, entering({ titleFr: 'Déneigement' })))
    assert.equal(theirs.dataset.id, 'deneigement-3')
  })

  it('is the data keeper’s', async () => {
    const refused = await opendata.enter(jeanMarc, entering())
    assert.equal(!refused.ok && refused.refusal, 'data-keeper-needed')
  })

  it('says every fault of the form at once, each at its field', async () => {
    const refused = await opendata.enter(
      sofia,
      entering({
        titleFr: '\u0000 ',
        theme: 'MAGIC',
        contactEmail: 'personne',
        temporalFrom: '2026-02-30',
        personal: 'yes',
        answers: {},
        descriptionEn: 'x'.repeat(4_001),
      }),
    )
    assert.deepEqual(!refused.ok && refused.details['faults'], {
      contactEmail: 'not-an-email',
      temporalFrom: 'not-a-day',
      'answers.theme': 'missing',
      'answers.demand': 'missing',
      'answers.transparency': 'missing',
      'answers.reuse': 'missing',
      'answers.uniqueness': 'missing',
      titleFr: 'missing',
      descriptionEn: 'too-long',
      theme: 'not-a-choice',
      sensitivityReason: 'missing',
    })
  })

  it('gives an address to a title that has no letter of ours', async () => {
    const { dataset } = valueOf(await opendata.enter(sofia, entering({ titleFr: '树木 🌳' })))
    assert.match(dataset.id, /^donnees-[0-9a-f]{8}$/)
  })
})

describe('describing a dataset', () => {
  it('tells target 10 only when its potential changes sides', async () => {
    const { dataset } = valueOf(await opendata.enter(thomas, entering({ titleFr: 'Montants versés' })))
    now = new Date('2026-11-24T15:00:00.000Z')
    const otherwise = (over: Partial<Described>) =>
      opendata.describe(thomas, dataset.id, { ...TREES, titleFr: 'Montants versés', ...over })
    valueOf(await otherwise({ descriptionFr: 'Autrement dit.' }))
    const low = { ...TREES.answers, theme: '0' }
    const changed = valueOf(await otherwise({ answers: low })).dataset
    assert.deepEqual(changed.measured, { highPotential: false, downloadable: false, revision: 2 })
    assert.equal(changed.updatedAt, now.toISOString())
    assert.deepEqual(
      (await eventsOf(dataset.id)).map(({ kind }) => kind),
      ['dataset.inventoried', 'dataset.checked', 'dataset.changed', 'dataset.changed', 'dataset.checked'],
    )
  })

  it('is not done to another organisation’s', async () => {
    const refused = await opendata.describe(thomas, 'arbres-publics', TREES)
    assert.equal(!refused.ok && refused.refusal, 'not-found')
  })
})

describe('looking for datasets', () => {
  it('finds words in any order, without case or accents, and counts what each facet would leave', async () => {
    const found = await opendata.search({ text: 'URBAINE foret' }, { limit: 2, offset: 0 })
    assert.ok(found.count > 2 && found.datasets.length === 2)
    const facets = await opendata.facets({ organisation: 'regie-des-familles' })
    assert.deepEqual(
      facets.organisation.map(({ value }) => value),
      ['ville-des-ormes', 'regie-des-familles'],
    )
    assert.deepEqual(facets.theme, [{ value: 'ENVI', count: 2 }])
    assert.equal((await opendata.search({ text: '100%_' }, { limit: 2, offset: 0 })).count, 0)
    const all: string[] = []
    for await (const { id } of opendata.every()) all.push(id)
    assert.equal(all.length, (await opendata.search({}, { limit: 1, offset: 0 })).count)
  })
})
