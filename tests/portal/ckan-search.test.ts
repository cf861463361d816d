import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { enterDataset, hugo, publishText, sofia, TREES } from '../support/open-data.ts'
import { valueOf } from '../support/story.ts'

let house: DeskPlatform
let trees: string
before(async () => {
  house = await openDesk()
  const { opendata } = house.platform
  trees = await enterDataset(opendata, sofia)
  await publishText(opendata, sofia, trees, { text: TREES, name: 'arbres.csv' })
  const services = await enterDataset(opendata, hugo, { titleFr: 'Les services', theme: 'GOVE' })
  const asked = { key: newId(), titleFr: 'Services', titleEn: '', source: 'services' }
  valueOf(await opendata.query(hugo, services, asked))
})
after(() => house.close())

// What CKAN answers has its own shapes and its own names, which are what is tested here.
/* oxlint-disable typescript/no-explicit-any */
type Found = { status: number; body: { success: boolean; result: any; error: Record<string, unknown> } }
const ask = async (path: string): Promise<Found> => {
  const { status, text } = await house.get(null, `/api/3/action/${encodeURI(path)}`)
  return { status, body: JSON.parse(text) as Found['body'] }
}
const result = async (path: string): Promise<any> => {
  const { status, body } = await ask(path)
  assert.equal(status, 200, JSON.stringify(body).slice(0, 300))
  return body.result
}

describe('a search as CKAN’s clients send it', () => {
  it('counts facets of what was found', async () => {
    const { facets, search_facets } = await result(
      'package_search?rows=0&facet.field=["organization","groups","res_format"]',
    )
    assert.deepEqual(facets.organization, { 'secretariat-numerique': 1, 'ville-des-ormes': 1 })
    assert.deepEqual(facets.groups, { envi: 1, gove: 1 })
    assert.deepEqual(search_facets.res_format.items, [{ name: 'csv', display_name: 'csv', count: 2 }])
  })

  it('filters by one value of several, as portals that show CKAN do', async () => {
    const counted = async (fq: string): Promise<number> => (await result(`package_search?fq=${fq}`)).count
    assert.equal(await counted('organization:(ville-des-ormes)'), 1)
    assert.equal(await counted('organization:(ville-des-ormes OR secretariat-numerique)'), 2)
    assert.equal(await counted('groups:(envi OR econ) organization:(ville-des-ormes) res_format:("CSV")'), 1)
    assert.equal(await counted('organization:ville-des-ormes AND organization:secretariat-numerique'), 0)
    assert.equal(await counted('tags:("forêt urbaine" OR rien)'), 2)
    assert.equal(await counted('tags:forêt'), 0)
    const { facets } = await result(
      'package_search?rows=0&facet.field=["organization"]&fq=organization:(ville-des-ormes)',
    )
    assert.deepEqual(facets.organization, { 'ville-des-ormes': 1 })
  })

  it('is harvested page by page, then by what changed since', async () => {
    const harvested = async (query: string): Promise<string[]> =>
      (await result(`package_search?${query}`)).results.map(({ id }: any) => id)
    const first = await harvested('rows=1&start=0&sort=id asc')
    const second = await harvested('rows=1&start=1&sort=id asc')
    assert.deepEqual([...first, ...second], [trees, 'les-services'])
    const since = (from: string, to = '*') => harvested(`sort=id asc&fq=metadata_modified:[${from} TO ${to}]`)
    assert.deepEqual(await since('2026-11-01T00:00:00.123456Z'), [trees, 'les-services'])
    assert.deepEqual(await since('2027-01-01T00:00:00Z'), [])
    assert.deepEqual(await since('*', '2026-11-01T00:00:00Z'), [])
    assert.deepEqual(await harvested('sort=metadata_modified asc&q=metadata_modified:[* TO *]'), [
      ...first,
      ...second,
    ])
  })

  it('answers another question to nobody: syntax that it does not know is refused', async () => {
    for (const path of [
      'package_search?fq=organization:a OR organization:b',
      'package_search?fq=organization:(a b)',
      'package_search?fq=organization:(a AND b)',
      'package_search?fq=organization:(a OR b*)',
      'package_search?fq=organization:(a',
      'package_search?fq=-organization:a',
      'package_search?fq=metadata_modified:2026',
      'package_search?fq=metadata_modified:{2026-01-01T00:00:00Z TO *]',
      'package_search?fq=metadata_modified:[NOW-1DAY TO NOW]',
      'package_search?q=title:arb*',
      'package_search?sort=sum(x,y) desc',
      'package_search?rows=-1',
      'package_search?facet.field=[',
    ]) {
      const { status, body } = await ask(path)
      assert.deepEqual([status, body.success, body.error['__type']], [409, false, 'Validation Error'], path)
    }
    assert.equal((await result('package_search?q=*:*&fq=dataset_type:dataset AND state:active')).count, 2)
  })
})
