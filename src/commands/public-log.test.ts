import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  addCosignatures,
  eventsOf,
  formatVerifier,
  readCheckpoint,
  signatureLine,
  verifyProof,
} from '#ledger'
import { newId, sql } from '#kernel'
import { ranHere } from '../../tests/support/commands.ts'
import { type FreshDatabase, freshDatabase } from '../../tests/support/database.ts'
import { openTestLog, openWitness, type TestLog } from '../../tests/support/log.ts'
import { ledgerCommand } from './ledger.ts'

describe('the ledger’s commands', () => {
  let fresh: FreshDatabase
  let its: TestLog
  let folder: string
  const stream = newId()
  const file = (name: string) => join(folder, name)
  const parvis = async (...args: string[]) => {
    const { code, said } = await ranHere([ledgerCommand], ['ledger', ...args, '--database', fresh.url])
    return { code, said: `${said}\n` }
  }

  before(async () => {
    fresh = await freshDatabase()
    folder = await mkdtemp(join(tmpdir(), 'parvis-log-'))
    its = await openTestLog(fresh.db)
    await its.write(4)
    await its.write(1, { stream, body: { rue: 'Sainte-Catherine' } })
    await its.sign()
  })
  after(async () => {
    await fresh.drop()
    await rm(folder, { recursive: true })
  })

  it('write a proof that verifies, readable by its owner alone when it reveals', async () => {
    const [event] = await eventsOf(fresh.db, stream)
    const done = await parvis('prove', event!.id, '--reveal', '--out', file('event.tlog-proof'))
    assert.equal(done.code, 0, done.said)
    const proved = verifyProof(await readFile(file('event.tlog-proof'), 'utf8'), its.log.vkey)
    assert.deepEqual(proved.ok && proved.value.body, { rue: 'Sainte-Catherine' })
    assert.equal((await stat(file('event.tlog-proof'))).mode & 0o777, 0o600)
    const again = await parvis('prove', event!.id, '--out', file('event.tlog-proof'))
    assert.match(again.said, /Cannot write/)
    const shown = await parvis('prove', '4')
    assert.ok(verifyProof(shown.said, its.log.vkey).ok)
    assert.deepEqual([(await parvis('prove', '99')).code, (await parvis('prove', 'x')).code], [1, 1])
  })

  it('keep the signature of a witness that was accepted', async () => {
    const witness = openWitness()
    const vkey = formatVerifier('temoin.example/w1', 1, witness.key)
    const note = (await readCheckpoint(fresh.db))!
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    const line = signatureLine('temoin.example/w1', vkey.split('+')[1]!, witness.sign(Buffer.from(text)))
    await writeFile(file('cosigned'), `${note}${line}\n`)
    assert.match((await parvis('cosign', file('cosigned'))).said, /No known witness/)
    assert.equal((await parvis('witness', 'add', vkey)).code, 0)
    assert.equal((await parvis('cosign', file('cosigned'))).code, 0)
    assert.equal(await readCheckpoint(fresh.db), `${note}${line}\n`)
    assert.ok((await addCosignatures(fresh.db, `${note}${line}\n`, () => new Date())).ok)
  })

  it('erase what a stream says, for a reason, and find the ledger whole', async () => {
    assert.match((await parvis('erase', stream, '--reason', ' ')).said, /Give a reason/)
    assert.match((await parvis('erase', stream, '--reason', 'retention')).said, /what 1 events said/)
    assert.match((await parvis('erase', stream, '--reason', 'retention')).said, /Nothing to erase/)
    await its.sign()
    await writeFile(file('kept'), (await readCheckpoint(fresh.db))!)
    const verified = await parvis('verify', '--checkpoint', file('kept'))
    assert.match(verified.said, /6 events, 1 of them with their content erased/)
  })

  it('let a held log go on, or begin another, and say what is missing', async () => {
    await fresh.db.query(sql`UPDATE log SET held = 'restored'`)
    assert.match((await parvis('resume')).said, /Give the newest checkpoint/)
    assert.equal((await parvis('resume', '--last-seen', file('kept'))).code, 0)
    assert.match((await parvis('resume')).said, /Nothing holds/)
    assert.match((await parvis('new-log', its.log.origin)).said, /has another name/)
    assert.match((await parvis('new-log', 'a b')).said, /will not do/)
    assert.match((await parvis('new-log', 'parvis.example/journal-2')).said, /^parvis\.example\/journal-2\+/)
  })

  it('name the fault, with status 1', async () => {
    await fresh.db.query(sql`UPDATE event SET measure = '{"channel":"paper"}' WHERE stream = ${stream}`)
    const { code, said } = await parvis('verify')
    assert.equal(code, 1)
    assert.match(said, new RegExp(`does not hold: event-differs.*"stream":"${stream}"`))
  })
})
