import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import { sha256, sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { detailsOf, PIXEL, refusalOf, valueOf } from '../../../tests/support/story.ts'
import { readEvidence, storeEvidence } from './evidence.ts'
import { MOST_BYTES } from './refusals.ts'
import { storedAmong } from './store.ts'

const AT = new Date('2026-11-23T15:00:00Z')

/** A JPEG of one grey pixel, complete. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
    'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z',
  'base64',
)
/** How a Windows program begins. */
const PROGRAM = Buffer.concat([Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1'), Buffer.alloc(200)])

const pdf = async (): Promise<Buffer> => {
  const document = new Pdf()
  document.text('Attestation')
  document.end()
  return buffer(document)
}

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.drop())

const store = (bytes: Buffer) => storeEvidence(fresh.db, bytes, AT)
const stored = async (digest: string) => {
  const evidence = await readEvidence(fresh.db, digest)
  return evidence && { ...evidence, body: await buffer(evidence.body) }
}
const count = async () => {
  const [row] = await fresh.db.query<{ count: number }>(sql`SELECT count(*) AS count FROM content`)
  return row!.count
}

describe('taking evidence in', () => {
  it('accepts a PNG, a JPEG and a PDF, by what their bytes are', async () => {
    for (const [bytes, type] of [
      [PIXEL, 'image/png'],
      [JPEG, 'image/jpeg'],
      [await pdf(), 'application/pdf'],
    ] as const) {
      const digest = sha256(bytes).toString('hex')
      assert.deepEqual(valueOf(await store(bytes)), { digest, type, size: bytes.length })
      assert.deepEqual(await stored(digest), { type, size: bytes.length, body: bytes })
    }
  })

  it('refuses a program that is called a photo, a text, a page and an archive', async () => {
    const others = [
      PROGRAM,
      Buffer.from('Bonjour'),
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
      Buffer.from('PK\u0003\u0004'.padEnd(60, '\u0000')),
    ]
    const before = await count()
    for (const bytes of others) {
      const refusal = await store(bytes)
      assert.equal(refusalOf(refusal), 'file-type-not-accepted')
      assert.deepEqual(await stored(sha256(bytes).toString('hex')), null)
    }
    assert.equal(await count(), before)
  })

  it('refuses what is empty, and what is larger than a phone’s photo, saying how much is taken', async () => {
    assert.equal(refusalOf(await store(Buffer.alloc(0))), 'file-empty')
    const tooLarge = await store(Buffer.concat([PIXEL, Buffer.alloc(MOST_BYTES)]))
    assert.equal(refusalOf(tooLarge), 'file-too-large')
    assert.deepEqual(detailsOf(tooLarge), { size: MOST_BYTES + PIXEL.length, most: MOST_BYTES })
  })

  it('keeps a file of several parts byte for byte, up to the largest', async () => {
    for (const more of [256 * 1024 - PIXEL.length, 256 * 1024, 700_001, MOST_BYTES - PIXEL.length]) {
      const bytes = Buffer.concat([PIXEL, randomBytes(more)])
      const { digest, size } = valueOf(await store(bytes))
      const read = await stored(digest)
      assert.equal(size, bytes.length)
      assert.ok(read!.body.equals(bytes), `${more}`)
    }
  })

  it('stores the same bytes once, even when they come several times at once', async () => {
    const bytes = Buffer.concat([PIXEL, randomBytes(300_000)])
    const before = await count()
    const all = await Promise.all(Array.from({ length: 5 }, () => store(bytes)))
    assert.equal(new Set(all.map((one) => valueOf(one).digest)).size, 1)
    assert.equal(await count(), before + 1)
    assert.ok((await stored(valueOf(all[0]!).digest))!.body.equals(bytes))
  })

  it('knows which digests are stored, whatever it is asked', async () => {
    const { digest } = valueOf(await store(PIXEL))
    assert.deepEqual(await storedAmong(fresh.db, [digest, 'ab'.repeat(32), '']), new Set([digest]))
    assert.deepEqual(await storedAmong(fresh.db, []), new Set())
  })
})
