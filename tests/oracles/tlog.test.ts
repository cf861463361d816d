import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { append, type PublicLog, proveEvent, verifyLedger } from '#ledger'
import { newId } from '#kernel'
import { readConfig } from '../../src/config.ts'
import { type Assembled, assemble } from '../../src/main.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { eventOf } from '../support/ledger.ts'
import {
  type Head,
  leafOfEntry,
  openHead,
  readEntries,
  readHead,
  readLevel,
  readProof,
  rootFrom,
  rootOf,
} from './tlog-reader.ts'

describe('somebody else’s reader of the public log', () => {
  let fresh: FreshDatabase
  let assembled: Assembled
  let prefix: string
  let vkey: PublicLog['vkey']

  before(async () => {
    fresh = await freshDatabase({ connections: 12 })
    const { db, url } = fresh
    const config = readConfig(
      {},
      { LOG_LEVEL: 'silent', PORT: '0', PARVIS_LOG_ORIGIN: 'parvis.example/journal' },
    )
    assembled = await assemble({ config, db, url, say: () => {}, log: pino({ level: 'silent' }) })
    await assembled.app.listen({ host: 'localhost', port: 0 })
    prefix = `http://localhost:${(assembled.app.server.address() as AddressInfo).port}/journal`
    vkey = (await (await fetch(`${prefix}/vkey`)).text()).trim()
  })
  after(async () => {
    await assembled.stop()
    await fresh.drop()
  })

  const write = async (count: number, stream = newId()): Promise<void> => {
    const events = Array.from({ length: count }, () => eventOf({ stream, measure: { channel: 'portal' } }))
    await fresh.db.transaction((tx) => append(tx, events))
    assembled.ledger.poke()
  }
  /** The head once it has grown beyond a size. */
  const headBeyond = async (size: number): Promise<Head> => {
    for (
      const until = Date.now() + 60_000;
      Date.now() < until;
      await new Promise((next) => setTimeout(next, 50))
    ) {
      const head = await readHead(prefix, vkey).catch(() => null)
      if (head && head.size >= size) return head
    }
    assert.fail(`never ${size}`)
  }

  it('verifies the checkpoint, and computes its root from the tiles and from the entries', async () => {
    await write(530)
    const head = await headBeyond(530)
    const leaves = await readLevel(prefix, 0, head.size)
    assert.equal(rootOf(leaves).toString('base64'), head.root)
    const entries = await readEntries(prefix, head.size)
    assert.deepEqual(entries.map(leafOfEntry), leaves)
    assert.ok(entries.every((entry) => entry.length === 32))
    const above = await readLevel(prefix, 1, head.size)
    assert.deepEqual(
      above,
      [0, 1].map((n) => rootOf(leaves.slice(n * 256, n * 256 + 256))),
    )
  })

  it('sees that a later head continues an earlier one', async () => {
    const first = await headBeyond(530)
    await write(300)
    const second = await headBeyond(first.size + 300)
    const leaves = await readLevel(prefix, 0, second.size)
    assert.equal(rootOf(leaves.slice(0, first.size)).toString('base64'), first.root)
    assert.equal(rootOf(leaves).toString('base64'), second.root)
    const kept = await readHead(prefix, vkey, `checkpoint/${first.size}`)
    assert.deepEqual(kept, first)
  })

  it('accepts the proof of an event that we wrote, and the body that it reveals', async () => {
    const stream = newId()
    await write(1, stream)
    await headBeyond((await verifiedSize()) ?? 0)
    const [{ id }] = (await fresh.db.pool.query('SELECT id FROM event WHERE stream = $1', [stream])).rows
    const proof = await proveEvent(fresh.db, { id }, { reveal: true })
    assert.ok(proof.ok)
    const { extra, index, path, checkpoint } = readProof(proof.value)
    const head = openHead(checkpoint, vkey)
    const { envelope, body, salt } = JSON.parse(extra!.toString())
    const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
    const leaf = leafOfEntry(sha256(Buffer.from(envelope)))
    assert.equal(rootFrom(leaf, index, head.size, path).toString('base64'), head.root)
    const said = JSON.parse(envelope)
    assert.deepEqual([said.id, said.stream, said.measure], [id, stream, { channel: 'portal' }])
    assert.equal(sha256(Buffer.from(salt, 'hex'), Buffer.from(body)).toString('hex'), said.commitment)
    assert.deepEqual(JSON.parse(body), eventOf().body)
  })

  it('finds nothing where there is nothing, and is never answered by a fault', async () => {
    const { size } = await headBeyond(1)
    for (const path of [
      'tile/0/999',
      `tile/0/000.p/0`,
      'tile/0/000.p/256',
      'tile/0/x000/000',
      'tile/64/000',
      'tile/2/000',
      'tile/entries/x999/x999/x999/x999/x999/999',
      'tile/entries/',
      'tile/',
      'tile',
      'tile/0/%00',
      'tile/0/..%2f..%2fcheckpoint',
      'checkpoint/-1',
      'checkpoint/999999999999999999999999',
      `checkpoint/${size + 1}`,
      `tile/0/${'x001/'.repeat(300)}001`,
    ]) {
      const response = await fetch(`${prefix}/${path}`)
      assert.ok([404, 414].includes(response.status), `${path}: ${response.status}`)
    }
  })

  it('is not told who did what: the log holds no stream, actor or measure', async () => {
    const { size } = await headBeyond(1)
    const [{ entries }] = (
      await fresh.db.pool.query(
        `SELECT string_agg(entry, '' ORDER BY idx) AS entries FROM seal WHERE idx < $1`,
        [size],
      )
    ).rows
    assert.ok(Buffer.concat(await readEntries(prefix, size)).equals(entries))
  })

  const verifiedSize = async (): Promise<number | null> => {
    await assembled.ledger.caughtUp()
    const verified = await verifyLedger(fresh.db)
    return verified.ok ? verified.value.events : null
  }
})
