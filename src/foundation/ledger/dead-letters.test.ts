import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventOf } from '../../../tests/support/ledger.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { append } from './append.ts'
import { deadLetters } from './dead-letters.ts'
import type { NewEvent } from './event.ts'
import { sealBatch } from './seal.ts'
import { bury, sealedEvents } from './store.ts'

const NOON = new Date('2026-11-23T17:00:00.000Z')
const failure = { error: 'no address', attempts: 5, at: NOON }

describe('dead letters', () => {
  let fresh: FreshDatabase
  before(async () => {
    fresh = await freshDatabase()
  })
  after(() => fresh.drop())

  const buried = async (...events: NewEvent[]) => {
    const { db } = fresh
    await db.transaction((tx) => append(tx, events))
    await sealBatch(db, { clock: () => NOON })
    const sealed = await sealedEvents(db, { from: 0, before: 100, kinds: ['dossier.filed'], limit: 100 })
    for (const event of sealed) await bury(db, 'notices.inbox', event, failure)
  }

  it('are found by what their stream began with, and no more of them than a page has room for', async () => {
    const opened = eventOf({ kind: 'dossier.opened', body: { organisation: 'regie-des-familles', at: 1 } })
    const filed = eventOf({ stream: opened.stream, body: { organisation: 'directeur-des-actes' } })
    const others = eventOf({ body: { organisation: 'directeur-des-actes' } })
    await buried(opened, filed, others)
    const of = async (organisation: string) =>
      (await deadLetters(fresh.db, { begun: { organisation } })).map(({ stream }) => stream)
    assert.deepEqual(await of('regie-des-familles'), [filed.stream])
    assert.deepEqual(await of('directeur-des-actes'), [others.stream])
    assert.deepEqual(await of('ville-des-ormes'), [])
    assert.equal((await deadLetters(fresh.db)).length, 2)
    assert.equal((await deadLetters(fresh.db, { most: 1 })).length, 1)
  })
})
