import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { canonicalOfJsonLd, canonicalOfTurtle, onlyInOne } from '../support/described.ts'
import { enterDataset, PARKS, publishText, sofia, TREES } from '../support/open-data.ts'
import { violationsIn, withoutShapes } from '../support/shapes.ts'

let house: DeskPlatform
let trees: string
let file: string
before(async () => {
  house = await openDesk()
  const { opendata } = house.platform
  trees = await enterDataset(opendata, sofia)
  file = await publishText(opendata, sofia, trees, { text: TREES, name: 'arbres.csv' })
  await publishText(opendata, sofia, trees, {
    text: `${TREES}Pin;1,5;;non;46;-72\n`,
    name: 'arbres 2.csv',
    distribution: file,
  })
  const parks = await enterDataset(opendata, sofia, { titleFr: 'Parcs', titleEn: '' })
  await publishText(opendata, sofia, parks, { text: PARKS, name: 'parcs.geojson' })
  await enterDataset(opendata, sofia, { titleFr: 'Pas encore prêt', titleEn: '' })
})
after(() => house.close())

const get = async (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  house.app.inject({ method, url, headers })

describe('a file of a dataset', () => {
  const path = () => `/donnees/${trees}/fichiers/${file}`

  it('comes with its type, its name and its length, to any page; its earlier version stays', async () => {
    const now = await get(path())
    assert.deepEqual(
      [now.statusCode, now.headers['content-type'], now.headers['access-control-allow-origin']],
      [200, 'text/csv; charset=utf-8', '*'],
    )
    assert.match(now.body, /^Pin;1,5/m)
    const before = await get(`${path()}/1`)
    assert.equal(before.body, TREES)
    assert.match(String(before.headers['cache-control']), /immutable/)
    assert.equal((await get(`${path()}/9`)).statusCode, 404)
    assert.equal((await get(`/donnees/parcs/fichiers/${file}`)).statusCode, 404)
  })

  it('is asked for again by its tag, by its head, and by its end', async () => {
    const whole = await get(`${path()}/1`)
    const tag = String(whole.headers.etag)
    assert.equal((await get(`${path()}/1`, { 'if-none-match': tag })).statusCode, 304)
    const head = await get(`${path()}/1`, {}, 'HEAD')
    assert.deepEqual(
      [head.statusCode, head.headers['content-length'], head.body],
      [200, String(Buffer.byteLength(TREES)), ''],
    )
    const part = await get(`${path()}/1`, { range: 'bytes=0-6' })
    assert.deepEqual([part.statusCode, part.body], [206, 'essence'])
    const end = await get(`${path()}/1`, { range: 'bytes=-4' })
    assert.equal(end.rawPayload.toString(), Buffer.from(TREES).subarray(-4).toString())
    assert.equal((await get(`${path()}/1`, { range: 'bytes=999999-' })).statusCode, 416)
    assert.equal((await get(`${path()}/1`, { range: 'bytes=0-1,4-5' })).statusCode, 200)
    assert.equal((await get(`${path()}/1`, { range: 'bytes=0-1', 'if-range': '"autre"' })).statusCode, 200)
  })
})

describe('the catalogues that harvesters read', () => {
  it('say the same in both syntaxes, the one that is preferred without an ending', async () => {
    const ttl = await get('/donnees/catalogue.ttl')
    const json = await get('/donnees/catalogue.jsonld')
    assert.deepEqual(onlyInOne(await canonicalOfTurtle(ttl.body), await canonicalOfJsonLd(json.body)), [])
    assert.match(ttl.body, /arbres-publics#jeu/)
    assert.doesNotMatch(ttl.body, /pas-encore-pret/)
    for (const [accept, type] of [
      ['text/turtle', 'text/turtle'],
      ['application/ld+json, text/turtle;q=0.5', 'application/ld+json'],
      ['text/html', 'application/ld+json'],
      ['text/turtle;q=0.9, application/ld+json;q=0.1', 'text/turtle'],
    ] as const)
      assert.match(
        String((await get('/donnees/catalogue', { accept })).headers['content-type']),
        new RegExp(`^${type.replace('+', '\\+')};`),
      )
  })

  it(
    'hold to the European shapes, as they are served',
    { skip: withoutShapes('dcat-ap-3.0.1') },
    async () => {
      const data = await get('/donnees/catalogue.ttl')
      assert.deepEqual(await violationsIn('dcat-ap-3.0.1', data.body), [])
      const one = await get(`/donnees/${trees}.ttl`)
      assert.deepEqual(await violationsIn('dcat-ap-3.0.1', one.body), [])
      const services = await get('/services/catalogue.ttl')
      assert.deepEqual(await violationsIn('cpsv-ap-3.2.0', services.body), [])
    },
  )

  it('have no document of what is not published', async () => {
    assert.equal((await get('/donnees/pas-encore-pret.jsonld')).statusCode, 404)
    assert.equal((await get('/donnees/rien.ttl')).statusCode, 404)
  })
})

describe('the page of a dataset in English', () => {
  const page = async (id: string) => (await get(`/en/data/${id}`)).body

  it('says of what was typed in French that it is French: who answers, the place, the reason, a title', async () => {
    const english = await page(trees)
    for (const typed of [
      'Parcs et espaces verts',
      'Ville des Ormes',
      'Des applications d’adoption d’arbres le demandent.',
    ])
      assert.ok(english.includes(`<span lang="fr-CA">${typed}</span>`), typed)
    assert.match(english, /<h1>Public trees<\/h1>/)
    assert.match(await page('parcs'), /<h1 lang="fr-CA">Parcs<\/h1>/)
    assert.doesNotMatch((await get(`/donnees/${trees}`)).body, /<span lang="fr-CA">/)
  })

  it('names the organisation in English where it answers itself', async () => {
    const contactName = 'Ville des Ormes'
    const own = await enterDataset(house.platform.opendata, sofia, { titleFr: 'Patinoires', contactName })
    assert.match(await page(own), /<dt>Contact<\/dt>\s*<dd[^>]*>\s*(<[^>]+>\s*)*Town of Les Ormes/)
  })
})

describe('the feed of what is new', () => {
  it('tells each change once, in both languages', async () => {
    const { body, headers } = await get('/donnees/nouveautes.atom')
    assert.match(String(headers['content-type']), /^application\/atom\+xml/)
    assert.match(body, /<title>Publié : Parcs<\/title>/)
    assert.equal(new Set(body.match(/urn:uuid:[0-9a-f-]+/g)).size, body.match(/<entry>/g)!.length)
    assert.match((await get('/en/data/changes.atom')).body, /<title>Published: Public trees<\/title>/)
  })
})
