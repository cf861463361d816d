import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { openTokens, sql } from '#kernel'
import { detailsOf, openStory, refusalOf, type Story, valueOf } from '../../../tests/support/story.ts'
import { choose, type Choice } from './choose.ts'
import { confirm, lookAtConfirmation } from './confirm.ts'
import { addressFor, type Preferences } from './preferences.ts'
import { pendingAddress } from './pending.ts'
import { findPreferences } from './store.ts'
import type { NoticeTools } from './tools.ts'
import { lookAtUnsubscribing, unsubscribe } from './unsubscribe.ts'

let story: Story
let tools: NoticeTools
before(async () => {
  story = await openStory({ services: [] })
  tools = { db: story.db, clock: story.now, tokens: openTokens(randomBytes(32)), sends: true }
})
after(() => story.close())
beforeEach(() => story.setDay('2026-11-23'))

const byMail = (more: Partial<Choice> = {}): Choice => ({
  means: 'email',
  language: 'fr',
  without: [],
  address: 'amelie@exemple.example',
  ...more,
})
const kept = async (person: string): Promise<Preferences> => (await findPreferences(story.db, person))!
const tokenFor = async (person: string): Promise<string> => {
  const [row] = await story.db.query<{ id: string }>(sql`
    SELECT id FROM address_confirmation WHERE person = ${person} ORDER BY asked_at DESC, id DESC LIMIT 1`)
  return tools.tokens.seal('confirm', person, row!.id)
}
const queued = (person: string) =>
  story.db.query<{ kind: string; address: string; state: string }>(sql`
    SELECT kind, address, state FROM mail WHERE person = ${person} ORDER BY made_at, id`)
const happenedTo = async (person: string) => {
  const rows = await story.db.query<{ kind: string; body: object }>(sql`
    SELECT kind, body FROM event WHERE actor = ${`person:${person}`} ORDER BY seq`)
  return rows.map(({ kind }) => kind)
}

describe('choosing e-mail', () => {
  it('writes to the address first, and uses it once it is confirmed from there', async () => {
    assert.equal(valueOf(await choose(tools, 'amelie', byMail())).asked, 'amelie@exemple.example')
    assert.equal((await kept('amelie')).address, null)
    assert.deepEqual(await pendingAddress(story.db, 'amelie', story.now()), {
      address: 'amelie@exemple.example',
      failed: false,
    })
    assert.deepEqual(await queued('amelie'), [
      { kind: 'address', address: 'amelie@exemple.example', state: 'queued' },
    ])
    const token = await tokenFor('amelie')
    assert.equal(valueOf(await lookAtConfirmation(tools, token)).address, 'amelie@exemple.example')
    assert.equal((await kept('amelie')).address, null, 'looking does nothing')
    valueOf(await confirm(tools, token))
    assert.equal((await kept('amelie')).address, 'amelie@exemple.example')
    assert.equal(await pendingAddress(story.db, 'amelie', story.now()), null)
    assert.deepEqual(await happenedTo('amelie'), [
      'preferences.changed',
      'address.asked',
      'address.confirmed',
    ])
  })

  it('lets a link serve once, for two days, and no other than ours', async () => {
    assert.equal(refusalOf(await confirm(tools, await tokenFor('amelie'))), 'link-used')
    valueOf(await choose(tools, 'karim', byMail({ address: 'karim@exemple.example' })))
    const token = await tokenFor('karim')
    story.setTime('2026-11-25T15:00:00.000Z')
    assert.equal(refusalOf(await confirm(tools, token)), 'link-expired')
    for (const wrong of ['', 'x', tools.tokens.seal('unsubscribe', 'karim', 'reminders')])
      assert.equal(refusalOf(await confirm(tools, wrong)), 'link-unknown')
    assert.equal((await kept('karim')).address, null)
  })

  it('is confirmed once by two clicks at the same moment', async () => {
    valueOf(await choose(tools, 'louis', byMail({ address: 'louis@exemple.example' })))
    const token = await tokenFor('louis')
    const both = await Promise.all([confirm(tools, token), confirm(tools, token)])
    assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
  })

  it('keeps the address of before until the new one is confirmed', async () => {
    valueOf(await choose(tools, 'amelie', byMail({ address: 'neuve@exemple.example' })))
    assert.equal((await kept('amelie')).address, 'amelie@exemple.example')
    valueOf(await confirm(tools, await tokenFor('amelie')))
    assert.equal((await kept('amelie')).address, 'neuve@exemple.example')
    assert.equal(
      valueOf(await choose(tools, 'amelie', byMail({ address: 'neuve@exemple.example' }))).asked,
      null,
    )
  })

  it('is confirmed by nobody whose address was given by mistake, once another choice was made', async () => {
    valueOf(await choose(tools, 'zoé', byMail({ address: 'etranger@exemple.example' })))
    const mistaken = await tokenFor('zoé')
    valueOf(await choose(tools, 'zoé', byMail({ address: 'zoe@exemple.example' })))
    assert.equal(refusalOf(await confirm(tools, mistaken)), 'link-expired')
    const first = await tokenFor('zoé')
    valueOf(await choose(tools, 'zoé', byMail({ address: 'zoe@exemple.example', language: 'en' })))
    valueOf(await confirm(tools, first))
    assert.equal((await kept('zoé')).address, 'zoe@exemple.example')

    valueOf(await choose(tools, 'zoé', byMail({ address: 'etranger@exemple.example' })))
    const left = await tokenFor('zoé')
    valueOf(await choose(tools, 'zoé', byMail({ means: 'inbox' })))
    assert.equal(await pendingAddress(story.db, 'zoé', story.now()), null)
    assert.equal(refusalOf(await confirm(tools, left)), 'link-expired')
    const { means, address } = await kept('zoé')
    assert.deepEqual([means, address], ['inbox', 'zoe@exemple.example'])
  })

  it('is refused without an address that can be one, or where no mail is sent', async () => {
    for (const address of [
      undefined,
      '',
      'amelie',
      'amelie@',
      'a@b',
      'a@exemple.example\r\nBcc: x@y.example',
    ])
      assert.equal(
        refusalOf(await choose(tools, 'mei', byMail({ address }))),
        'address-faulty',
        String(address),
      )
    assert.equal(refusalOf(await choose({ ...tools, sends: false }, 'mei', byMail())), 'mail-not-offered')
    assert.equal(await findPreferences(story.db, 'mei'), null)
  })

  it('tells the person when the message that asks for it cannot arrive', async () => {
    valueOf(await choose(tools, 'jean', byMail({ address: 'inconnu@exemple.example' })))
    await story.db.query(sql`UPDATE mail SET state = 'bounced' WHERE person = 'jean'`)
    assert.deepEqual(await pendingAddress(story.db, 'jean', story.now()), {
      address: 'inconnu@exemple.example',
      failed: true,
    })
  })

  it('does not let anybody flood an address that is not theirs', async () => {
    for (let at = 0; at < 5; at++)
      valueOf(await choose(tools, 'mei', byMail({ address: `victime${at}@exemple.example` })))
    const sixth = await choose(tools, 'mei', byMail({ address: 'victime5@exemple.example' }))
    assert.equal(refusalOf(sixth), 'asked-too-often')
    assert.deepEqual(detailsOf(sixth), { most: 5 })
    story.setTime('2026-11-24T15:00:01.000Z')
    valueOf(await choose(tools, 'mei', byMail({ address: 'victime5@exemple.example' })))
  })
})

describe('stopping a kind in one click', () => {
  it('changes nothing by being looked at, and nothing but that kind by being done, however often', async () => {
    const token = tools.tokens.seal('unsubscribe', 'amelie', 'reminders')
    assert.equal(valueOf(lookAtUnsubscribing(tools, token)).kind, 'reminders')
    assert.deepEqual((await kept('amelie')).without, [])
    for (let times = 0; times < 2; times++) valueOf(await unsubscribe(tools, token))
    assert.deepEqual((await kept('amelie')).without, ['reminders'])
    assert.equal((await happenedTo('amelie')).filter((kind) => kind === 'preferences.changed').length, 4)
  })

  it('is refused to a link that was altered, and does nothing for somebody who chose nothing', async () => {
    const token = tools.tokens.seal('unsubscribe', 'nobody', 'reminders')
    assert.equal(refusalOf(await unsubscribe(tools, `${token}x`)), 'link-unknown')
    assert.equal(
      refusalOf(await unsubscribe(tools, tools.tokens.seal('unsubscribe', 'nobody', 'news'))),
      'link-unknown',
    )
    valueOf(await unsubscribe(tools, token))
    assert.equal(await findPreferences(story.db, 'nobody'), null)
  })
})

describe('the address that a message goes to', () => {
  it('is the confirmed one of who chose e-mail, unless it fails, the kind is off, or it is about before', async () => {
    const its = await kept('amelie')
    const now = story.now()
    assert.equal(addressFor(its, 'dossier-news', now), 'neuve@exemple.example')
    assert.equal(addressFor(its, 'reminders', now), null)
    assert.equal(addressFor({ ...its, failedAt: now }, 'dossier-news', now), null)
    assert.equal(addressFor({ ...its, means: 'inbox' }, 'dossier-news', now), null)
    assert.equal(addressFor(its, 'dossier-news', new Date('2026-11-22T12:00:00Z')), null)
    assert.equal(addressFor(undefined, 'dossier-news', now), null)
  })
})
