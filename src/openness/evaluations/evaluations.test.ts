import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Dossier, withdraw } from '#dossiers'
import { sql } from '#kernel'
import type { Person } from '#parties'
import {
  AMELIES_ANSWERS,
  detailsOf,
  openStory,
  POTHOLE_ANSWERS,
  refusalOf,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { type Answers, readAnswers } from './evaluation.ts'

let story: Story
let amelie: Person
before(async () => {
  story = await openStory({ services: ['allocation-famille', 'signalement-chaussee'] })
  amelie = story.person('amelie-tremblay')
})
after(() => story.close())

const happy: Answers = { satisfaction: 5, ease: 4, clarity: 4, online: 'yes' }
const granted = (): Promise<Dossier> => story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
const rowsOf = (table: 'evaluation' | 'evaluation_turn' | 'evaluation_invitation' | 'evaluation_key') =>
  ({
    evaluation: () => story.db.query(sql`SELECT * FROM evaluation`),
    evaluation_turn: () => story.db.query(sql`SELECT * FROM evaluation_turn`),
    evaluation_invitation: () => story.db.query(sql`SELECT * FROM evaluation_invitation`),
    evaluation_key: () => story.db.query(sql`SELECT * FROM evaluation_key`),
  })[table]()

describe('the turn of a dossier', () => {
  it('comes with the end of the use, and not before', async () => {
    const { dossier, key } = await story.openAs(
      { kind: 'holder', id: 'key', dossier: '' },
      'signalement-chaussee',
    )
    assert.equal(refusalOf(await story.evaluations.invite(dossier)), 'not-at-an-end')
    const holder = { kind: 'holder', id: 'key', dossier: dossier.id } as const
    assert.ok(key)
    valueOf(await story.act(withdraw, dossier.id, holder, {}))
    const left = await story.dossier(dossier.id)
    const token = valueOf(await story.evaluations.invite(left))
    const { end, service, version } = valueOf(await story.evaluations.invitationOf(token))
    assert.deepEqual([service, version, end], ['signalement-chaussee', 1, 'abandoned'])
  })

  it('is one: asked for twice on a day it gives the same token, so that a double click loses nothing', async () => {
    story.setDay('2026-11-24')
    const dossier = await granted()
    assert.equal(await story.evaluations.turnOf(dossier.id), 'free')
    const [one, other] = await Promise.all([
      story.evaluations.invite(dossier),
      story.evaluations.invite(dossier),
    ])
    assert.equal(valueOf(one), valueOf(other))
    assert.equal(await story.evaluations.turnOf(dossier.id), 'today')
    assert.match(valueOf(one), /^[\w-]{24}$/)
  })

  it('is over the day after: nothing that is kept leads from the dossier to its token any more', async () => {
    story.setDay('2026-11-25')
    const dossier = await granted()
    const token = valueOf(await story.evaluations.invite(dossier))
    story.setDay('2026-11-26')
    await story.evaluations.forget()
    assert.deepEqual(await rowsOf('evaluation_key'), [])
    const turns = (await rowsOf('evaluation_turn')) as { day: string | null }[]
    assert.ok(turns.length > 0 && turns.every(({ day }) => day === null))
    assert.equal(refusalOf(await story.evaluations.invite(dossier)), 'turn-taken')
    assert.equal(await story.evaluations.turnOf(dossier.id), 'taken')
    // Whoever kept the token uses it all the same.
    valueOf(await story.evaluations.receive(token, happy, ''))
  })

  it('leaves rows of one day without an order among them: one transaction wrote them all again', async () => {
    story.setDay('2026-11-26')
    const dossiers = [await granted(), await granted()]
    for (const dossier of dossiers) valueOf(await story.evaluations.invite(dossier))
    const writers = () =>
      story.db.query(sql`
        SELECT DISTINCT xmin::text FROM evaluation_turn WHERE dossier = ANY(${dossiers.map(({ id }) => id)}::uuid[])`)
    assert.equal((await writers()).length, 2)
    story.setDay('2026-11-27')
    await story.evaluations.forget()
    assert.equal((await writers()).length, 1)
  })

  it('gives tokens that are forgotten after a year', async () => {
    story.setDay('2026-11-27')
    const token = valueOf(await story.evaluations.invite(await granted()))
    story.setDay('2027-12-01')
    await story.evaluations.forget()
    assert.equal(refusalOf(await story.evaluations.invitationOf(token)), 'token-unknown')
    story.setDay('2026-11-30')
  })
})

describe('an evaluation', () => {
  it('is received once, whatever the number of tabs', async () => {
    const token = valueOf(await story.evaluations.invite(await granted()))
    const before = (await rowsOf('evaluation')).length
    const both = await Promise.all([
      story.evaluations.receive(token, happy, 'Merci'),
      story.evaluations.receive(token, happy, 'Merci'),
    ])
    assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
    assert.equal(refusalOf(await story.evaluations.receive(token, happy, '')), 'already-received')
    assert.equal(detailsOf(await story.evaluations.invitationOf(token))['service'], 'allocation-famille')
    assert.equal((await rowsOf('evaluation')).length, before + 1)
  })

  it('is refused for a token that is none, when nothing is said, and when too much is', async () => {
    const token = valueOf(await story.evaluations.invite(await granted()))
    const { receive } = story.evaluations
    const silent = readAnswers({ satisfaction: '6', ease: 'x', online: '' })
    assert.equal(refusalOf(await receive('A'.repeat(24), happy, '')), 'token-unknown')
    assert.equal(refusalOf(await receive('', happy, '')), 'token-unknown')
    assert.equal(refusalOf(await receive(token, silent, '  ')), 'nothing-answered')
    assert.equal(refusalOf(await receive(token, silent, 'x'.repeat(2_001))), 'comment-too-long')
    valueOf(await receive(token, silent, 'Trop long.'))
  })

  it('keeps the cleaned comment, and the event neither a comment, nor a person, nor an hour', async () => {
    const dossier = await granted()
    const token = valueOf(await story.evaluations.invite(dossier))
    valueOf(await story.evaluations.receive(token, happy, 'Je m’appelle Amélie Tremblay, 819 555-0142.'))
    const [row] = await story.db.query<{ id: string; comment: string }>(
      sql`SELECT id, comment FROM evaluation WHERE comment LIKE 'Je m%'`,
    )
    assert.equal(row!.comment, 'Je m’appelle [nom], [téléphone].')
    const [event] = await story.db.query<Record<string, unknown>>(
      sql`SELECT kind, body, actor, on_behalf_of, at, measure FROM event WHERE stream = ${row!.id}`,
    )
    assert.deepEqual(event, {
      kind: 'evaluation.received',
      body: { service: 'allocation-famille', version: 1, end: 'answered' },
      actor: 'anonymous',
      on_behalf_of: null,
      at: new Date('2026-11-30T05:00:00.000Z'),
      measure:
        '{"clarity":4,"ease":4,"end":"answered","online":"yes","organisation":"regie-des-familles","satisfaction":5,"service":"allocation-famille","version":1}',
    })
    const text = JSON.stringify([await rowsOf('evaluation'), await rowsOf('evaluation_invitation')])
    for (const trace of [dossier.id, dossier.number, 'amelie', token]) assert.ok(!text.includes(trace), trace)
  })
})

describe('a page', () => {
  it('is rated by its name, and what was missing is kept once, cleaned', async () => {
    const id = 'a0000000-0000-4000-8000-000000000001'
    const rating = { id, page: 'service', service: 'allocation-famille', useful: false }
    await story.evaluations.rate(rating)
    await story.evaluations.rate(rating)
    assert.ok(await story.evaluations.tellMissing(id, 'Le montant. Moi : lucie@exemple.ca'))
    assert.ok(await story.evaluations.tellMissing(id, 'Autre chose'))
    assert.equal(await story.evaluations.tellMissing('a0000000-0000-4000-8000-000000000002', 'x'), false)
    assert.equal(await story.evaluations.tellMissing('x', 'x'), false)
    await story.caughtUp()
    const workshop = story.evaluations.workshopFor(story.agent('elise-marchand'))!
    assert.deepEqual(await workshop.pages(), [
      { page: 'service', service: 'allocation-famille', useful: 0, useless: 1 },
    ])
    assert.deepEqual(
      (await workshop.missing('service', 5)).map(({ missing }) => missing),
      ['Le montant. Moi : [courriel]'],
    )
  })
})

describe('what was counted', () => {
  it('has the uses that ended for its denominator, each once, and is the same when it is rebuilt', async () => {
    for (let at = 0; at < 5; at++)
      await story.filed({ kind: 'holder', id: 'key', dossier: '' }, 'signalement-chaussee', POTHOLE_ANSWERS)
    await story.caughtUp()
    const counted = () =>
      story.db.query(
        sql`SELECT * FROM evaluation_tally ORDER BY service, version, month, "end", question, answer`,
      )
    const before = await counted()
    const reached = await story.db.query<{ service: string; count: number }>(sql`
      SELECT service, sum(count)::int8 AS count FROM evaluation_tally WHERE question = 'reached' GROUP BY service
      ORDER BY service`)
    const ended = await story.db.query<{ service: string; count: number }>(sql`
      SELECT service, count(*) AS count FROM dossier WHERE status IN ('decided', 'withdrawn') GROUP BY service
      ORDER BY service`)
    assert.deepEqual(reached, ended)
    assert.ok(before.length > 5)
    await story.ledger.rebuild('evaluations.tally')
    assert.deepEqual(await counted(), before)
  })
})
