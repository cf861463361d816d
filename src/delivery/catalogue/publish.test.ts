import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { createCatalogue } from './catalogue.ts'
import type { Definition } from './definition.ts'
import { streamOfService } from './events.ts'
import { loadFolder } from './load.ts'
import { digestOf, publish } from './publish.ts'

const operator = { by: 'operator', at: new Date('2026-11-22T15:00:00Z') }

let fresh: FreshDatabase
let pothole: Definition
before(async () => {
  fresh = await freshDatabase()
  const loaded = await loadFolder('services/signalement-chaussee')
  assert.ok(loaded.ok)
  pothole = loaded.value
})
after(() => fresh.drop())

const named = (id: string, summary = 'Un service.'): Definition => ({
  ...pothole,
  id,
  words: { ...pothole.words, fr: { ...pothole.words.fr, summary } },
})

describe('publishing a service', () => {
  it('numbers its versions from 1, and tells the ledger in the same transaction', async () => {
    const first = await publish(fresh.db, named('rue'), operator)
    const second = await publish(fresh.db, named('rue', 'Mieux dit.'), operator)
    assert.ok(first.ok && second.ok)
    assert.deepEqual([first.value.version, second.value.version], [1, 2])
    const events = await fresh.db.query<{
      kind: string
      seq: number
      body: Record<string, unknown>
      actor: string
    }>(sql`SELECT kind, seq, body, actor FROM event WHERE stream = ${streamOfService('rue')} ORDER BY seq`)
    assert.deepEqual(
      events.map(({ kind, seq, actor }) => [kind, seq, actor]),
      [
        ['service.published', 1, 'operator'],
        ['service.published', 2, 'operator'],
      ],
    )
    assert.deepEqual(events[1]?.body, {
      service: 'rue',
      version: 2,
      digest: second.value.digest,
      authority: 'ville-des-ormes',
    })
  })

  it('says what it counts for: digital or not, and whether people took part before', async () => {
    const measureOf = async (id: string, change: Partial<Definition>) => {
      const published = await publish(fresh.db, { ...named(id), ...change }, operator)
      assert.ok(published.ok)
      const [event] = await fresh.db.query<{ measure: string }>(
        sql`SELECT measure FROM event WHERE stream = ${streamOfService(id)}`,
      )
      return JSON.parse(event!.measure) as Record<string, unknown>
    }
    const people = {
      on: '2026-11-21',
      method: 'interview',
      participants: 6,
      finding: 'onThePavement',
    } as const
    assert.deepEqual(await measureOf('digital', { channels: ['portal'], involvement: [people] }), {
      organisation: 'ville-des-ormes',
      service: 'digital',
      version: 1,
      digital: true,
      involved: true,
    })
    const counter = await measureOf('comptoir', { channels: ['counter', 'phone', 'paper'], involvement: [] })
    assert.deepEqual([counter['digital'], counter['involved']], [false, false])
    // The day itself is not before it; nobody, or nothing published, does not count.
    const none = [
      { ...people, on: '2026-11-22' },
      { ...people, participants: 0 },
      { on: people.on, method: people.method, participants: 6 },
    ]
    assert.equal(
      (await measureOf('personne', { channels: ['partner'], involvement: none }))['involved'],
      false,
    )
    assert.equal((await measureOf('partenaire', { channels: ['partner'] }))['digital'], true)
  })

  it('is refused as unchanged when the latest version says the same, and leaves no event', async () => {
    await publish(fresh.db, named('parc'), operator)
    const again = await publish(fresh.db, named('parc'), operator)
    assert.ok(!again.ok)
    assert.deepEqual([again.refusal, again.details['version']], ['unchanged', 1])
    const events = await fresh.db.query(sql`SELECT 1 FROM event WHERE stream = ${streamOfService('parc')}`)
    assert.equal(events.length, 1)
  })

  it('goes back to what it was as a new version: the past is never edited', async () => {
    for (const summary of ['A', 'B', 'A']) await publish(fresh.db, named('retour', summary), operator)
    const rows = await fresh.db.query<{ version: number }>(
      sql`SELECT version FROM service_version WHERE service = 'retour' ORDER BY version`,
    )
    assert.deepEqual(
      rows.map((row) => row.version),
      [1, 2, 3],
    )
  })

  it('is refused when an expression does not compile, and keeps nothing', async () => {
    const broken = named('casse')
    broken.needs = broken.needs.map((need) =>
      need.id === 'email' ? { ...need, when: 'dangerouss = true' } : need,
    )
    const refused = await publish(fresh.db, broken, operator)
    assert.ok(!refused.ok)
    assert.equal(refused.refusal, 'not-publishable')
    assert.match(JSON.stringify(refused.details), /"didYouMean":"dangerous"/)
    assert.equal((await fresh.db.query(sql`SELECT 1 FROM service_version WHERE service = 'casse'`)).length, 0)
  })

  it('makes one version of ten identical publications at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => publish(fresh.db, named('ensemble'), operator)),
    )
    assert.equal(all.filter((each) => each.ok).length, 1)
    assert.ok(all.every((each) => each.ok || each.refusal === 'unchanged'))
  })

  it('gives each of ten different ones its own number, with no hole', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => publish(fresh.db, named('file', `Version ${at}`), operator)),
    )
    const numbers = all.map((each) => (each.ok ? each.value.version : 0)).toSorted((a, b) => a - b)
    assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('has a digest that the order of keys does not change and every word does', () => {
    const shuffled = Object.fromEntries(Object.entries(pothole).toReversed()) as Definition
    assert.equal(digestOf(shuffled), digestOf(pothole))
    assert.notEqual(digestOf(named(pothole.id, 'Autre.')), digestOf(pothole))
  })
})

describe('the catalogue', () => {
  it('keeps each version as it was, beside the one in force', async () => {
    await publish(fresh.db, named('pont', 'Avant.'), operator)
    const catalogue = await createCatalogue(fresh.db)
    const before = catalogue.current('pont')
    await publish(fresh.db, named('pont', 'Après.'), operator)
    await catalogue.refresh()
    assert.equal(before?.definition.words.fr.summary, 'Avant.')
    assert.equal(catalogue.current('pont')?.definition.words.fr.summary, 'Après.')
    assert.equal(await catalogue.at('pont', 1), before)
    assert.equal((await catalogue.at('pont', 1))?.definition.words.fr.summary, 'Avant.')
    assert.equal(await catalogue.at('pont', 99), null)
    assert.equal(catalogue.current('nulle-part'), null)
    catalogue.stop()
  })

  it('shows a publication by another process within its delay, without being asked', async () => {
    const catalogue = await createCatalogue(fresh.db, { every: 50 })
    await publish(fresh.db, named('ailleurs'), operator)
    while (!catalogue.current('ailleurs')) await wait(25)
    assert.equal(catalogue.current('ailleurs')?.version, 1)
    assert.ok(catalogue.list().some((version) => version.service === 'ailleurs'))
    catalogue.stop()
  })

  it('leaves the version before in force when a later one cannot run, and says so', async () => {
    await publish(fresh.db, named('solide'), operator)
    const errors: string[] = []
    const log = { error: (_: object, message: string) => errors.push(message) }
    // It looks only when it is asked: each look says it.
    const catalogue = await createCatalogue(fresh.db, { log, every: 3_600_000 })
    await fresh.db.query(sql`
      INSERT INTO service_version (service, version, digest, definition, published_at)
      SELECT service, 2, digest, jsonb_set(definition::jsonb, '{needs,0,when}', '"nobody = 1"')::json, published_at
      FROM service_version WHERE service = 'solide'`)
    await catalogue.refresh()
    assert.equal(catalogue.current('solide')?.version, 1)
    assert.equal(errors.length, 1)
    catalogue.stop()
  })
})
