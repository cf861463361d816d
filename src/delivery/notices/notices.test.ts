import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askReview, withdraw } from '#dossiers'
import { newId, sql } from '#kernel'
import type { Person } from '#parties'
import {
  AMELIES_ANSWERS,
  openStory,
  POTHOLE_ANSWERS,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { markRead } from './read.ts'
import { countInbox, inbox } from './store.ts'

let story: Story
let amelie: Person
before(async () => {
  story = await openStory({ services: ['allocation-famille', 'signalement-chaussee'] })
  amelie = story.person('amelie-tremblay')
})
after(() => story.close())

const received = (person = amelie, limit = 10, offset = 0) =>
  inbox(story.db, person.person, { limit, offset })

describe('the inbox', () => {
  it('tells the applicant what happened, the newest first, and nobody else', async () => {
    const { id, number } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    valueOf(await story.act(askReview, id, amelie, { reason: 'Relisez.' }))
    valueOf(await story.act(withdraw, id, amelie, {}))
    await story.caughtUp()
    const notices = await received()
    assert.deepEqual(notices.map(({ kind }) => kind).toSorted(), [
      'dossier.decided',
      'dossier.filed',
      'dossier.withdrawn',
      'review.requested',
    ])
    assert.equal(notices[0]!.kind, 'dossier.withdrawn')
    for (const notice of notices)
      assert.deepEqual([notice.dossier, notice.number, notice.version, notice.readAt], [id, number, 1, null])
    assert.equal(notices.find(({ kind }) => kind === 'dossier.decided')!.details['decision'], 'grant')
    assert.deepEqual(await received(story.person('karim-haddad')), [])
    assert.deepEqual((await received(amelie, 2, 3)).length, 1)
  })

  it('has nobody to tell when the dossier is opened by a key', async () => {
    const before = await story.db.query(sql`SELECT id FROM notice`)
    await story.filed({ kind: 'holder', id: 'key', dossier: 'none' }, 'signalement-chaussee', POTHOLE_ANSWERS)
    assert.deepEqual(await story.db.query(sql`SELECT id FROM notice`), before)
  })

  it('knows what was read, once, and lets nobody mark another’s', async () => {
    const [first, second] = await received()
    const karim = story.person('karim-haddad')
    await markRead(story.db, karim.person, [first!.id], story.now())
    assert.deepEqual(await countInbox(story.db, amelie.person), { all: 4, unread: 4 })
    await markRead(story.db, amelie.person, [first!.id, second!.id, newId(), 'nothing'], story.now())
    await markRead(story.db, amelie.person, [first!.id], new Date('2027-01-01T00:00:00Z'))
    assert.deepEqual(await countInbox(story.db, amelie.person), { all: 4, unread: 2 })
    assert.deepEqual((await received())[0]!.readAt, story.now())
  })

  it('is the same when it is rebuilt from the first event, what was read included', async () => {
    const before = await received()
    await story.ledger.rebuild('notices.inbox')
    assert.deepEqual(await received(), before)
  })
})
