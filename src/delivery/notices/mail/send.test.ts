import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { idFrom, newId, openTokens, sql } from '#kernel'
import { openTestPostOffice, type TestPostOffice } from '../../../../tests/support/post-office.ts'
import { openStory, type Story } from '../../../../tests/support/story.ts'
import { keptLog } from '../../../../tests/support/ledger.ts'
import { findPreferences, keepPreferences } from '../store.ts'
import type { LetterTools } from './letter.ts'
import { mailIdOf, type NewMail } from './mail.ts'
import { type Outbox, startOutbox } from './send.ts'
import { countMail, deadMail, queueMail, reviveDead } from './store.ts'
import { smtpTransport } from './transport.ts'

let story: Story
let office: TestPostOffice
let letters: LetterTools
let outbox: Outbox
const log = keptLog()

const page = (path: string) => `https://services.exemple.example${path}`
before(async () => {
  story = await openStory({ services: ['allocation-famille'] })
  office = await openTestPostOffice()
  office.refuse(/^inconnu/, 550, '5.1.1 No such user')
  office.refuse(/^plus-tard/, 451, '4.7.1 Greylisted')
  office.refuse(/^interdit/, 550, '5.7.1 Not from you')
  letters = {
    catalogue: story.catalogue,
    tokens: openTokens(randomBytes(32)),
    from: 'Parvis <avis@services.exemple.example>',
    domain: 'services.exemple.example',
    demonstration: false,
    links: {
      dossier: (language, id) => page(`/${language}/${id}`),
      calendar: () => page('/calendrier'),
      preferences: () => page('/preferences'),
      confirm: (_, token) => page(`/confirmer/${token}`),
      organisation: () => page('/organisation'),
      unsubscribe: (_, token) => page(`/stop/${token}`),
    },
  }
})
after(async () => {
  await office.close()
  await story.close()
})
beforeEach(async () => {
  story.setDay('2027-11-16')
  outbox = started()
  await story.db.query(sql`DELETE FROM mail`)
  ;(office.arrived as Map<string, unknown>).clear()
})
afterEach(() => outbox.stop())

const started = (db = story.db) =>
  startOutbox({
    db,
    clock: story.now,
    letters,
    transport: smtpTransport(office.url, 4),
    log,
    committed: () => story.ledger.poke(),
    pollMs: 10,
  })

const DEADLINE = idFrom('a deadline')
const reminder = (person: string, more: Partial<NewMail> = {}): NewMail => ({
  person,
  id: newId(),
  kind: 'reminders',
  address: `${person}@exemple.example`,
  language: 'fr',
  content: {
    is: 'notice',
    kind: 'reminder.due',
    dossier: idFrom(person),
    service: 'allocation-famille',
    version: 1,
    number: '7K4M-2QXD-9',
    details: { deadline: 'yearly-update', dueOn: '2027-11-23', before: 'P7D', of: DEADLINE },
  },
  at: story.now(),
  until: new Date('2027-11-24T05:00:00Z'),
  ...more,
})

/** What became of a message, once it is no longer on its way. */
const ended = async (mail: NewMail, states = ['accepted', 'bounced', 'expired', 'dead']) => {
  for (;;) {
    const [row] = await story.db.query<{ state: string; attempts: number; error: string | null }>(sql`
      SELECT state, attempts, last_error AS error FROM mail WHERE id = ${mailIdOf(mail.person, mail.id)}`)
    if (row && (states.includes(row.state) || (states.includes('postponed') && row.error))) return row
    await wait(10)
  }
}
const queue = (...mails: NewMail[]) => queueMail(story.db, mails)
const letterTo = (person: string) =>
  [...office.arrived.values()].find(({ to }) => to.startsWith(`${person}@`))!

describe('a message', () => {
  it('is taken by the next server, and a reminder that was is an event', async () => {
    const mail = reminder('amelie')
    await queue(mail)
    assert.equal((await ended(mail)).state, 'accepted')
    const events = await story.db.query(sql`
      SELECT kind, body, at FROM event WHERE stream = ${DEADLINE} ORDER BY seq`)
    assert.deepEqual(events, [
      { kind: 'reminder.delivered', body: { person: 'amelie', means: 'email' }, at: story.now() },
    ])
  })

  it('says in two parts what is due, in the person’s language, and how to stop; its subject tells nothing of them', async () => {
    const mail = reminder('amelie', { language: 'en' })
    await queue(mail)
    await ended(mail)
    const { source, messageId, at } = letterTo('amelie')
    assert.equal(messageId, `<${mailIdOf('amelie', mail.id)}@services.exemple.example>`)
    assert.deepEqual(at, story.now())
    const head = source.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ')
    for (const line of [
      /^From: Parvis <avis@services\.exemple\.example>$/m,
      /^To: amelie@exemple\.example$/m,
      /^Subject: Reminder: something to do by November 23, 2027$/m,
      /^List-Unsubscribe: <https:\/\/services\.exemple\.example\/stop\/[\w-]+>$/m,
      /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m,
      /^Auto-Submitted: auto-generated$/m,
      /^Content-Type: multipart\/alternative/m,
      /^Content-Language: en-CA$/m,
    ])
      assert.match(head, line)
    assert.match(
      source,
      /Content-Type: text\/plain; charset=utf-8[^]*Update your family allowance application: by/,
    )
    assert.match(source, /Content-Type: text\/html; charset=utf-8[^]*<html lang=3D"en-CA">/)
    assert.doesNotMatch(head, /Tremblay|allowance|7K4M/)
  })

  it('is marked and its address with it when the address receives nothing; the rest does not leave', async () => {
    const address = 'inconnu@exemple.example'
    await keepPreferences(story.db, {
      person: 'louis',
      means: 'email',
      language: 'fr',
      without: [],
      address,
      failedAt: null,
      since: new Date(0),
    })
    const mail = reminder('louis', { address })
    await queue(mail, reminder('louis', { address, at: new Date('2027-11-16T16:00:00Z') }))
    const { state, error } = await ended(mail)
    assert.deepEqual([state, error], ['bounced', 'EENVELOPE 550 5.1.1 RCPT TO'])
    assert.deepEqual((await findPreferences(story.db, 'louis'))!.failedAt, story.now())
    assert.deepEqual(await countMail(story.db), { queued: 0, dead: 0 })
  })

  it('is tried again later and later when the server says « not now »', async () => {
    const mail = reminder('plus-tard')
    await queue(mail)
    assert.equal((await ended(mail, ['postponed'])).attempts, 1)
    const readyAt = async () => {
      const [row] = await story.db.query<{ ready: Date }>(sql`SELECT ready_at AS ready FROM mail`)
      return (row!.ready.getTime() - story.now().getTime()) / 60_000
    }
    assert.equal(await readyAt(), 1)
    story.setTime('2027-11-16T15:01:00.000Z')
    // At once, then held by whoever sends it for three minutes, then in five.
    while ((await readyAt()) !== 5) await wait(10)
  })

  it('is given up for somebody to look at when it is refused for itself, and can be put back', async () => {
    const mail = reminder('interdit')
    await queue(mail)
    assert.equal((await ended(mail)).state, 'dead')
    const [dead] = await deadMail(story.db, 10)
    assert.deepEqual([dead!.kind, dead!.error], ['reminders', 'EENVELOPE 550 5.7.1 RCPT TO'])
    assert.deepEqual(await countMail(story.db), { queued: 0, dead: 1 })
    await outbox.stop()
    assert.equal(await reviveDead(story.db, story.now()), 1)
    assert.deepEqual(await countMail(story.db), { queued: 1, dead: 0 })
  })

  it('does not leave once it would come too late', async () => {
    const mail = reminder('amelie', { until: story.now() })
    await queue(mail)
    assert.equal((await ended(mail)).state, 'expired')
    assert.equal(office.arrived.size, 0)
  })

  it('is queued once, whoever asks again', async () => {
    const mail = reminder('amelie')
    await queue(mail, mail)
    await queue(mail)
    await ended(mail)
    assert.equal(
      [...office.arrived.values()].reduce((sum, { copies }) => sum + copies, 0),
      1,
    )
  })
})

describe('a mail server that goes away', () => {
  it('is waited for, with nothing counted against the messages', async () => {
    await office.shut()
    const mails = Array.from({ length: 30 }, (_, at) => reminder(`p${at}`))
    await queue(...mails)
    await wait(300)
    assert.deepEqual(await countMail(story.db), { queued: 30, dead: 0 })
    await office.reopen()
    for (const mail of mails) assert.equal((await ended(mail)).attempts, 1)
    assert.equal(office.arrived.size, 30)
  })

  it('is sent the same message again, known by its Message-ID, when it took it and died before it said so', async () => {
    office.cutAfterData(true)
    const mail = reminder('amelie')
    await queue(mail)
    while (office.arrived.size === 0) await wait(10)
    office.cutAfterData(false)
    assert.equal((await ended(mail)).state, 'accepted')
    assert.equal(office.arrived.size, 1)
    assert.ok(letterTo('amelie').copies > 1)
  })
})

describe('a database that goes away', () => {
  it('is told as soon as it is back what a server took meanwhile: the message leaves once', async () => {
    await outbox.stop()
    let outages = 3
    const outage = () => Promise.reject(Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' }))
    const transaction: typeof story.db.transaction = (work) =>
      outages-- > 0 ? outage() : story.db.transaction(work)
    outbox = started({ ...story.db, transaction })
    const mail = reminder('amelie')
    await queue(mail)
    assert.equal((await ended(mail)).state, 'accepted')
    assert.ok(outages < 0)
    assert.equal(letterTo('amelie').copies, 1)
  })
})

describe('several processes', () => {
  it('share the outbox: each message leaves once', async () => {
    const others = [started(), started()]
    const mails = Array.from({ length: 300 }, (_, at) => reminder(`p${at}`))
    await queue(...mails)
    for (const mail of mails) await ended(mail)
    await Promise.all(others.map((other) => other.stop()))
    assert.equal(office.arrived.size, 300)
    assert.ok([...office.arrived.values()].every(({ copies }) => copies === 1))
  })

  it('take over what one that died had in hand, once its lease is over', async () => {
    await outbox.stop()
    const mail = reminder('amelie')
    await queue(mail)
    // As a process that was killed leaves it.
    await story.db.query(sql`
      UPDATE mail SET attempts = 1, ready_at = ${new Date(story.now().getTime() + 180_000)}`)
    outbox = started()
    await wait(100)
    assert.equal(office.arrived.size, 0)
    story.setTime('2027-11-16T15:03:00.000Z')
    assert.deepEqual(await ended(mail), { state: 'accepted', attempts: 2, error: null })
  })
})
