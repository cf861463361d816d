import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fullDataset, plainDataset } from '../../../../tests/support/datasets.ts'
import {
  canonicalOfJsonLd,
  canonicalOfTurtle,
  demonstratedOrganisations,
  HOST,
  onlyInOne,
  textOf,
} from '../../../../tests/support/described.ts'
import { violationsIn, withoutShapes } from '../../../../tests/support/shapes.ts'
import type { Dataset } from '../dataset.ts'
import { openPlaces } from './authority.ts'
import { describeCatalogue, describeDataset } from './datasets.ts'
import { jsonLd } from './rdf/json-ld.ts'
import type { Resource, Says } from './rdf/resource.ts'
import { turtle } from './rdf/turtle.ts'

const organisations = await demonstratedOrganisations()
const places = openPlaces(HOST)
const described = async (...datasets: Dataset[]): Promise<Resource[]> =>
  Array.fromAsync(
    describeCatalogue({
      places,
      organisations,
      datasets: async function* () {
        yield* datasets
      },
    }),
  )

const withdrawn = plainDataset({
  id: 'ancien-jeu',
  state: 'withdrawn',
  withdrawn: {
    reason: 'replaced',
    words: 'Remplacé par le nouveau.',
    at: '2026-11-01T12:00:00Z',
    replacedBy: 'plein',
  },
})
const all = () => described(fullDataset(), plainDataset(), withdrawn)

describe('the catalogue of data as DCAT-AP', () => {
  it('says the same in Turtle and in JSON-LD, as a standard processor reads them', async () => {
    const catalogue = await all()
    const inTurtle = await canonicalOfTurtle(await textOf(turtle(catalogue)))
    assert.deepEqual(onlyInOne(inTurtle, await canonicalOfJsonLd(await textOf(jsonLd(catalogue)))), [])
    assert.ok(inTurtle.length > 150)
  })

  it('survives what people type: quotes, angle brackets, line breaks, half a character, spaces in a link', async () => {
    const ugly = fullDataset({
      title: { fr: 'Dits "les <arbres>" \\ de\nla ville \u{1f333} \ud800', en: '' },
      contact: { name: '</script>', email: 'a b<c>"@x.example' },
    })
    ugly.distributions[1]!.url = 'https://x.example/a b?c="d"&e=<f>'
    const catalogue = await described(ugly)
    const inTurtle = await canonicalOfTurtle(await textOf(turtle(catalogue)))
    assert.deepEqual(onlyInOne(inTurtle, await canonicalOfJsonLd(await textOf(jsonLd(catalogue)))), [])
  })

  it('keeps what was withdrawn, without its files, with what replaces it', async () => {
    const found = (await all()).find(({ id }) => id === `${HOST}/donnees/ancien-jeu#jeu`)
    assert.deepEqual(found?.says['dcat:distribution'], [])
    assert.deepEqual(found?.says['dct:isReplacedBy'], { iri: `${HOST}/donnees/plein#jeu` })
    assert.deepEqual(found?.says['adms:status'], { iri: 'http://purl.org/adms/status/Withdrawn' })
  })

  it('leaves out what is not published yet', async () => {
    const told = await described(plainDataset({ id: 'en-preparation', state: 'preparing' }), {
      ...withdrawn,
      id: 'en-preparation-retire',
      publishedAt: null,
    })
    assert.equal(
      told.some(({ id }) => id.includes('en-preparation')),
      false,
    )
  })
})

describe(
  'the catalogue held to the shapes of DCAT-AP 3.0.1',
  { skip: withoutShapes('dcat-ap-3.0.1') },
  () => {
    const violations = async (resources: Iterable<Resource>) =>
      violationsIn('dcat-ap-3.0.1', await textOf(turtle(resources)))
    const faulted = async (type: string, says: Says) =>
      (await all()).map((one) =>
        one.types.includes(type) ? { ...one, says: { ...one.says, ...says } } : one,
      )

    it('has no violation, full, plain, withdrawn or empty', async () => {
      assert.deepEqual(await violations(await all()), [])
      assert.deepEqual(await violations(await described()), [])
    })

    it('has none in the document of one dataset', async () => {
      assert.deepEqual(await violations([...describeDataset({ places, organisations }, fullDataset())]), [])
    })

    it('is faulted when datasets lose their titles', async () => {
      const found = await violations(await faulted('dcat:Dataset', { 'dct:title': undefined }))
      assert.equal(found.filter(({ path }) => path.endsWith('/title')).length, 3)
    })

    it('is faulted when a publisher is no agent, a theme no concept, a size no number', async () => {
      const nowhere = { iri: `${HOST}/nowhere` }
      const datasets = await violations(
        await faulted('dcat:Dataset', { 'dct:publisher': nowhere, 'dcat:theme': nowhere }),
      )
      assert.deepEqual(
        new Set(datasets.map(({ path }) => path.split(/[/#]/).at(-1))),
        new Set(['publisher', 'theme']),
      )
      const files = await violations(
        await faulted('dcat:Distribution', {
          'dcat:byteSize': { value: 'beaucoup' },
          'dcat:accessURL': undefined,
        }),
      )
      assert.deepEqual(
        new Set(files.map(({ path }) => path.split(/[/#]/).at(-1))),
        new Set(['byteSize', 'accessURL']),
      )
    })
  },
)
