import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { smtpTransport } from '#notices'
import { sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../tests/support/database.ts'
import { openPostOffice, type PostOffice, receivedMail } from './post-office.ts'

let fresh: FreshDatabase
let office: PostOffice
let now = new Date('2026-11-23T15:00:00Z')
before(async () => {
  fresh = await freshDatabase()
  office = await openPostOffice(fresh.db, () => now)
})
after(async () => {
  await office.close()
  await fresh.drop()
})

const send = async (id: string, address = 'amelie@exemple.example', text = 'Bonjour, Amélie.') => {
  const transport = smtpTransport(office.url, 1)
  const outcome = await transport.send({
    messageId: `<${id}@parvis.example>`,
    from: 'Parvis <avis@parvis.example>',
    to: { name: '', address },
    subject: 'Rappel : à faire',
    text,
    html: '<p>Bonjour</p>',
    headers: {},
    date: now,
  })
  transport.close()
  return outcome
}

describe('the demonstration’s post office', () => {
  it('keeps what it takes, readable as it was written', async () => {
    assert.deepEqual(await send('un'), { is: 'accepted' })
    const { mails, count } = await receivedMail(fresh.db).list({ limit: 10, offset: 0 })
    assert.equal(count, 1)
    const { recipient, subject, text, from, at, id } = mails[0]!
    assert.deepEqual(
      [recipient, subject, text.trim(), from, at],
      ['amelie@exemple.example', 'Rappel : à faire', 'Bonjour, Amélie.', 'Parvis', now],
    )
    const one = await receivedMail(fresh.db).find(id)
    assert.equal(one!.html, true)
    assert.ok(one!.headers.some(([name, value]) => name === 'Message-ID' && value === '<un@parvis.example>'))
    assert.equal(await receivedMail(fresh.db).find('no-such-mail'), null)
  })

  it('answers a message that comes again, and keeps it once', async () => {
    assert.deepEqual(await send('un'), { is: 'accepted' })
    const rows = await fresh.db.query<{ copies: number }>(sql`SELECT copies FROM received_mail`)
    assert.deepEqual(rows, [{ copies: 2 }])
  })

  it('refuses, puts off and turns away as real servers do', async () => {
    const refused = await send('deux', 'inconnu@exemple.example')
    assert.deepEqual([refused.is, 'about' in refused && refused.about], ['refused', 'address'])
    assert.equal((await send('trois', 'plus-tard@exemple.example')).is, 'later')
    const heavy = await send('quatre', 'amelie@exemple.example', 'x'.repeat(150_000))
    assert.deepEqual([heavy.is, 'about' in heavy && heavy.about], ['refused', 'message'])
  })

  it('keeps the last few hundred only', async () => {
    await fresh.db.query(sql`
      INSERT INTO received_mail (recipient, message_id, id, received_at, copies, source)
      SELECT 'a@b.example', n::text, md5(n::text)::uuid, ${now}::timestamptz - n * interval '1 minute', 1, 'x'
      FROM generate_series(1, 500) AS n`)
    now = new Date('2026-11-23T16:00:00Z')
    await send('cinq')
    const { count, mails } = await receivedMail(fresh.db).list({ limit: 1, offset: 0 })
    assert.equal(count, 300)
    assert.equal(mails[0]!.at.getTime(), now.getTime())
  })
})
