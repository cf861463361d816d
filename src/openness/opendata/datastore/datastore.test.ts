import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { keepFile } from '#documents'
import { newId, sha256, sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { plainDataset } from '../../../../tests/support/datasets.ts'
import { valueOf } from '../../../../tests/support/story.ts'
import { type Dataset, type Distribution, type Field, streamOf } from '../dataset.ts'
import type { Source } from '../tools.ts'
import { type Datastore, openDatastore } from './datastore.ts'
import { claim, findTable } from './store.ts'

let fresh: FreshDatabase
let now = new Date('2026-11-23T15:00:00.000Z')
let computed = [['portal', 12]] as [string, number][]
/** When what is computed may be read. */
let readable = Promise.resolve()
const lines: object[] = []

const source: Source = {
  id: 'channels',
  title: { fr: 'Canaux', en: 'Channels' },
  organisation: null,
  columns: [
    { name: 'channel', type: 'string' },
    { name: 'count', type: 'integer' },
  ],
  async *rows() {
    await readable
    yield* computed
  },
}

const open = (): Datastore =>
  openDatastore({
    db: fresh.db,
    clock: () => now,
    sources: [source],
    log: { error: (details) => lines.push(details) },
  })

let datastore: Datastore
before(async () => {
  fresh = await freshDatabase({ connections: 6 })
  datastore = open()
})
after(async () => {
  await datastore.stop()
  await fresh.drop()
})

/** A dataset whose only file is this text. */
const published = async (
  text: string,
  fields: Field[],
  given: Partial<Distribution> = {},
): Promise<{ dataset: Dataset; file: Distribution }> => {
  const bytes = Buffer.from(text)
  const digest = sha256(bytes).toString('hex')
  async function* read() {
    yield bytes
  }
  await keepFile(fresh.db, { digest, size: bytes.length, read, letGo: async () => {} }, 'text/csv', now)
  const file: Distribution = {
    id: newId(),
    title: { fr: '', en: '' },
    kind: 'upload',
    status: 'published',
    format: 'csv',
    mediaType: 'text/csv',
    url: null,
    query: null,
    digest,
    bytes: bytes.length,
    rows: null,
    schema: { fields },
    versions: [],
    pending: null,
    updatedAt: now.toISOString(),
    lastCheck: null,
    counts: true,
    ...given,
  }
  return { dataset: plainDataset({ id: `jeu-${file.id}`, distributions: [file] }), file }
}

const TREES: Field[] = [
  { name: 'essence', type: 'string' },
  { name: 'diametre', type: 'number', decimalChar: ',' },
  { name: 'plante', type: 'date' },
  { name: 'public', type: 'boolean' },
]
const TEXT = `essence;diametre;plante;public
Érable à sucre;42,5;1987-05-01;oui
"Orme ""d’Amérique""; le vieux";110;;oui
Chêne;7,25;2020-10-02;non
`
const trees = () => published(TEXT, TREES, { schema: { fields: TREES, delimiter: ';' } })
const first = { limit: 100, offset: 0 }

describe('the rows of a published table', () => {
  it('are typed by its columns, in the order of the file, exactly counted', async () => {
    const { dataset, file } = await trees()
    const { rows, total, all } = valueOf(await datastore.rows(dataset, file, first))
    assert.deepEqual(rows, [
      { id: 1, cells: ['Érable à sucre', 42.5, '1987-05-01', true] },
      { id: 2, cells: ['Orme "d’Amérique"; le vieux', 110, null, true] },
      { id: 3, cells: ['Chêne', 7.25, '2020-10-02', false] },
    ])
    assert.deepEqual([total, all], [3, 3])
  })

  it('are filtered, searched, sorted and cut; what is typed is never a pattern', async () => {
    const { dataset, file } = await trees()
    const ids = async (asked: object) =>
      valueOf(await datastore.rows(dataset, file, { ...first, ...asked })).rows.map(({ id }) => id)
    assert.deepEqual(await ids({ filters: { public: [true] } }), [1, 2])
    assert.deepEqual(await ids({ filters: { essence: ['Chêne', 'Érable à sucre'], public: [false] } }), [3])
    assert.deepEqual(await ids({ filters: { plante: [null] } }), [2])
    assert.deepEqual(await ids({ sort: [{ field: 'diametre', descending: true }] }), [2, 1, 3])
    assert.deepEqual(await ids({ words: ['orme'] }), [2])
    assert.deepEqual(await ids({ words: ['%'] }), [])
    assert.deepEqual(await ids({ limit: 1, offset: 1 }), [2])
  })

  it('of another version take the place of those before, which are swept', async () => {
    const { dataset, file } = await trees()
    await datastore.rows(dataset, file, first)
    const other = await published('essence;diametre;plante;public\nPin;1;;non\n', TREES)
    const next = { ...file, digest: other.file.digest }
    const { rows, all } = valueOf(await datastore.rows({ ...dataset, distributions: [next] }, next, first))
    assert.deepEqual([rows[0]!.cells[0], all], ['Pin', 1])
    const [held] = await fresh.db.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM dataset_row WHERE distribution = ${file.id}`,
    )
    assert.equal(held!.count, 1)
  })

  it('of JSON and of GeoJSON are those of their objects; what is nested is shown as JSON', async () => {
    const objects = await published('[{"a":1,"b":[1,{"c":"d"}]},{"b":"x"}]', [
      { name: 'a', type: 'integer' },
      { name: 'b', type: 'string' },
    ])
    const json = { ...objects.file, format: 'json' as const }
    const found = valueOf(await datastore.rows({ ...objects.dataset, distributions: [json] }, json, first))
    assert.deepEqual(
      found.rows.map(({ cells }) => cells),
      [
        [1, '[1,{"c":"d"}]'],
        [null, 'x'],
      ],
    )
    const features = await published(
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[-72,46]},"properties":{"nom":"Parc"}}]}',
      [
        { name: 'nom', type: 'string' },
        { name: 'geometry', type: 'string' },
      ],
    )
    const geojson = { ...features.file, format: 'geojson' as const }
    const places = valueOf(
      await datastore.rows({ ...features.dataset, distributions: [geojson] }, geojson, first),
    )
    assert.deepEqual(places.rows[0]!.cells, ['Parc', 'Point'])
  })

  it('of what the platform computes are read again after a quarter of an hour, and never waited for twice', async () => {
    const { dataset, file } = await published('', source.columns as Field[], {
      kind: 'query',
      query: 'channels',
      digest: null,
    })
    const count = async () => valueOf(await datastore.rows(dataset, file, first)).rows[0]!.cells[1]
    assert.equal(await count(), 12)
    computed = [['portal', 13]]
    assert.equal(await count(), 12)
    now = new Date(now.getTime() + 16 * 60_000)
    const gate = Promise.withResolvers<void>()
    readable = gate.promise
    assert.equal(await count(), 12)
    gate.resolve()
    await datastore.stop()
    assert.equal(await count(), 13)
  })

  it('are those of the reading that took the place of the one asked for before its rows were read', async () => {
    const { dataset, file } = await published('', source.columns as Field[], {
      kind: 'query',
      query: 'channels',
      digest: null,
    })
    await datastore.rows(dataset, file, first)
    computed = [['portal', 14]]
    now = new Date(now.getTime() + 16 * 60_000)
    const { db } = fresh
    const query: typeof db.query = async (statement) => {
      if (/FROM dataset_row/.test(statement.text)) await late.stop()
      return db.query(statement)
    }
    const late = openDatastore({
      db: { ...db, query },
      clock: () => now,
      sources: [source],
      log: { error: (details) => lines.push(details) },
    })
    const found = valueOf(await late.rows(dataset, file, first))
    assert.deepEqual([found.rows[0]?.cells, found.total, found.readAt], [['portal', 14], 1, now])
  })

  it('are read once when ten people ask at once, from two processes', async () => {
    const { dataset, file } = await published(
      `n\n${Array.from({ length: 5_000 }, (_, n) => n).join('\n')}\n`,
      [{ name: 'n', type: 'integer' }],
    )
    const other = open()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        (at % 2 ? other : datastore).rows(dataset, file, { limit: 1, offset: 4_999 }),
      ),
    )
    // Whoever comes while another process reads may be told to come back; nobody sees half of a table.
    for (const answer of answers)
      if (answer.ok) assert.deepEqual([answer.value.total, answer.value.rows[0]?.cells], [5_000, [4_999]])
      else assert.equal(answer.refusal, 'not-read-yet')
    assert.ok(answers.some(({ ok }) => ok))
    const [held] = await fresh.db.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM dataset_row WHERE distribution = ${file.id}`,
    )
    assert.equal(held!.count, 5_000)
    await other.stop()
  })

  it('of a reading that was killed are swept by the next one', async () => {
    const { dataset, file } = await trees()
    const place = { stream: streamOf(dataset.id), distribution: file.id }
    const killed = newId()
    await claim(fresh.db, place, { loading: killed, now, until: new Date(now.getTime() + 30_000) })
    await fresh.db.query(sql`
      INSERT INTO dataset_row (stream, distribution, load, n, row)
      VALUES (${place.stream}, ${place.distribution}, ${killed}, 1, '["à moitié"]')`)
    const impatient = openDatastore({
      db: fresh.db,
      clock: () => now,
      sources: [],
      log: { error: () => {} },
      patienceMs: 50,
    })
    const early = await impatient.rows(dataset, file, first)
    assert.equal(!early.ok && early.refusal, 'not-read-yet')
    now = new Date(now.getTime() + 31_000)
    assert.equal(valueOf(await datastore.rows(dataset, file, first)).all, 3)
    const [held] = await fresh.db.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM dataset_row WHERE distribution = ${file.id}`,
    )
    assert.equal(held!.count, 3)
  })

  it('are not kept of what is withdrawn, nor read of what is not published', async () => {
    const { dataset, file } = await trees()
    await datastore.rows(dataset, file, first)
    const draft = { ...file, status: 'draft' as const }
    const refusedDraft = await datastore.rows({ ...dataset, distributions: [draft] }, draft, first)
    assert.equal(!refusedDraft.ok && refusedDraft.refusal, 'not-a-table')
    await fresh.db.transaction((tx) =>
      datastore.subscriber.react(tx, {
        stream: streamOf(dataset.id),
        body: {},
      } as unknown as Parameters<typeof datastore.subscriber.react>[1]),
    )
    assert.equal(await findTable(fresh.db, { stream: streamOf(dataset.id), distribution: file.id }), null)
  })
})
