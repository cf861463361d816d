import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isDay } from '#kernel'
import type { Source } from '#opendata'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { canonicalOfJsonLd, canonicalOfTurtle, onlyInOne } from '../support/described.ts'
import { violationsIn, withoutShapes } from '../support/shapes.ts'

let house: DeskPlatform
before(async () => {
  house = await openDesk()
  await house.demonstrate(new AbortController().signal)
})
after(() => house.close())

const FITS: Record<Source['columns'][number]['type'], (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDay(value),
  datetime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
}

describe('what the platform publishes of itself', () => {
  it('has rows of the types that its columns say, whatever the source', async () => {
    const { sources } = house.platform.opendata
    assert.ok(sources.length >= 7)
    for (const { id, columns, rows } of sources)
      for await (const row of rows()) {
        assert.equal(row.length, columns.length, id)
        for (const [at, { name, type }] of columns.entries())
          assert.ok(
            row[at] === null || FITS[type](row[at]),
            `${id}.${name}: ${String(row[at])} is no ${type}`,
          )
      }
  })

  it('stands in the catalogue, each source a dataset of the demonstration', async () => {
    const queries = new Set<string>()
    for await (const { distributions } of house.platform.opendata.every())
      for (const { query } of distributions) if (query) queries.add(query)
    assert.deepEqual([...queries].toSorted(), house.platform.opendata.sources.map(({ id }) => id).toSorted())
  })
})

describe('the catalogue of the demonstration', { skip: withoutShapes('dcat-ap-3.0.1') }, () => {
  it('holds to DCAT-AP 3.0.1, and says the same in both syntaxes', async () => {
    const ttl = await house.get(null, '/donnees/catalogue.ttl')
    const json = await house.get(null, '/donnees/catalogue.jsonld')
    assert.deepEqual(await violationsIn('dcat-ap-3.0.1', ttl.text), [])
    assert.deepEqual(onlyInOne(await canonicalOfTurtle(ttl.text), await canonicalOfJsonLd(json.text)), [])
    assert.ok(ttl.text.match(/a dcat:Dataset/g)!.length >= 20)
  })
})
