import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { idFrom, newId, sql } from '#kernel'
import { openStory, refusalOf, type Story, valueOf } from '../../../../tests/support/story.ts'
import { findPreferences, keepPreferences } from '../store.ts'
import { readBounce, recordBounce } from './bounce.ts'
import { keepDelivered } from './deliver.ts'
import { type Mail, mailIdOf, type NewMail } from './mail.ts'
import { queueMail } from './store.ts'

let story: Story
before(async () => void (story = await openStory({ services: [] })))
after(() => story.close())

const ADDRESS = 'amelie@exemple.example'
const DEADLINE = idFrom('a deadline')

/** As a mail server writes it: RFC 3464, with the headers of what was sent (RFC 6522). */
const returned = (id: string, more: { action?: string; status?: string; headers?: string } = {}): string =>
  [
    'From: MAILER-DAEMON@relais.exemple.example',
    'To: avis@services.exemple.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `<${ADDRESS}>: host mx.exemple.example said: 550 5.1.1 unknown`,
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relais.exemple.example',
    '',
    `Final-Recipient: rfc822; ${ADDRESS}`,
    `Action: ${more.action ?? 'failed'}`,
    `Status: ${more.status ?? '5.1.1'}`,
    '',
    '--b1',
    `Content-Type: ${more.headers ?? 'text/rfc822-headers'}`,
    '',
    `Message-ID: <${id}@services.exemple.example>`,
    'Subject: Rappel',
    '',
    '--b1--',
    '',
  ].join('\r\n')

const sent = async (person: string): Promise<string> => {
  const mail: NewMail = {
    person,
    id: newId(),
    kind: 'reminders',
    address: ADDRESS,
    language: 'fr',
    content: {
      is: 'notice',
      kind: 'reminder.due',
      dossier: newId(),
      service: 'allocation-famille',
      version: 1,
      number: '7K4M-2QXD-9',
      details: { deadline: 'yearly-update', dueOn: '2027-11-23', before: 'P7D', of: DEADLINE },
    },
    at: story.now(),
    until: new Date('2027-11-24T05:00:00Z'),
  }
  await queueMail(story.db, [mail])
  const id = mailIdOf(person, mail.id)
  await story.db.transaction((tx) => keepDelivered(tx, [{ person, id } as Mail], story.now()))
  return id
}

describe('a notice of non-delivery', () => {
  it('names our message and says whether its address is to blame, whichever way it quotes it', async () => {
    const id = newId()
    for (const headers of ['text/rfc822-headers', 'message/rfc822'])
      assert.deepEqual(await readBounce(returned(id, { headers })), {
        mail: id,
        status: '5.1.1',
        address: true,
      })
    assert.deepEqual(await readBounce(returned(id, { status: '5.2.2' })), {
      mail: id,
      status: '5.2.2',
      address: false,
    })
  })

  it('is none when it tells of a delay, of somebody else’s message, or of nothing', async () => {
    const id = newId()
    const others = [
      returned(id, { action: 'delayed', status: '4.4.1' }),
      returned('not-one-of-ours'),
      'Subject: Bonjour\r\n\r\nJe suis en vacances.\r\n',
      '',
      Buffer.from([0, 255, 13, 10, 13, 10, 1]),
      'Content-Type: multipart/report; boundary="x"\r\n\r\n--x\r\n'.repeat(2_000),
      // What anybody may send us is read in a time that grows with it, and not beyond what a notice can be.
      returned('not-one-of-ours', { headers: `message/rfc822\r\n${'\r\nMessage-ID:<x'.repeat(5_000)}` }),
      `${returned(id)}${'\n'.repeat(10_000_000)}`,
    ]
    for (const source of others) assert.equal(await readBounce(source), null)
  })
})

describe('a message that came back', () => {
  it('did not reach its person after all, and its address is not written to any more', async () => {
    await keepPreferences(story.db, {
      person: 'amelie',
      means: 'email',
      language: 'fr',
      without: [],
      address: ADDRESS,
      failedAt: null,
      since: new Date(0),
    })
    const id = await sent('amelie')
    const at = new Date('2026-11-23T18:00:00Z')
    assert.deepEqual(valueOf(await recordBounce(story.db, returned(id), at)), { again: false, address: true })
    assert.deepEqual((await findPreferences(story.db, 'amelie'))!.failedAt, at)
    const events = await story.db.query(sql`
      SELECT kind, body FROM event WHERE stream = ${DEADLINE} ORDER BY seq`)
    assert.deepEqual(events.at(-1), {
      kind: 'reminder.bounced',
      body: { person: 'amelie', deliveredAt: story.now().toISOString() },
    })
    assert.deepEqual(valueOf(await recordBounce(story.db, returned(id), at)), { again: true, address: true })
    const again = await story.db.query(sql`SELECT 1 FROM event WHERE stream = ${DEADLINE}`)
    assert.equal(again.length, events.length)
  })

  it('leaves alone an address that was changed meanwhile, and one that is only full', async () => {
    const kept = (await findPreferences(story.db, 'amelie'))!
    await keepPreferences(story.db, { ...kept, address: 'neuve@exemple.example', failedAt: null })
    valueOf(await recordBounce(story.db, returned(await sent('amelie')), story.now()))
    assert.equal((await findPreferences(story.db, 'amelie'))!.failedAt, null)
    await keepPreferences(story.db, { ...kept, failedAt: null })
    valueOf(await recordBounce(story.db, returned(await sent('amelie'), { status: '5.2.2' }), story.now()))
    assert.equal((await findPreferences(story.db, 'amelie'))!.failedAt, null)
  })

  it('is refused when it is no such notice, or about nothing that we sent', async () => {
    assert.equal(refusalOf(await recordBounce(story.db, 'Bonjour', story.now())), 'not-a-bounce')
    assert.equal(refusalOf(await recordBounce(story.db, returned(newId()), story.now())), 'mail-unknown')
  })
})
