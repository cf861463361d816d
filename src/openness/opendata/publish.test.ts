import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newId, ok, refused, sql } from '#kernel'
import { type Agent, loadOrganisations } from '#parties'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { detailsOf, refusalOf, valueOf } from '../../../tests/support/story.ts'
import type { Dataset } from './dataset.ts'
import type { Described } from './describe.ts'
import type { fetchOpen } from './fetching/fetch.ts'
import { createOpenData, type OpenData } from './opendata.ts'

/*
 * Long, and one thing: the life of one inventory, from a file that is sent to the check that finds it gone, on one clock.
 */

const sofia: Agent = {
  kind: 'agent',
  id: 'agent:sofia-marchetti',
  agent: 'sofia-marchetti',
  name: 'Sofia Marchetti',
  organisation: 'ville-des-ormes',
  roles: ['donnees'],
}
const thomas: Agent = { ...sofia, id: 'agent:thomas-bergeron', organisation: 'regie-des-familles' }

const DESCRIBED: Described = {
  titleFr: 'Nids-de-poule',
  titleEn: '',
  descriptionFr: 'Les nids-de-poule signalés et réparés.',
  descriptionEn: '',
  keywordsFr: '',
  keywordsEn: '',
  theme: 'TRAN',
  licence: 'CC-BY-4.0',
  frequency: 'MONTHLY',
  contactName: 'Travaux publics',
  contactEmail: 'rues@ville-des-ormes.example',
  spatial: '',
  temporalFrom: '',
  temporalTo: '',
  sensitivity: 'open',
  personal: 'no',
  sensitivityReason: '',
  answers: { theme: '2', demand: '2', transparency: '3', reuse: '2', uniqueness: '3' },
  why: 'Demandé chaque année.',
  preparing: 'yes',
}

const GOOD = 'rue,signalés,réparés\nrue des Ormes,4,3\nrue des Érables,2,2\n'

/** What the network holds, by address; anything else is an unknown host. */
const network = new Map<string, { text: string; modified?: string; etag?: string }>()
const asked: string[] = []
const fetch: typeof fetchOpen = async (address, _fetching, read, conditions) => {
  asked.push(address)
  const found = network.get(address)
  if (!found) return refused('host-unknown', { host: URL.parse(address)!.hostname })
  if (found.etag !== undefined && conditions?.etag === found.etag) return ok({ is: 'not-modified' })
  const head = { url: address, type: '', etag: found.etag ?? null, modified: found.modified ?? null }
  async function* body() {
    yield Buffer.from(found!.text)
  }
  return ok({ is: 'read', head, value: await read(body(), head) })
}

let fresh: FreshDatabase
let opendata: OpenData
let now = new Date('2026-11-23T15:00:00.000Z')
const rounds: ReturnType<OpenData['watch']>[] = []
const create = async () => {
  const organisations = valueOf(await loadOrganisations(join(import.meta.dirname, '../../../organisations')))
  async function* rows() {
    yield ['acte-naissance', 12] as const
    yield ['=cmd', 3] as const
  }
  return createOpenData({
    db: fresh.db,
    clock: () => now,
    organisations,
    sources: [
      {
        id: 'services',
        title: { fr: 'Services', en: 'Services' },
        organisation: null,
        columns: [
          { name: 'service', type: 'string' },
          { name: 'demandes', type: 'integer' },
        ],
        rows,
      },
      { id: 'autre', title: { fr: '', en: '' }, organisation: 'regie-des-familles', columns: [], rows },
    ],
    committed: () => {},
    userAgent: () => 'Parvis-test',
    fetch,
  })
}
before(async () => {
  fresh = await freshDatabase({ connections: 8 })
  opendata = await create()
  rounds.push(opendata.watch({ log, pollMs: 1e8 }))
})
after(async () => {
  await Promise.all(rounds.map((one) => one.stop()))
  await fresh.drop()
})

const entered = async (titleFr: string, over: Partial<Described> = {}): Promise<Dataset> =>
  valueOf(
    await opendata.enter(sofia, {
      key: newId(),
      described: { ...DESCRIBED, titleFr, ...over },
      distinct: true,
    }),
  ).dataset

async function* chunksOf(text: string | Buffer) {
  yield Buffer.from(text)
}

const sent = (
  id: string,
  text: string | Buffer,
  over: { name?: string; distribution?: string; key?: string } = {},
) =>
  opendata.send(sofia, id, {
    key: newId(),
    titleFr: 'Tableau',
    titleEn: '',
    distribution: '',
    name: 'nids.csv',
    format: '',
    chunks: chunksOf(text),
    ...over,
  })

const publishedFile = async (id: string, text: string, over: Parameters<typeof sent>[2] = {}) => {
  const { dataset, distribution } = valueOf(await sent(id, text, over))
  const { digest } = dataset.distributions.find((one) => one.id === distribution)!.pending!
  return valueOf(await opendata.publish(sofia, id, { distribution, digest, confirmed: false })).dataset
}

const log = { error: (details: object) => assert.fail(JSON.stringify(details)) }

/** Everything that is due now was looked at. */
const looked = async () => {
  rounds[0]!.poke()
  await rounds[0]!.idle()
}

const measuresOf = async (dataset: string) => {
  const rows = await fresh.db.query<{ measure: string }>(
    sql`SELECT measure FROM event WHERE kind = 'dataset.checked' AND measure LIKE ${`%"dataset":"${dataset}"%`} ORDER BY seq`,
  )
  return rows.map(({ measure }) => {
    const { highPotential, downloadable, revision } = JSON.parse(measure)
    return [revision, highPotential, downloadable]
  })
}

const findingsOf = (dataset: Dataset, at = 0) =>
  Object.fromEntries(
    dataset.distributions[at]!.lastCheck!.findings.map(({ criterion, result, code }) => [
      criterion,
      `${result} ${code}`,
    ]),
  )

const textOf = async (id: string, version?: number): Promise<string> => {
  const dataset = (await opendata.find(id))!
  const content = (await opendata.content(dataset, dataset.distributions[0]!, version))!
  const chunks: Buffer[] = []
  for await (const chunk of content.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('publishing a file', () => {
  it('shows what it holds first, publishes what was looked at, and counts once it was looked at as anybody would', async () => {
    const { id } = await entered('Nids de poule par fichier')
    const { dataset: before, distribution } = valueOf(await sent(id, GOOD))
    const { pending, status } = before.distributions[0]!
    assert.deepEqual([status, before.state], ['draft', 'preparing'])
    assert.deepEqual([pending!.rows, pending!.columns], [2, ['rue', 'signalés', 'réparés']])
    assert.deepEqual(pending!.sample[1], ['rue des Érables', '2', '2'])
    const other = { distribution, digest: 'f'.repeat(64), confirmed: true }
    assert.equal(refusalOf(await opendata.publish(sofia, id, other)), 'nothing-pending')
    const what = { distribution, digest: pending!.digest, confirmed: false }
    const twice = await Promise.all([opendata.publish(sofia, id, what), opendata.publish(sofia, id, what)])
    assert.deepEqual(twice.map((one) => one.ok).toSorted(), [false, true])
    // As the act left it: the check that it asks for may be over by now.
    const { dataset: published } = valueOf(twice.find((one) => one.ok)!)
    assert.deepEqual([published.state, published.quality], ['published', 'unchecked'])
    assert.equal(await textOf(id), GOOD)
    await looked()
    const after = (await opendata.find(id))!
    assert.equal(after.quality, 'good')
    assert.deepEqual(findingsOf(after), {
      downloadable: 'pass downloaded',
      'open-licence': 'pass licence-open',
      parses: 'pass parsed',
      schema: 'pass schema-matches',
      fresh: 'pass up-to-date',
      encoding: 'pass utf-8',
    })
    assert.deepEqual(await measuresOf(id), [
      [1, true, false],
      [2, true, true],
    ])
    assert.equal((await opendata.checks(id, distribution)).length, 1)
  })

  it('keeps every version; a file sent twice by the same form is one distribution', async () => {
    const { id } = await entered('Versions')
    const key = newId()
    await sent(id, GOOD, { key })
    const first = await publishedFile(id, GOOD, { key })
    assert.equal(first.distributions.length, 1)
    now = new Date('2026-12-23T15:00:00.000Z')
    const distribution = first.distributions[0]!.id
    const second = await publishedFile(id, GOOD + 'rue Neuve,1,0\n', { distribution })
    assert.deepEqual(
      second.distributions[0]!.versions.map(({ version, rows }) => [version, rows]),
      [
        [1, 2],
        [2, 3],
      ],
    )
    assert.equal(await textOf(id, 1), GOOD)
    assert.match(await textOf(id), /rue Neuve/)
    assert.equal(await opendata.content(second, second.distributions[0]!, 3), null)
  })

  it('is refused while data are personal, confidential or without a licence, and says why', async () => {
    const cases = [
      [{ personal: 'yes', sensitivityReason: 'Des noms.' }, 'personal-data'],
      [{ sensitivity: 'confidential', sensitivityReason: 'Secret industriel.' }, 'not-open'],
      [{ licence: '' }, 'licence-missing'],
    ] as const
    for (const [over, refusal] of cases) {
      const { id } = await entered('Fermé', over)
      assert.equal(refusalOf(await sent(id, GOOD)), refusal)
      assert.equal(
        refusalOf(
          await opendata.query(sofia, id, { key: newId(), titleFr: 'x', titleEn: '', source: 'services' }),
        ),
        refusal,
      )
    }
  })

  it('warns of columns that look personal, and wants somebody to have looked', async () => {
    const { id } = await entered('Avec courriels')
    const { dataset, distribution } = valueOf(await sent(id, 'rue,courriel\nx,a@b.ca\n'))
    const { personal, digest } = dataset.distributions[0]!.pending!
    assert.deepEqual(personal, [{ column: 'courriel', kind: 'email', by: 'name' }])
    const what = { distribution, digest }
    assert.equal(
      refusalOf(await opendata.publish(sofia, id, { ...what, confirmed: false })),
      'warnings-unconfirmed',
    )
    assert.equal(
      valueOf(await opendata.publish(sofia, id, { ...what, confirmed: true })).dataset.state,
      'published',
    )
  })

  it('is refused when it is not what it says, with the place', async () => {
    const { id } = await entered('Illisible')
    assert.deepEqual(detailsOf(await sent(id, 'a,b\n1\n')), {
      code: 'columns-differ',
      details: { line: 2, expected: 2, found: 1 },
    })
    assert.equal(refusalOf(await sent(id, '')), 'file-empty')
    assert.equal(refusalOf(await sent(id, 'MZ', { name: 'virus.exe' })), 'format-unknown')
    async function* endless() {
      for (let sent = 0; sent < 60; sent += 1) yield Buffer.alloc(1024 * 1024, 'a')
    }
    const large = await opendata.send(sofia, id, {
      key: newId(),
      titleFr: 'Trop',
      titleEn: '',
      distribution: '',
      name: 'a.csv',
      format: 'csv',
      chunks: endless(),
    })
    assert.equal(refusalOf(large), 'file-too-large')
    assert.deepEqual((await opendata.find(id))!.distributions, [])
  })

  it('is not done in another organisation’s inventory', async () => {
    const { id } = await entered('À la Ville')
    const theirs = await opendata.send(thomas, id, {
      key: newId(),
      titleFr: 'x',
      titleEn: '',
      distribution: '',
      name: 'a.csv',
      format: '',
      chunks: chunksOf(GOOD),
    })
    assert.equal(refusalOf(theirs), 'not-found')
    assert.equal(refusalOf(await opendata.checkNow(thomas, id)), 'not-found')
  })
})

describe('publishing an address of elsewhere', () => {
  const linking = (url: string, over = {}) => ({
    key: newId(),
    titleFr: 'Ailleurs',
    titleEn: '',
    url,
    format: '',
    confirmed: false,
    ...over,
  })

  it('fetches it first: it counts at once when it is what it says, and is refused with its reason otherwise', async () => {
    const { id } = await entered('Par lien')
    const url = 'https://donnees.example/nids.csv'
    network.set(url, { text: GOOD, modified: 'Mon, 30 Nov 2026 10:00:00 GMT' })
    const { dataset } = valueOf(await opendata.link(sofia, id, linking(url)))
    assert.deepEqual(
      [dataset.quality, dataset.distributions[0]!.updatedAt],
      ['good', '2026-11-30T10:00:00.000Z'],
    )
    assert.deepEqual((await measuresOf(id)).at(-1), [2, true, true])
    assert.equal((await opendata.checks(id, dataset.distributions[0]!.id)).length, 1)
    const again = valueOf(await opendata.link(sofia, id, linking(url))).dataset
    assert.equal(again.distributions.length, 1)
    network.set('https://donnees.example/page.csv', { text: '<!doctype html><p>Introuvable</p>' })
    assert.deepEqual(detailsOf(await opendata.link(sofia, id, linking('https://donnees.example/page.csv'))), {
      code: 'is-html',
      details: {},
    })
    for (const [given, code] of [
      ['https://nulle-part.example/a.csv', 'host-unknown'],
      ['ftp://donnees.example/a.csv', 'scheme-refused'],
      ['http://donnees.example:8080/a.csv', 'port-refused'],
      ['n’importe quoi', 'address-malformed'],
    ] as const) {
      const done = await opendata.link(sofia, id, linking(given))
      assert.deepEqual([refusalOf(done), detailsOf(done)['code']], ['url-refused', code])
    }
  })

  it('is looked at every day: what fails is tried again an hour later before target 10 hears of it', async () => {
    const { id } = await entered('Lien mort')
    const url = 'https://mort.example/nids.csv'
    network.set(url, { text: GOOD })
    await opendata.link(sofia, id, linking(url))
    network.delete(url)
    const counted = async () => {
      const dataset = (await opendata.find(id))!
      return [dataset.quality, dataset.distributions[0]!.counts, (await measuresOf(id)).length]
    }
    now = new Date('2026-12-24T15:00:01.000Z')
    await looked()
    assert.deepEqual(await counted(), ['poor', true, 2])
    now = new Date('2026-12-24T15:30:00.000Z')
    await looked()
    assert.equal((await opendata.find(id))!.distributions[0]!.lastCheck!.at, '2026-12-24T15:00:01.000Z')
    now = new Date('2026-12-24T16:00:02.000Z')
    await looked()
    // Owed since the first day on which it was found, and not since the last.
    now = new Date('2026-12-26T16:00:02.000Z')
    await looked()
    const owed = (await opendata.due('ville-des-ormes', '2026-12-26')).filter((one) => one.id === id)
    assert.deepEqual(
      owed.map(({ is, day }) => [is, day]),
      [['failing', '2026-12-24']],
    )
    assert.deepEqual(await counted(), ['poor', false, 3])
    assert.deepEqual((await measuresOf(id)).at(-1), [3, true, false])
    network.set(url, { text: GOOD })
    now = new Date('2026-12-27T16:00:03.000Z')
    await looked()
    assert.deepEqual((await measuresOf(id)).at(-1), [4, true, true])
    assert.equal(await measuresOf(id).then(({ length }) => length), 4)
  })

  it('asks only for another version, and grows old all the same', async () => {
    const { id } = await entered('Rarement', { frequency: 'MONTHLY' })
    const url = 'https://etag.example/nids.csv'
    network.set(url, { text: GOOD, etag: '"1"', modified: 'Fri, 25 Dec 2026 10:00:00 GMT' })
    await opendata.link(sofia, id, linking(url))
    const after = async (day: string) => {
      now = new Date(`${day}T17:00:00.000Z`)
      await looked()
      return findingsOf((await opendata.find(id))!)
    }
    // The first look of a watch knows no version yet: it reads everything, and remembers.
    await after('2026-12-29')
    const same = await after('2026-12-30')
    assert.deepEqual([same['fresh'], same['schema']], ['pass up-to-date', 'pass schema-matches'])
    const old = await after('2027-02-04')
    assert.deepEqual([old['fresh'], old['downloadable']], ['fail stale', 'pass downloaded'])
    assert.equal((await opendata.find(id))!.quality, 'fair')
    network.set(url, {
      text: 'rue,signalés\nx,deux\n',
      etag: '"2"',
      modified: 'Thu, 04 Feb 2027 10:00:00 GMT',
    })
    const other = await after('2027-02-06')
    assert.deepEqual([other['schema'], other['fresh']], ['fail columns-changed', 'pass up-to-date'])
  })
})

describe('publishing a query', () => {
  it('is one of the sources that the organisation may use, computed when it is asked for', async () => {
    const { id } = await entered('Par requête')
    const asking = (source: string) => ({ key: newId(), titleFr: 'Services', titleEn: '', source })
    assert.equal(refusalOf(await opendata.query(sofia, id, asking('autre'))), 'source-unknown')
    assert.equal(refusalOf(await opendata.query(sofia, id, asking('x; DROP TABLE event'))), 'source-unknown')
    valueOf(await opendata.query(sofia, id, asking('services')))
    assert.equal(await textOf(id), "\uFEFFservice,demandes\r\nacte-naissance,12\r\n'=cmd,3\r\n")
    await looked()
    const dataset = (await opendata.find(id))!
    assert.equal(dataset.quality, 'good')
    assert.equal(findingsOf(dataset)['fresh'], 'pass computed')
  })
})

describe('withdrawing data', () => {
  it('wants a reason, keeps the entry for all to read, and gives no file any more', async () => {
    const { id } = await entered('À retirer')
    const { distributions } = await publishedFile(id, GOOD)
    await looked()
    const why = { reason: 'errors', words: 'Des montants étaient faux.', replacedBy: '' }
    assert.equal(refusalOf(await opendata.withdraw(sofia, id, { ...why, words: ' ' })), 'reason-missing')
    assert.equal(
      refusalOf(await opendata.withdraw(sofia, id, { ...why, reason: 'replaced' })),
      'replacement-unknown',
    )
    const dataset = valueOf(await opendata.withdraw(sofia, id, why)).dataset
    assert.deepEqual([dataset.state, dataset.withdrawn!.words], ['withdrawn', why.words])
    assert.equal(await opendata.content(dataset, dataset.distributions[0]!), null)
    assert.equal(dataset.distributions[0]!.id, distributions[0]!.id)
    // Still held: it counts in what is not released.
    assert.deepEqual((await measuresOf(id)).at(-1), [3, true, false])
    assert.equal(refusalOf(await sent(id, GOOD)), 'dataset-withdrawn')
    assert.equal(valueOf(await opendata.takeUp(sofia, id)).dataset.state, 'preparing')
    assert.equal((await publishedFile(id, GOOD)).state, 'published')
  })

  it('takes out of target 10 only what the organisation no longer holds', async () => {
    const { id } = await entered('Plus détenu')
    const why = { reason: 'no-longer-held', words: 'Le programme a pris fin.', replacedBy: '' }
    valueOf(await opendata.withdraw(sofia, id, why))
    assert.deepEqual(await measuresOf(id), [
      [1, true, false],
      [2, false, false],
    ])
  })

  it('may be of one distribution: the dataset stays published as long as another one is', async () => {
    const { id } = await entered('Deux façons')
    await publishedFile(id, GOOD)
    const two = await publishedFile(id, GOOD + 'z,1,1\n')
    const [first, second] = two.distributions.map((one) => one.id)
    assert.equal(
      valueOf(await opendata.unpublish(sofia, id, first!, 'En double.')).dataset.state,
      'published',
    )
    assert.equal(
      valueOf(await opendata.unpublish(sofia, id, second!, 'Trop vieux.')).dataset.state,
      'preparing',
    )
    const kinds = (await opendata.changes({ dataset: id, limit: 10 })).map(({ kind }) => kind)
    assert.deepEqual(kinds.toSorted(), [
      'inventoried',
      'published',
      'published',
      'unpublished',
      'unpublished',
    ])
  })
})

describe('what an organisation owes of its data', () => {
  it('is updates that come or are late, obstacles and checks that fail', async () => {
    const { id } = await entered('À tenir')
    await publishedFile(id, GOOD)
    const obstacle = {
      key: newId(),
      what: 'Le système ne sait pas exporter.',
      owner: 'Informatique',
      until: '2027-03-01',
    }
    assert.deepEqual(
      detailsOf(await opendata.hinder(sofia, id, { ...obstacle, until: 'bientôt', what: '' })),
      {
        faults: { what: 'missing', until: 'not-a-day' },
      },
    )
    valueOf(await opendata.hinder(sofia, id, obstacle))
    const mine = async (today: string) =>
      (await opendata.due('ville-des-ormes', today))
        .filter((one) => one.id === id)
        .map(({ is, day }) => [is, day])
    assert.deepEqual(await mine('2027-02-06'), [['obstacle', '2027-03-01']])
    // Published on 6 February 2027, monthly: late after 40 days.
    assert.deepEqual(await mine('2027-02-20'), [
      ['obstacle', '2027-03-01'],
      ['update', '2027-03-18'],
    ])
    valueOf(await opendata.clear(sofia, id, obstacle.key))
    assert.deepEqual(await mine('2027-02-06'), [])
    assert.equal((await opendata.reported('2027-02-06')).get('ville-des-ormes'), '2027-02-06')
    assert.equal((await opendata.reported('2027-02-06')).get('regie-des-familles'), undefined)
  })

  it('is looked at again when somebody asks, once a minute', async () => {
    const { id } = await entered('Vérifier maintenant')
    await publishedFile(id, GOOD)
    await looked()
    assert.equal(refusalOf(await opendata.checkNow(sofia, id)), 'checked-just-now')
    now = new Date(now.getTime() + 61_000)
    const { dataset } = valueOf(await opendata.checkNow(sofia, id))
    assert.equal(dataset.distributions[0]!.lastCheck!.at, now.toISOString())
  })
})

describe('looking at everything every day', () => {
  it('asks one thing of a host at a time, and two processes never look at the same', async () => {
    const { id } = await entered('Un hôte')
    for (const name of ['a', 'b', 'c']) {
      network.set(`https://hote.example/${name}.csv`, { text: GOOD })
      await opendata.link(sofia, id, {
        key: newId(),
        titleFr: name,
        titleEn: '',
        url: `https://hote.example/${name}.csv`,
        format: '',
        confirmed: false,
      })
    }
    // Nothing is under way that would look at them on the new day before anybody counts.
    await looked()
    now = new Date(now.getTime() + 2 * 86_400_000)
    const other = await create()
    asked.length = 0
    rounds.push(other.watch({ log, pollMs: 1e8 }))
    rounds[0]!.poke()
    await Promise.all(rounds.map((round) => round.idle()))
    await looked()
    const links = asked.filter((url) => url.startsWith('https://hote.example/'))
    assert.deepEqual(
      links.toSorted(),
      ['a', 'b', 'c'].map((name) => `https://hote.example/${name}.csv`),
    )
  })

  it('is taken up by others when a process dies in the middle', async () => {
    const later = new Date(now.getTime() + 2 * 86_400_000)
    await fresh.db.query(sql`UPDATE dataset_watch SET held_until = ${new Date(later.getTime() + 60_000)}`)
    now = later
    asked.length = 0
    await looked()
    assert.deepEqual(asked, [])
    now = new Date(later.getTime() + 61_000)
    await looked()
    assert.ok(asked.length > 0)
    const [row] = await fresh.db.query<{ held: number }>(sql`
      SELECT count(*) AS held FROM dataset_watch WHERE held_until IS NOT NULL OR next_at <= ${now}`)
    assert.equal(row!.held, 0)
  })

  it('says when a file that is kept here is gone or is no longer what was published', async () => {
    const { id } = await entered('Abîmé')
    const { distributions } = await publishedFile(id, GOOD + 'abîmé,1,1\n')
    const { digest } = distributions[0]!
    await fresh.db.query(
      sql`UPDATE content_part SET bytes = ${Buffer.from('a,b\n1,2\n')} WHERE digest = ${digest}`,
    )
    // It may have been looked at already, as soon as it was published: the next day it is again.
    await looked()
    now = new Date(now.getTime() + 2 * 86_400_000)
    await looked()
    assert.equal(findingsOf((await opendata.find(id))!)['downloadable'], 'fail content-altered')
  })
})
