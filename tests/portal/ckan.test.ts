import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import ckan from 'ckan'
import { newId } from '#kernel'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { enterDataset, hugo, publishText, sofia, TREES } from '../support/open-data.ts'
import { valueOf } from '../support/story.ts'

let house: DeskPlatform
let address: string
let trees: string
let file: string
before(async () => {
  house = await openDesk()
  await house.app.listen({ host: 'localhost', port: 0 })
  address = `http://localhost:${(house.app.server.address() as AddressInfo).port}`
  const { opendata } = house.platform
  trees = await enterDataset(opendata, sofia)
  file = await publishText(opendata, sofia, trees, { text: TREES, name: 'arbres.csv' })
  await enterDataset(opendata, sofia, { titleFr: 'Pas encore prêt', titleEn: '' })
  const services = await enterDataset(opendata, hugo, { titleFr: 'Les services', theme: 'GOVE' })
  valueOf(
    await opendata.query(hugo, services, {
      key: newId(),
      titleFr: 'Services',
      titleEn: '',
      source: 'services',
    }),
  )
})
after(() => house.close())

// What CKAN answers has its own shapes and its own names, which are what is tested here.
/* oxlint-disable typescript/no-explicit-any, no-underscore-dangle */
type Found = { status: number; body: { success: boolean; result: any; error: Record<string, unknown> } }
const ask = async (path: string, init: RequestInit = {}): Promise<Found> => {
  const answer = await fetch(`${address}/api/3/action/${path}`, init)
  return { status: answer.status, body: (await answer.json()) as Found['body'] }
}
const result = async (path: string): Promise<any> => {
  const { status, body } = await ask(path)
  assert.equal(status, 200, JSON.stringify(body).slice(0, 300))
  return body.result
}

describe('a CKAN client that we did not write', () => {
  const client = () => new ckan.Client(address)
  const action = (name: string, parameters: object = {}): Promise<any> =>
    new Promise((resolve, reject) =>
      client().action(name, parameters, (error, answer) =>
        error ? reject(new Error(String(error))) : resolve(answer.result),
      ),
    )

  it('lists what is published, and only that', async () => {
    assert.deepEqual(await action('package_list'), [trees, 'les-services'])
    const organisations = await action('organization_list', { all_fields: true })
    const counts = organisations.map(({ id, package_count }: any) => [id, package_count])
    assert.deepEqual(
      counts.find(([id]: [string]) => id === 'ville-des-ormes'),
      ['ville-des-ormes', 1],
    )
  })

  it('searches, and downloads the file that it finds', async () => {
    const { count, results } = await action('package_search', {
      q: 'essence',
      fq: 'organization:ville-des-ormes',
    })
    assert.equal(count, 1)
    assert.deepEqual(
      [results[0].name, results[0].license_id, results[0].resources[0].format],
      [trees, 'CC-BY-4.0', 'CSV'],
    )
    const downloaded = await fetch(results[0].resources[0].url)
    assert.equal(await downloaded.text(), TREES)
    assert.match(String(downloaded.headers.get('content-disposition')), /^attachment; filename="arbres\.csv"/)
  })

  it('reads the rows of a table, typed, sorted and counted', async () => {
    const query = client().datastoreQuery.bind(client())
    const found = await promisify(query)({
      resource_id: file,
      size: 2,
      sort: [{ field: 'diametre', order: 'desc' }],
      filters: [{ type: 'term', field: 'public', term: true }],
    })
    assert.equal(found.total, 20)
    assert.deepEqual(
      found.hits.map(({ _id, diametre }) => [_id, diametre]),
      [
        [40, 49.5],
        [38, 47.5],
      ],
    )
  })

  it('is told what it may not do', async () => {
    await assert.rejects(action('package_create', { name: 'x' }), /403.*Authorization Error/s)
    await assert.rejects(action('package_show', { id: 'rien' }), /404.*Not Found Error/s)
    await assert.rejects(action('datastore_search_sql', { sql: 'select 1' }), /400/)
  })
})

describe('the CKAN Action API', () => {
  it('answers in CKAN’s envelope, by either address, by GET and by POST', async () => {
    const { body } = await ask('status_show')
    assert.deepEqual([body.success, body.result.site_url], [true, address])
    const other = await fetch(`${address}/api/action/package_list`)
    assert.equal(other.status, 200)
    assert.equal(other.headers.get('access-control-allow-origin'), '*')
    const posted = await ask('package_show', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
      },
      body: JSON.stringify({ id: trees }),
    })
    assert.equal(posted.body.result.name, trees)
    const preflight = await fetch(`${address}/api/3/action/package_show`, { method: 'OPTIONS' })
    assert.deepEqual(
      [preflight.status, preflight.headers.get('access-control-allow-headers')?.includes('content-type')],
      [204, true],
    )
  })

  it('shows a dataset with the fields that clients wait for', async () => {
    const shown = await result(`package_show?id=${trees}`)
    assert.deepEqual(
      [
        shown.state,
        shown.isopen,
        shown.owner_org,
        shown.organization.title,
        shown.num_resources,
        shown.groups[0].name,
      ],
      ['active', true, 'ville-des-ormes', 'Ville des Ormes', 1, 'envi'],
    )
    assert.match(shown.metadata_modified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
    assert.deepEqual(
      shown.tags.map(({ name }: any) => name),
      ['arbres', 'forêt urbaine', 'trees'],
    )
    const resource = await result(`resource_show?id=${file}`)
    assert.deepEqual(
      [resource.package_id, resource.datastore_active, resource.mimetype],
      [trees, true, 'text/csv'],
    )
  })

  it('has every action that its page names', async () => {
    const page = await (await fetch(`${address}/donnees/api`)).text()
    const named = [...page.matchAll(/<code>([a-z_]+)<\/code>/g)].map(([, name]) => name!)
    assert.ok(named.length >= 12)
    for (const name of named) assert.notEqual((await ask(name)).status, 400, name)
  })

  it('gives the rows in some places', async () => {
    const { total, records } = await result(`datastore_search?resource_id=${file}&filters={"_id":[3,"5"]}`)
    assert.deepEqual([total, records.map(({ _id }: any) => _id)], [2, [3, 5]])
  })

  it('gives rows in pages, with the address of the next, and their number', async () => {
    const first = await result(`datastore_search?resource_id=${file}&limit=15&fields=essence,_id`)
    assert.deepEqual(
      [first.total, first.records.length, Object.keys(first.records[0])],
      [40, 15, ['essence', '_id']],
    )
    assert.deepEqual(first.fields, [
      { id: 'essence', type: 'text' },
      { id: '_id', type: 'int' },
    ])
    const next = await fetch(address + first._links.next)
    const { result: second } = (await next.json()) as { result: any }
    assert.deepEqual([second.offset, second.records[0]._id], [15, 16])
    assert.equal((await result(`datastore_search?resource_id=${file}&q=vieux`)).total, 1)
    const lists = await result(
      `datastore_search?resource_id=${file}&limit=1&records_format=lists&sort=_id desc`,
    )
    assert.equal(lists.records[0][0], 40)
    assert.equal((await result(`datastore_info?id=${file}`)).meta.count, 40)
  })

  it('gives the rows of what the platform computes', async () => {
    const { resources } = await result('package_show?id=les-services')
    const { total, records } = await result(`datastore_search?resource_id=${resources[0].id}&sort=service`)
    assert.deepEqual([total, records[0].service, records[0].cost], [3, 'allocation-famille', 0])
  })

  it('announces the size of a file, and none for what is computed when it is asked for', async () => {
    const { opendata } = house.platform
    await opendata.checkNow(hugo, 'les-services')
    const sizeOf = async (id: string): Promise<unknown> =>
      (await result(`package_show?id=${id}`)).resources[0].size
    assert.deepEqual([await sizeOf(trees), await sizeOf('les-services')], [Buffer.byteLength(TREES), null])
    const turtle = await (await fetch(`${address}/donnees/les-services.ttl`)).text()
    assert.doesNotMatch(turtle, /byteSize/)
  })

  it('refuses columns that are not there, and values that are none', async () => {
    for (const query of [
      'filters={"mot de passe":1}',
      'filters={"essence":{"a":1}}',
      'filters=[1]',
      'filters=rien',
      'sort=essence; drop table dataset_row',
      'fields=absent',
      'limit=dix',
      'records_format=tsv',
    ]) {
      const { status, body } = await ask(`datastore_search?resource_id=${file}&${query}`)
      assert.deepEqual([status, body.error['__type']], [409, 'Validation Error'], query)
    }
    assert.equal((await ask('datastore_search')).status, 409)
    assert.equal((await ask(`datastore_search?resource_id=${newId()}`)).status, 404)
  })

  it('gives no more rows than it can hold, and says how many', async () => {
    assert.equal((await result(`datastore_search?resource_id=${file}&limit=99999999`)).limit, 32_000)
  })

  it('answers junk in kind', async () => {
    const post = (body: string, type = 'application/json') =>
      fetch(`${address}/api/3/action/package_show`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
    assert.equal((await post('{')).status, 400)
    assert.equal((await post('[1]')).status, 400)
    assert.equal((await post('x'.repeat(100_000))).status, 413)
    assert.equal((await post('<a/>', 'text/xml')).status, 415)
    assert.equal((await ask('__proto__')).status, 400)
    assert.equal((await ask('package_show?id=%00')).status, 409)
    for (const path of [
      'facet.field=__proto__',
      'fq=license_id:%00',
      'fq_list=["license_id:\\u0000"]',
      'q=\ud800',
    ])
      assert.equal((await ask(`package_search?${path}`)).status, 200, path)
    assert.equal((await ask('package_search?fq=__proto__:x')).status, 409)
    for (const path of [
      '/donnees?licence=constructor',
      '/donnees?format=%00',
      '/en/data?theme=__proto__&page=1e99',
    ])
      assert.equal((await fetch(address + path)).status, 200, path)
  })

  it('gives a page to a dataset whatever its title: words that are pages here are no names', async () => {
    const named = await enterDataset(house.platform.opendata, sofia, { titleFr: 'Mesures', titleEn: '' })
    assert.equal(named, 'donnees-mesures')
    assert.match(await (await fetch(`${address}/donnees/${named}`)).text(), /<h1>Mesures<\/h1>/)
  })

  it('forgets at once what is withdrawn', async () => {
    const { opendata } = house.platform
    const gone = await enterDataset(opendata, sofia, { titleFr: 'Éphémère' })
    const its = await publishText(opendata, sofia, gone, { text: 'a,b\n1,2\n', name: 'e.csv' })
    assert.equal((await result(`datastore_search?resource_id=${its}`)).total, 1)
    valueOf(
      await opendata.withdraw(sofia, gone, { reason: 'errors', words: 'Tout était faux.', replacedBy: '' }),
    )
    assert.equal((await ask(`datastore_search?resource_id=${its}`)).status, 404)
    const { status, body } = await ask(`package_show?id=${gone}`)
    assert.deepEqual([status, body.error['message']], [404, 'Not found: Dataset was withdrawn'])
    const tombstone = await (await fetch(`${address}/donnees/${gone}.ttl`)).text()
    assert.match(tombstone, /adms\/status\/Withdrawn/)
    assert.equal((await fetch(`${address}/donnees/${gone}/fichiers/${its}`)).status, 404)
  })
})
