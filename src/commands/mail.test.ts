import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { newId, sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../tests/support/database.ts'

const PARVIS = join(import.meta.dirname, '../../bin/parvis')

let fresh: FreshDatabase
before(async () => void (fresh = await freshDatabase()))
after(() => fresh.drop())

/** What a shell would see: the status, and what was said. */
const parvis = async (words: string[], input = '') => {
  const child = spawn(PARVIS, ['mail', ...words, '--database', fresh.url], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const [said, status] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.once('close', resolve)),
  ])
  return { said, status }
}

const keep = async (state: string): Promise<string> => {
  const id = newId()
  await fresh.db.query(sql`
    INSERT INTO mail (person, id, kind, address, language, content, state, attempts, made_at, ready_at, until, ended_at,
      last_error)
    VALUES ('amelie', ${id}, 'dossier-news', 'amelie@exemple.example', 'fr', '{"is":"notice","details":{}}', ${state}, 3,
      now(), now(), now() + interval '1 day', now(), 'EMESSAGE 554 5.6.0 DATA')`)
  return id
}

const returned = (id: string): string =>
  [
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    'MIME-Version: 1.0',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}@parvis.example>`,
    '',
    '--b--',
    '',
  ].join('\r\n')

describe('parvis mail bounce', () => {
  it('marks the message that a notice of non-delivery names, and says so', async () => {
    const id = await keep('accepted')
    const { said, status } = await parvis(['bounce'], returned(id))
    assert.deepEqual(
      [status, said.trim()],
      [0, 'Noté ; l’adresse ne reçoit plus rien / Recorded; the address receives nothing'],
    )
    const [mail] = await fresh.db.query(sql`SELECT state, last_error FROM mail WHERE id = ${id}`)
    assert.deepEqual(mail, { state: 'bounced', last_error: 'returned 5.1.1' })
  })

  it('lets anything else pass, so that nothing is sent back in turn', async () => {
    for (const input of ['Bonjour.\n', '', returned(newId())]) {
      const { said, status } = await parvis(['bounce'], input)
      assert.equal(status, 0)
      assert.match(said, /Aucun de nos messages/)
    }
  })
})

describe('parvis mail dead', () => {
  it('shows what was given up without an address, and puts it back in the queue', async () => {
    assert.match((await parvis(['dead'])).said, /Rien/)
    const id = await keep('dead')
    const shown = (await parvis(['dead'])).said
    assert.ok(shown.includes(id) && shown.includes('EMESSAGE 554 5.6.0 DATA'))
    assert.equal(shown.includes('amelie'), false)
    assert.match((await parvis(['dead', '--retry'])).said, /^1 remis en file/)
    const [mail] = await fresh.db.query(sql`SELECT state, attempts FROM mail WHERE id = ${id}`)
    assert.deepEqual(mail, { state: 'queued', attempts: 0 })
  })
})
