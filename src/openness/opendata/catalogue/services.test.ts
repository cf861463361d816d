import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  canonicalOfJsonLd,
  canonicalOfTurtle,
  demonstratedOrganisations,
  demonstratedServices,
  HOST,
  onlyInOne,
  textOf,
} from '../../../../tests/support/described.ts'
import { violationsIn, withoutShapes } from '../../../../tests/support/shapes.ts'
import { openPlaces } from './authority.ts'
import { jsonLd } from './rdf/json-ld.ts'
import { turtle } from './rdf/turtle.ts'
import { describeServices } from './services.ts'

const resources = async () => [
  ...describeServices({
    places: openPlaces(HOST),
    organisations: await demonstratedOrganisations(),
    versions: await demonstratedServices(),
    today: '2026-11-22',
  }),
]

describe('the services as CPSV-AP', () => {
  it('say the same in Turtle and in JSON-LD, as a standard processor reads them', async () => {
    const all = await resources()
    const inTurtle = await canonicalOfTurtle(await textOf(turtle(all)))
    const inJson = await canonicalOfJsonLd(await textOf(jsonLd(all)))
    assert.deepEqual(onlyInOne(inTurtle, inJson), [])
    assert.ok(inTurtle.length > 300)
  })

  it('name the law where it is read, the delay, the cost and the life events of the family allowance', async () => {
    const found = (await resources()).find(({ id }) => id === `${HOST}/services/allocation-famille#service`)
    assert.ok(found)
    assert.deepEqual(found.says['cv:processingTime'], { value: 'P20D', type: 'xsd:duration' })
    assert.deepEqual(
      (found.says['cv:hasLegalResource'] as { iri: string }[])[0]?.iri,
      'https://www.legisquebec.gouv.qc.ca/fr/document/lc/I-3#se:1029_8_61_8',
    )
    assert.equal((found.says['cv:isGroupedBy'] as unknown[]).length, 3)
    const cost = (await resources()).find(({ id }) => id === `${HOST}/services/allocation-famille#cout`)
    assert.deepEqual(cost?.says['cv:hasValue'], { value: '0.0E0', type: 'xsd:double' })
  })

  it('say in words a cost that depends on what is asked', async () => {
    const cost = (await resources()).find(({ id }) => id === `${HOST}/services/certificat-naissance#cout`)
    assert.equal(cost?.says['cv:hasValue'], undefined)
    assert.deepEqual(cost?.says['dct:description'], [
      { text: 'Selon la demande', language: 'fr' },
      { text: 'Depends on the request', language: 'en' },
    ])
  })
})

describe('the services held to the shapes of CPSV-AP 3.2', { skip: withoutShapes('cpsv-ap-3.2.0') }, () => {
  it('have no violation', async () => {
    assert.deepEqual(await violationsIn('cpsv-ap-3.2.0', await textOf(turtle(await resources()))), [])
  })

  it('are faulted when a service loses its title', async () => {
    const faulty = (await resources()).map((one) =>
      one.types.includes('cpsv:PublicService')
        ? { ...one, says: { ...one.says, 'dct:title': undefined } }
        : one,
    )
    const found = await violationsIn('cpsv-ap-3.2.0', await textOf(turtle(faulty)))
    assert.equal(found.filter(({ path }) => path.endsWith('/title')).length, 3)
  })

  it('are faulted when a channel is no channel, and when a delay is no duration', async () => {
    const faulty = (await resources()).map((one) =>
      one.types.includes('cpsv:PublicService')
        ? {
            ...one,
            says: {
              ...one.says,
              'cv:hasChannel': { iri: `${HOST}/nowhere` },
              'cv:processingTime': { value: 'vingt jours' },
            },
          }
        : one,
    )
    const found = await violationsIn('cpsv-ap-3.2.0', await textOf(turtle(faulty)))
    const paths = new Set(found.map(({ path }) => path.split(/[/#]/).at(-1)))
    assert.deepEqual(paths, new Set(['hasChannel', 'processingTime']))
  })
})
