import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { openSigner, publicKeys, readSigned } from './signatures.ts'

const clock = () => new Date('2026-11-23T15:00:00Z')
const RECEIPT = { number: '7K4M-2QXD-9', answers: 'ab'.repeat(32) }

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.drop())

describe('signing what is handed out', () => {
  it('gives the same text from every process, which the public keys verify', async () => {
    const signers = await Promise.all(Array.from({ length: 3 }, () => openSigner(fresh.db, clock)))
    const texts = await Promise.all(signers.map((signer) => signer.sign('receipt+jws', RECEIPT)))
    assert.equal(new Set(texts).size, 1)
    const keys = await publicKeys(fresh.db)
    assert.deepEqual(await readSigned(`${texts[0]}\n`, 'receipt+jws', keys), RECEIPT)
    assert.equal(keys.keys.length, 1)
    for (const key of keys.keys) assert.equal('d' in key, false)
    assert.equal(new Set(signers.map((one) => one.secretFor('sessions').toString('hex'))).size, 1)
    const [signer] = signers
    assert.notDeepEqual(signer!.secretFor('sessions'), signer!.secretFor('links'))
  })

  it('lets no receipt pass for a decision, and none that was altered, cut or signed by another', async (t) => {
    const signer = await openSigner(fresh.db, clock)
    const keys = await publicKeys(fresh.db)
    const text = await signer.sign('receipt+jws', RECEIPT)
    assert.equal(await readSigned(text, 'decision+jws', keys), null)
    const [head, , mark] = text.split('.')
    const payload = Buffer.from(JSON.stringify({ ...RECEIPT, number: '0000-0000-0' })).toString('base64url')
    const none = Buffer.from('{"alg":"none","typ":"receipt+jws"}').toString('base64url')
    for (const forged of [
      `${head}.${payload}.${mark}`,
      text.slice(0, -3),
      `${none}.${payload}.`,
      '',
      'a.b.c',
    ])
      assert.equal(await readSigned(forged, 'receipt+jws', keys), null, forged)
    const elsewhere = await freshDatabase()
    t.after(() => elsewhere.drop())
    const stranger = await openSigner(elsewhere.db, clock)
    assert.equal(await readSigned(await stranger.sign('receipt+jws', RECEIPT), 'receipt+jws', keys), null)
  })

  it('signs with the operator’s key, keeps only its public part, and still verifies what was signed before', async () => {
    const before = await (await openSigner(fresh.db, clock)).sign('receipt+jws', RECEIPT)
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    const given = await openSigner(fresh.db, clock, pem)
    const text = await given.sign('decision+jws', RECEIPT)
    const keys = await publicKeys(fresh.db)
    assert.deepEqual(await readSigned(text, 'decision+jws', keys), RECEIPT)
    assert.deepEqual(await readSigned(before, 'receipt+jws', keys), RECEIPT)
    const { rows } = await fresh.db.pool.query(`SELECT jwk ? 'd' AS secret FROM signing_key WHERE id = $1`, [
      given.keyId,
    ])
    assert.deepEqual(rows, [{ secret: false }])
  })
})
