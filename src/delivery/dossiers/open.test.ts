import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { idOfKey, isKey, newKey, sql } from '#kernel'
import { type Actor, holderOf, robot } from '#parties'
import {
  AMELIES_ANSWERS,
  hereOf,
  openStory,
  POTHOLE_ANSWERS,
  refusalOf,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { answer } from './answer.ts'
import { decide } from './decide.ts'
import { remainderOf } from './remainder.ts'

let story: Story
before(async () => {
  story = await openStory()
})
after(() => story.close())

const nobody: Actor = holderOf('nothing')

describe('opening a dossier', () => {
  it('is refused for a service that is not published', async () => {
    const opened = await story.dossiers.open({ service: 'nothing', ...hereOf(nobody) })
    assert.equal(refusalOf(opened), 'service-unknown')
  })

  it('is refused to whoever is not signed in, when the service is for a person', async () => {
    for (const actor of [nobody, story.agent('lucie-gagnon'), robot('assess')]) {
      const opened = await story.dossiers.open({ service: 'allocation-famille', ...hereOf(actor) })
      assert.equal(refusalOf(opened), 'sign-in-needed')
    }
  })

  it('is an event that names the service, its version and who answers for it', async () => {
    const { dossier, key } = await story.openAs(story.person('karim-haddad'), 'allocation-famille')
    assert.equal(key, null)
    assert.deepEqual(await story.said(dossier.id, 'dossier.opened'), {
      service: 'allocation-famille',
      version: 1,
      organisation: 'regie-des-familles',
      channel: 'portal',
      language: 'fr',
    })
    assert.deepEqual(await story.dossier(dossier.id), dossier)
  })

  it('lists a person’s dossiers, the last touched first, and nobody else’s', async () => {
    const rolande = story.person('rolande-gauthier')
    const first = (await story.openAs(rolande, 'allocation-famille')).dossier.id
    story.setTime('2026-11-23T16:00:00Z')
    const second = (await story.openAs(rolande, 'certificat-naissance')).dossier.id
    story.setTime('2026-11-23T17:00:00Z')
    await story.answerAll(first, rolande, { spouse: true })
    const { dossiers, count } = await story.dossiers.ofPerson(rolande.person, { limit: 1, offset: 0 })
    assert.deepEqual([dossiers.map(({ id }) => id), count], [[first], 2])
    const next = await story.dossiers.ofPerson(rolande.person, { limit: 1, offset: 1 })
    assert.deepEqual(
      next.dossiers.map(({ id }) => id),
      [second],
    )
  })
})

describe('reporting a pothole without an account', () => {
  it('gives a key that opens the dossier, which another key or no key does not', async () => {
    const { dossier, key } = await story.openAs(nobody, 'signalement-chaussee')
    assert.ok(isKey(key))
    assert.equal(idOfKey(key), dossier.id)
    const holder = holderOf(idOfKey(key))
    assert.equal((await story.dossiers.find(dossier.id, holder))!.id, dossier.id)
    const strangers = [holderOf(idOfKey(newKey())), nobody, story.person('amelie-tremblay')]
    for (const stranger of strangers) {
      assert.equal(await story.dossiers.find(dossier.id, stranger), null)
      const values = { place: 'Ailleurs' }
      assert.equal(refusalOf(await story.act(answer, dossier.id, stranger, { values })), 'not-found')
      assert.equal(refusalOf(await story.fileIt(dossier.id, stranger)), 'not-found')
    }
    await story.answerAll(dossier.id, holder, { ...POTHOLE_ANSWERS, photos: [await story.photo('trou')] })
    const { dossier: filed } = valueOf(await story.fileIt(dossier.id, holder))
    assert.deepEqual([filed.stage, filed.organisation], ['filed', 'ville-des-ormes'])
    const by = (await story.dossiers.history(dossier.id)).map(({ actor }) => actor)
    assert.deepEqual([...new Set(by)], ['key'])
  })

  it('leaves the key nowhere in the database', async () => {
    const { key } = await story.openAs(nobody, 'signalement-chaussee')
    await story.caughtUp()
    const tables = await story.db.query<{ name: string }>(
      sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    )
    assert.ok(tables.length > 10)
    for (const { name } of tables) {
      const { rows } = await story.db.pool.query(
        `SELECT 1 FROM "${name}" AS t WHERE t::text LIKE '%' || $1 || '%'`,
        [key!.slice(1)],
      )
      assert.deepEqual([name, rows.length], [name, 0])
    }
  })

  it('belongs to the person who was signed in, and then no key opens it', async () => {
    const amelie = story.person('amelie-tremblay')
    const { dossier, key } = await story.openAs(amelie, 'signalement-chaussee')
    assert.equal(key, null)
    assert.equal(await story.dossiers.find(dossier.id, holderOf(dossier.id)), null)
    assert.equal((await story.dossiers.find(dossier.id, amelie))!.id, dossier.id)
  })
})

describe('publishing a version while dossiers are in flight', () => {
  it('leaves the draft and the filed dossier on theirs, to their end, and opens new ones on the new', async () => {
    const amelie = story.person('amelie-tremblay')
    const draft = (await story.openAs(amelie, 'allocation-famille')).dossier
    await story.answerAll(draft.id, amelie, { spouse: false })
    const agent = story.agent('jean-marc-fortin')
    const pothole = await story.filed(nobody, 'signalement-chaussee', POTHOLE_ANSWERS)

    const renamed = await story.publish('allocation-famille', (definition) => ({
      ...definition,
      needs: definition.needs
        .filter(({ id }) => id !== 'email')
        .map((need) => (need.id === 'payment' ? { ...need, options: ['cheque', 'transfer', 'card'] } : need)),
    }))
    const rerouted = await story.publish('signalement-chaussee', (definition) => ({
      ...definition,
      path: {
        filed: { agent: ['decide'], role: 'travaux-publics', within: 'P1D', outcomes: { close: 'closed' } },
        closed: { decision: 'favourable' },
      },
    }))
    assert.deepEqual([renamed, rerouted], [2, 2])

    const fresh = (await story.openAs(amelie, 'allocation-famille')).dossier
    assert.equal(fresh.version, 2)
    const unknown = await story.act(answer, fresh.id, amelie, { values: { payment: 'deposit' } })
    assert.equal(refusalOf(unknown), 'answers-faulty')

    const account = { payment: 'deposit', bankAccount: '00123-815-1234567', email: 'amelie@exemple.com' }
    await story.answerAll(draft.id, amelie, { ...AMELIES_ANSWERS, ...account })
    valueOf(await story.fileIt(draft.id, amelie))
    await story.caughtUp()
    const decided = await story.dossier(draft.id)
    assert.deepEqual([decided.version, decided.status], [1, 'decided'])
    assert.equal((await story.said(draft.id, 'dossier.filed'))!['version'], 1)

    await story.takenBy(agent, pothole.id)
    const verdict = { reason: 'Nous réparons jeudi.', outcome: 'plan' }
    valueOf(await story.act(decide, pothole.id, agent, verdict))
    assert.equal((await story.dossier(pothole.id)).stage, 'planned')
  })

  it('is remembered by a process that starts later', async () => {
    const amelie = story.person('amelie-tremblay')
    const { dossiers } = await story.dossiers.ofPerson(amelie.person, { limit: 10, offset: 0 })
    const versions = new Set(dossiers.map(({ pinned }) => `${pinned.service} ${pinned.version}`))
    assert.ok(versions.has('allocation-famille 1') && versions.has('allocation-famille 2'))
    for (const dossier of dossiers) assert.ok(remainderOf(dossier.pinned, dossier).inForce.length > 0)
  })
})
