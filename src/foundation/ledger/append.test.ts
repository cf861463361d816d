import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, sha256, sql } from '#kernel'
import { append, eventsOf, insertEvents, type Event } from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { AMELIE, eventOf, heldOpen, KARIM } from '../../../tests/support/ledger.ts'
import { canonical, commitmentOf, entryOf, type Envelope, envelopeOf } from './event.ts'

describe('writing events', () => {
  let fresh: FreshDatabase
  before(async () => {
    fresh = await freshDatabase({ connections: 10 })
  })
  after(() => fresh.drop())
  const appendAll = (events: Parameters<typeof append>[1]) => fresh.db.transaction((tx) => append(tx, events))

  it('gives each the next place of its stream, and reads back what was written', async () => {
    const [hers, his] = [newId(), newId()]
    const written = await appendAll([
      eventOf({ stream: hers, kind: 'dossier.opened', body: {} }),
      eventOf({ stream: his, actor: KARIM }),
      eventOf({
        stream: hers,
        body: { 'l’été': 'à Montréal', n: [1, null, 1e21, 5e-324, -0.5] },
        onBehalfOf: KARIM,
        measure: { service: 'nid-de-poule', channel: 'portal', needs: { lieu: 'reused' } },
      }),
    ])
    const [more] = await appendAll([eventOf({ stream: hers })])
    assert.deepEqual(
      [...written, more!].map(({ seq }) => seq),
      [1, 1, 2, 3],
    )
    const [, second] = await eventsOf(fresh.db, hers)
    assert.deepEqual(second, { ...written[2], erased: false })
    const [first] = await eventsOf(fresh.db, hers)
    assert.deepEqual(first, { ...written[0], measure: null, onBehalfOf: null, erased: false })
    assert.deepEqual(await appendAll([]), [])
  })

  it('gives concurrent acts on one stream places that neither collide nor leave a hole', async () => {
    const stream = newId()
    await Promise.all(Array.from({ length: 40 }, () => appendAll([eventOf({ stream }), eventOf({ stream })])))
    const places = (await eventsOf(fresh.db, stream)).map(({ seq }) => seq)
    assert.deepEqual(
      places,
      Array.from({ length: 80 }, (_, at) => at + 1),
    )
  })

  it('never has two acts wait for each other, whatever the order in which they name their streams', async () => {
    const [a, b] = [newId(), newId()]
    const both = (first: string, second: string) =>
      appendAll([eventOf({ stream: first }), eventOf({ stream: second })])
    await Promise.all(Array.from({ length: 30 }, (_, at) => (at % 2 ? both(a, b) : both(b, a))))
    assert.equal((await eventsOf(fresh.db, a)).length, 30)
  })

  it('leaves nothing when the act is rolled back, and its place is given again', async () => {
    const stream = newId()
    await assert.rejects(
      fresh.db.transaction(async (tx) => {
        await append(tx, [eventOf({ stream })])
        throw new Error('the act failed')
      }),
      /the act failed/,
    )
    const [event] = await appendAll([eventOf({ stream })])
    assert.equal(event!.seq, 1)
  })

  it('refuses what JSON or PostgreSQL cannot hold, and the transaction with it', async () => {
    const stream = newId()
    const circle: Record<string, unknown> = {}
    circle['again'] = circle
    for (const body of [{ n: Number.NaN }, { s: '\ud800' }, circle, { s: 'a\u0000b' }])
      await assert.rejects(appendAll([eventOf({ stream }), eventOf({ stream, body })]))
    assert.deepEqual(await eventsOf(fresh.db, stream), [])
  })

  it('is one statement for whoever owns the places of a stream, on a condition of theirs', async () => {
    const [moved, refused] = [newId(), newId()]
    const at = (stream: string): Event => ({ ...eventOf({ stream }), seq: 7, id: newId() })
    const [row] = await fresh.db.query<{ n: number }>(sql`
      WITH moved AS (SELECT ${moved}::uuid AS id),
        written AS (${insertEvents([at(moved), at(refused)], sql`e.stream IN (SELECT id FROM moved)`)} RETURNING 1)
      SELECT count(*) AS n FROM written`)
    assert.equal(row!.n, 1)
    assert.equal((await eventsOf(fresh.db, moved))[0]!.seq, 7)
    await assert.rejects(fresh.db.query(insertEvents([at(moved)])), { code: '23505' })
  })

  it('waits for the act that holds the stream', async () => {
    const stream = newId()
    const commit = await heldOpen(fresh.db, (tx) => append(tx, [eventOf({ stream })]))
    const second = appendAll([eventOf({ stream })])
    await commit()
    assert.equal((await second)[0]!.seq, 2)
  })
})

describe('the entry of an event', () => {
  const envelope: Envelope = {
    stream: '0199f0a0-0000-7000-8000-000000000001',
    seq: 3,
    id: '0199f0a0-0000-7000-8000-000000000002',
    kind: 'dossier.filed',
    at: new Date('2026-11-22T14:30:00.123Z'),
    actor: AMELIE,
    onBehalfOf: null,
    channel: 'portal',
    measure: null,
    commitment: commitmentOf(Buffer.alloc(16, 7), canonical({ b: 1, a: 'é' })),
  }

  it('is SHA-256 over the canonical JSON, which an outsider can write by hand', () => {
    const commitment = sha256(Buffer.concat([Buffer.alloc(16, 7), Buffer.from('{"a":"é","b":1}')])).toString(
      'hex',
    )
    const text =
      `{"actor":"${AMELIE}","at":"2026-11-22T14:30:00.123Z","channel":"portal","commitment":"${commitment}",` +
      `"id":"${envelope.id}","kind":"dossier.filed","measure":null,"onBehalfOf":null,"seq":3,"stream":"${envelope.stream}"}`
    assert.deepEqual(entryOf(envelope), sha256(Buffer.from(text)))
  })

  it('is canonical whatever its texts and its measure hold', () => {
    const measure = { service: 'né "ici"', needs: { b: 'reused', a: 'fetched' }, first: true }
    const odd = { actor: 'a"\\\n\u0001\u2028é😀', kind: '\t', channel: '/', onBehalfOf: '\b' }
    const { commitment, ...rest } = { ...envelope, ...odd }
    const whole = { ...rest, measure, at: envelope.at.toISOString(), commitment: commitment.toString('hex') }
    assert.equal(envelopeOf({ ...envelope, ...odd, measure: canonical(measure) }), canonical(whole))
  })

  it('differs when anything that it covers differs', () => {
    const others = [
      { seq: 4 },
      { kind: 'x' },
      { actor: KARIM },
      { onBehalfOf: KARIM },
      { at: new Date(0) },
      { measure: '{}' },
      { measure: '{"channel":"portal"}' },
    ]
    const entries = [{}, ...others].map((other) => entryOf({ ...envelope, ...other }).toString('hex'))
    assert.equal(new Set(entries).size, entries.length)
  })

  it('has no form for what is not JSON', () => {
    assert.throws(() => canonical(undefined), /no JSON form/)
  })
})
