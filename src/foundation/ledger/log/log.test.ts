import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { CannotStart, type Database, newId, type Sql, sql, systemClock as clock } from '#kernel'
import {
  addCosignatures,
  addWitness,
  append,
  consistencyProof,
  eraseContent,
  eventsOf,
  logState,
  openCheckpoint,
  openPublicLog,
  proveEvent,
  readCheckpoint,
  readTile,
  rootAt,
  signHead,
  startLedger,
  verifyLedger,
  verifyProof,
} from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { eventOf, keptLog } from '../../../../tests/support/ledger.ts'
import { openTestLog, openWitness, type TestLog } from '../../../../tests/support/log.ts'
import { isConsistent } from '../merkle/check.ts'
import { rootOfEntries } from '../merkle/tree.ts'
import { cosigned, formatVerifier, parseVerifier, signatureLine } from '../note.ts'

/* One file: signing, serving, proving and cosigning are tried on the same log, each needing the one before. */

let fresh: FreshDatabase
let db: Database
let its: TestLog
before(async () => {
  fresh = await freshDatabase({ connections: 10 })
  db = fresh.db
})
after(() => fresh.drop())
beforeEach(async () => {
  its = await openTestLog(db)
})

const entries = async (): Promise<Buffer[]> =>
  (await db.query<{ entry: Buffer }>(sql`SELECT entry FROM seal ORDER BY idx`)).map(({ entry }) => entry)
const signedHead = async () => openCheckpoint((await readCheckpoint(db))!, its.log.vkey)!
const reasonOf = async (opening: Promise<unknown>): Promise<string> => {
  const error = await opening.then(
    () => assert.fail('it opened'),
    (fault: unknown) => fault,
  )
  assert.ok(error instanceof CannotStart)
  return error.reason
}

describe('signing the log', () => {
  it('begins with the empty tree, and signs the root of all that is sealed, whatever the batches', async () => {
    assert.equal(await its.sign(), 0)
    for (const count of [1, 1, 253, 1, 1, 300, 512, 70]) {
      await its.write(count)
      const size = await its.sign()
      const all = await entries()
      const { size: said, root } = await signedHead()
      assert.deepEqual([size, said], [all.length, all.length])
      assert.deepEqual(root, rootOfEntries(all))
    }
    assert.deepEqual(await rootAt(db, 255), rootOfEntries((await entries()).slice(0, 255)))
  })

  it('signs a backlog in strides, each a tree of its own', async () => {
    await its.write(700)
    await its.seal()
    const sizes: number[] = []
    for (let more = true; more;) {
      const signing = await signHead(db, its.log, { clock, most: 300 })
      assert.ok(signing.ok)
      sizes.push(signing.value.size)
      more = signing.value.more
    }
    assert.deepEqual(sizes, [300, 600, 700])
    assert.deepEqual((await signedHead()).root, rootOfEntries(await entries()))
  })

  it('cuts a tree of 70,000 into the tiles that the specification counts', async () => {
    await db.query(sql`
      INSERT INTO seal (idx, stream, seq, entry, sealed_at)
      SELECT n, gen_random_uuid(), 1, sha256(n::text::bytea), now() FROM generate_series(0, 69999) AS n`)
    await db.query(sql`INSERT INTO sealer (next, seen) VALUES (70000, pg_current_snapshot())`)
    assert.equal(await its.sign(), 70_000)
    const rows = await db.query(sql`
      SELECT level, length(hashes) / 32 AS width, count(*) AS tiles FROM tile
      GROUP BY level, width ORDER BY level, width`)
    assert.deepEqual(rows, [
      { level: 0, width: 112, tiles: 1 },
      { level: 0, width: 256, tiles: 273 },
      { level: 1, width: 17, tiles: 1 },
      { level: 1, width: 256, tiles: 1 },
      { level: 2, width: 1, tiles: 1 },
    ])
    assert.deepEqual((await signedHead()).root, rootOfEntries(await entries()))
  })

  it('proves that each head continues those before it', async () => {
    const heads = []
    for (const count of [3, 254, 400]) {
      await its.write(count)
      await its.sign()
      heads.push(await signedHead())
    }
    for (const [at, first] of heads.entries())
      for (const second of heads.slice(at))
        assert.ok(isConsistent(first, second, await consistencyProof(db, first.size, second.size)))
  })

  it('signs once when many processes ask, and nothing when nothing was sealed', async () => {
    await its.write(20)
    await its.seal()
    const signings = await Promise.all(Array.from({ length: 8 }, () => signHead(db, its.log, { clock })))
    assert.equal(signings.filter((one) => one.ok && one.value.signed).length, 1)
    const again = await signHead(db, its.log, { clock })
    assert.deepEqual(again, { ok: true, value: { size: 20, signed: false, more: false } })
  })

  it('is done by a running ledger soon after the act, and at the start', async () => {
    const ledger = startLedger(db, { clock, subscribers: [], log: keptLog(), publicLog: its.log })
    const signedAt = async (size: number) => {
      while ((await logState(db))?.head?.size !== size) await new Promise((next) => setTimeout(next, 20))
    }
    await signedAt(0)
    for (const size of [2, 4]) {
      await its.write(2)
      ledger.poke()
      await signedAt(size)
    }
    await ledger.stop()
  })
})

describe('what was signed', () => {
  /** One bit of it: set to a value of ours, a byte could be what it was. */
  const otherwise = (byte: number): Sql =>
    sql`hashes = set_byte(hashes, ${byte}, get_byte(hashes, ${byte}) # 1)`
  const faults: [name: string, held: string, plant: () => Promise<unknown>][] = [
    [
      'events at the end are gone',
      'smaller-than-signed',
      async () => {
        await db.query(sql`DELETE FROM seal WHERE idx >= 290`)
        await db.query(sql`UPDATE sealer SET next = 290`)
      },
    ],
    [
      'events at the end were replaced by others',
      'differs-from-signed',
      async () => {
        await db.query(sql`UPDATE seal SET entry = sha256('x') WHERE idx = 299`)
      },
    ],
    [
      'a hole was left behind it',
      'differs-from-signed',
      async () => {
        await db.query(sql`DELETE FROM seal WHERE idx = 303`)
      },
    ],
    [
      'a tile was changed',
      'differs-from-signed',
      async () => {
        await db.query(sql`UPDATE tile SET ${otherwise(40)} WHERE level = 0 AND n = 1`)
      },
    ],
    [
      'a tile above was changed',
      'differs-from-signed',
      async () => {
        await db.query(sql`UPDATE tile SET ${otherwise(4)} WHERE level = 1`)
      },
    ],
    ['a tile is gone', 'differs-from-signed', () => db.query(sql`DELETE FROM tile WHERE n = 1`)],
  ]
  for (const [name, held, plant] of faults)
    it(`is never contradicted: signing stops when ${name}, and serving goes on`, async () => {
      await its.write(300)
      await its.sign()
      const before = await readCheckpoint(db)
      await its.write(5)
      await its.seal()
      await plant()
      const signing = await signHead(db, its.log, { clock })
      assert.equal(!signing.ok && signing.refusal, held)
      // It stays so, even once the size is reached again, until somebody looked.
      await its.write(50)
      await its.seal().catch(() => {})
      const later = await signHead(db, its.log, { clock })
      assert.equal(!later.ok && later.refusal, held)
      assert.equal(await readCheckpoint(db), before)
      assert.equal((await logState(db))?.held, held)
    })

  it('is told loudly, once', async () => {
    await its.write(3)
    await its.sign()
    await db.query(sql`UPDATE log SET held = 'restored'`)
    await its.write(1)
    const log = keptLog()
    const ledger = startLedger(db, { clock, subscribers: [], log, publicLog: its.log })
    await ledger.caughtUp()
    const said = () => log.lines.filter(({ level }) => level === 'error')
    while (said().length === 0) await new Promise((next) => setTimeout(next, 20))
    await ledger.stop()
    assert.deepEqual(said(), [
      { level: 'error', message: 'the public log is not signed any more', why: 'restored', size: 3 },
    ])
  })

  it('is in the name and under the key with which the log was begun', async () => {
    const settings = { key: null, origin: null, otherwise: 'elsewhere.example' }
    const again = await openPublicLog(db, clock, settings)
    assert.deepEqual([again.origin, again.vkey], [its.log.origin, its.log.vkey])
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    const opening = (over: object) => reasonOf(openPublicLog(db, clock, { ...settings, ...over }))
    assert.equal(await opening({ origin: 'other.example' }), 'log-origin-differs')
    assert.equal(await opening({ key: pem }), 'log-key-differs')
    await db.query(sql`DELETE FROM log`)
    const given = await openPublicLog(db, clock, { ...settings, key: pem })
    assert.equal(given.origin, 'elsewhere.example')
    assert.deepEqual(await db.query(sql`SELECT secret FROM log`), [{ secret: null }])
    assert.equal(await opening({}), 'log-key-differs')
  })

  it('is begun once by processes that start together', async () => {
    await db.query(sql`DELETE FROM log`)
    const settings = { key: null, origin: null, otherwise: 'parvis.example' }
    const logs = await Promise.all(Array.from({ length: 6 }, () => openPublicLog(db, clock, settings)))
    assert.equal(new Set(logs.map(({ vkey }) => vkey)).size, 1)
  })
})

describe('a tile', () => {
  it('is served up to what was signed, and not beyond', async () => {
    await its.write(600)
    await its.sign()
    await its.write(10)
    await its.seal()
    const sizeOf = async (level: number | 'entries', n: number, width: number) =>
      (await readTile(db, { level, n, width }))?.length ?? null
    assert.equal(await sizeOf(0, 0, 256), 8_192)
    assert.equal(await sizeOf(0, 2, 88), 88 * 32)
    assert.equal(await sizeOf(0, 2, 5), 5 * 32)
    assert.equal(await sizeOf(0, 2, 89), null)
    assert.equal(await sizeOf(0, 2, 256), null)
    assert.equal(await sizeOf(1, 0, 2), 64)
    assert.equal(await sizeOf(1, 0, 3), null)
    assert.equal(await sizeOf(2, 0, 1), null)
    assert.equal(await sizeOf(0, Number.MAX_SAFE_INTEGER, 1), null)
    assert.equal(await sizeOf('entries', 2, 88), 88 * 34)
    assert.equal(await sizeOf('entries', 2, 89), null)
  })

  it('of entries is not served when they are not what was signed', async () => {
    await its.write(3)
    await its.sign()
    await db.query(sql`UPDATE seal SET entry = sha256('x') WHERE idx = 1`)
    await assert.rejects(readTile(db, { level: 'entries', n: 0, width: 3 }), /not those that were signed/)
  })
})

describe('proving an event', () => {
  const stream = newId()
  const body = { rue: 'Sainte-Catherine', 'n°': 2 }
  const begin = async () => {
    // Events of one millisecond are sealed in the order of their ids, which chance decides.
    const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 14, 30, second))
    await its.write(300, { at: at(1) })
    const event = eventOf({ stream, body, measure: { channel: 'portal' }, at: at(2) })
    await db.transaction((tx) => append(tx, [event]))
    await its.write(40, { at: at(3) })
    await its.sign()
    return (await eventsOf(db, stream))[0]!
  }
  const textOf = async (
    ...asked: Parameters<typeof proveEvent> extends [unknown, ...infer A] ? A : never
  ) => {
    const proof = await proveEvent(db, ...asked)
    assert.ok(proof.ok)
    return proof.value
  }

  it('gives a file that is verified with the log’s key alone', async () => {
    const { id } = await begin()
    const proved = verifyProof(await textOf({ id }), its.log.vkey)
    assert.ok(proved.ok)
    assert.equal(proved.value.envelope['id'], id)
    assert.deepEqual(proved.value.envelope['measure'], { channel: 'portal' })
    assert.deepEqual([proved.value.index, proved.value.checkpoint.size, proved.value.body], [300, 341, null])
    assert.doesNotMatch(await textOf({ id }), /Catherine/)
    const byIndex = verifyProof(await textOf({ index: 300 }, { reveal: true }), its.log.vkey)
    assert.deepEqual(byIndex.ok && byIndex.value.body, body)
  })

  it('gives one that fails when anything of it is changed', async () => {
    const { id } = await begin()
    const text = await textOf({ id }, { reveal: true })
    const fault = (changed: string, vkey = its.log.vkey) => {
      const verified = verifyProof(changed, vkey)
      return verified.ok ? null : verified.refusal
    }
    const other = openWitness()
    assert.equal(fault(text, formatVerifier(its.log.origin, 1, other.key)), 'not-signed')
    assert.equal(fault(text, 'junk'), 'not-signed')
    assert.equal(fault(text.replace('index 300', 'index 301')), 'not-included')
    assert.equal(fault(text.replace('\n341\n', '\n342\n')), 'not-signed')
    const [, extra] = text.split('\n')
    const altered = (change: (extra: Record<string, string>) => object) => {
      const said = JSON.parse(Buffer.from(extra!.slice(6), 'base64').toString())
      const coded = Buffer.from(JSON.stringify(change(said))).toString('base64')
      return text.replace(extra!, `extra ${coded}`)
    }
    assert.equal(fault(altered((said) => said)), null)
    assert.equal(
      fault(altered((said) => ({ ...said, envelope: said['envelope']!.replace('portal', 'paper') }))),
      'not-included',
    )
    assert.equal(
      fault(altered((said) => ({ ...said, body: said['body']!.replace('rue', 'rua') }))),
      'content-differs',
    )
    assert.equal(fault(altered((said) => ({ ...said, salt: '00'.repeat(16) }))), 'content-differs')
    assert.equal(fault(altered(({ envelope }) => ({ envelope: `${envelope}x` }))), 'not-a-proof')
    const lines = text.split('\n')
    for (const junk of [
      '',
      'junk',
      text.slice(20),
      lines.with(2, 'index 0300').join('\n'),
      lines.slice(0, 4).join('\n'),
    ])
      assert.equal(fault(junk), 'not-a-proof', junk.slice(0, 40))
    assert.equal(fault(lines.toSpliced(3, 1).join('\n')), 'not-included')
    assert.equal(fault(lines.with(3, lines[4]!).join('\n')), 'not-included')
  })

  it('is refused for what is not there, not signed yet, or erased', async () => {
    const { id } = await begin()
    const refusalOf = async (asked: Parameters<typeof proveEvent>[1], reveal = false) => {
      const proof = await proveEvent(db, asked, { reveal })
      return proof.ok ? null : proof.refusal
    }
    assert.equal(await refusalOf({ id: newId() }), 'no-such-event')
    assert.equal(await refusalOf({ index: 341 }), 'no-such-event')
    await its.write(1)
    await its.seal()
    assert.equal(await refusalOf({ index: 341 }), 'not-signed-yet')
    await db.transaction((tx) =>
      eraseContent(tx, stream, { actor: 'robot:retention', channel: 'robot', at: clock(), reason: 'P6Y' }),
    )
    assert.equal(await refusalOf({ id }, true), 'content-erased')
    assert.equal(await refusalOf({ id }), null)
  })
})

describe('erasing what events say', () => {
  it('leaves the tree, the proofs and the measures as they were, and says itself', async () => {
    const stream = newId()
    await db.transaction((tx) =>
      append(
        tx,
        Array.from({ length: 3 }, () => eventOf({ stream, measure: { channel: 'phone' } })),
      ),
    )
    await its.write(5)
    await its.sign()
    const { root } = await signedHead()
    const proof = await proveEvent(db, { index: 1 })
    const erasure = {
      actor: 'agent:lucie',
      channel: 'command',
      at: clock(),
      reason: ' Retention: six years. ',
    }
    const erase = (reason = erasure.reason) =>
      db.transaction((tx) => eraseContent(tx, stream, { ...erasure, reason }))
    assert.deepEqual(await erase('  '), { ok: false, refusal: 'reason-missing', details: {} })
    assert.deepEqual(await erase(), { ok: true, value: { events: 3 } })
    assert.deepEqual(await erase(), { ok: false, refusal: 'nothing-to-erase', details: {} })
    for (const event of await eventsOf(db, stream))
      assert.deepEqual([event.body, event.erased, event.measure], [{}, true, { channel: 'phone' }])
    const [said] = await db.query(sql`SELECT body FROM event WHERE kind = 'content.erased'`)
    assert.deepEqual(said, { body: { of: stream, events: 3, reason: 'Retention: six years.' } })
    await its.sign()
    assert.deepEqual(await verifyLedger(db), { ok: true, value: { events: 9, erased: 3 } })
    assert.deepEqual(await rootAt(db, 8), root)
    assert.ok(proof.ok && verifyProof(proof.value, its.log.vkey).ok)
    assert.ok((await proveEvent(db, { index: 1 })).ok)
  })
})

describe('a witness', () => {
  const witness = openWitness()
  const name = 'temoin.example/w1'
  const vkey = formatVerifier(name, 4, witness.key)
  const at = 1_763_800_000
  const cosign = (note: string, time = at) => {
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    const stamp = Buffer.alloc(8)
    stamp.writeBigUInt64BE(BigInt(time))
    const signature = Buffer.concat([stamp, witness.sign(cosigned(text, time))])
    return `${note}${signatureLine(name, parseVerifier(vkey)!.keyId, signature)}\n`
  }
  const begin = async () => {
    await its.write(300)
    await its.sign()
    const note = (await readCheckpoint(db))!
    await addWitness(db, vkey, clock())
    return note
  }

  it('cosigns a checkpoint, which is then served with its line, and kept', async () => {
    const note = await begin()
    const added = await addCosignatures(db, cosign(note), clock)
    assert.deepEqual(added, { ok: true, value: { size: 300, names: [name] } })
    assert.equal(await readCheckpoint(db), cosign(note))
    await its.write(10)
    await its.sign()
    assert.equal(await readCheckpoint(db, 300), cosign(note))
    assert.ok(openCheckpoint((await readCheckpoint(db, 300))!, its.log.vkey))
    assert.deepEqual((await logState(db))!.witnesses, [
      { name, vkey, cosigned: { size: 300, at: new Date(at * 1_000) } },
    ])
  })

  it('may do so later, from a checkpoint that we no longer keep', async () => {
    const note = await begin()
    await its.write(10)
    await its.sign()
    await db.query(sql`DELETE FROM checkpoint WHERE size = 300`)
    assert.ok((await addCosignatures(db, cosign(note), clock)).ok)
    assert.equal(await readCheckpoint(db, 300), cosign(note))
  })

  it('is not taken at its word', async () => {
    const note = await begin()
    const refusalOf = async (text: string) => {
      const added = await addCosignatures(db, text, clock)
      return added.ok ? null : added.refusal
    }
    assert.equal(await refusalOf('junk'), 'not-our-checkpoint')
    assert.equal(await refusalOf(cosign(note).replace('\n300\n', '\n299\n')), 'not-our-checkpoint')
    assert.equal(await refusalOf(note), 'no-known-witness')
    const forged = cosign(note).slice(0, -9)
    assert.equal(await refusalOf(`${forged}AAAAAAA=\n`), 'cosignature-invalid')
    const fork = its.log.signed(`${its.log.origin}\n299\n${Buffer.alloc(32, 1).toString('base64')}\n`)
    assert.equal(await refusalOf(cosign(fork)), 'not-our-tree')
    const ahead = its.log.signed(`${its.log.origin}\n301\n${Buffer.alloc(32, 1).toString('base64')}\n`)
    assert.equal(await refusalOf(cosign(ahead)), 'not-our-tree')
    await db.query(sql`DELETE FROM witness`)
    assert.equal(await refusalOf(cosign(note)), 'no-known-witness')
    assert.equal(await readCheckpoint(db), note)
  })

  it('is known by a key that is not the log’s own', async () => {
    const refusalOf = async (text: string) => {
      const added = await addWitness(db, text, clock())
      return added.ok ? null : added.refusal
    }
    assert.equal(await refusalOf('junk'), 'not-a-verifier-key')
    assert.equal(await refusalOf(its.log.vkey), 'own-key')
    const own = parseVerifier(its.log.vkey)!.key
    assert.equal(await refusalOf(formatVerifier('temoin.example', 4, own)), 'own-key')
  })
})
