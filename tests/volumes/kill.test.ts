import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { receiveFile } from '#documents'
import { newId, sql } from '#kernel'
import { addToMonth } from '#volumes'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { valueOf } from '../support/story.ts'

const SERVICE = 'signalement-chaussee'
const CHANNELS = ['en ligne', 'partenaire', 'comptoir', 'téléphone', 'papier', 'autre']

/** Every month since 1995 by every channel. */
const rows = Array.from({ length: 2_280 }, (_, at) =>
  [SERVICE, addToMonth('2026-10', -Math.trunc(at / 6)), CHANNELS[at % 6], at % 97].join(';'),
)

/** Works on imports in a process of its own, that nobody is kind to. */
const importer = (url: string) =>
  fork(join(import.meta.dirname, '../support/importer.ts'), [url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })

describe('a process that is killed while it imports', () => {
  let desk: DeskPlatform

  before(async () => void (desk = await openDesk()))
  after(() => desk.close())

  it('leaves nothing half done, and another one does it all, once', async () => {
    const { db, volumes } = desk.platform
    // This process only sends and confirms: the work is the other's.
    await volumes.stop()
    const [row] = await db.query<{ url: string }>(
      sql`SELECT 'postgresql://' || current_user || '@' || coalesce(host(inet_server_addr()), 'localhost') || ':'
        || inet_server_port() || '/' || current_database() AS url`,
    )
    const url = String(db.pool.options.connectionString ?? row!.url)
    const sofia = desk.agent('sofia-marchetti')
    const text = ['service;mois;canal;nombre', ...rows].join('\n')
    const file = valueOf(await receiveFile(Readable.from([Buffer.from(text)]), 1e8))
    const key = newId()
    const said = { repeated: 'refuse', known: 'replace', provenance: 'declared', evidence: null } as const
    valueOf(await volumes.receive(sofia, { key, file: { ...file, name: 'volumes.csv' }, said }))
    await file.letGo()
    const statusOf = async () => (await volumes.find('ville-des-ormes', key))!.status
    const events = async (): Promise<number> => {
      const [counted] = await db.query<{ events: number }>(
        sql`SELECT count(*) AS events FROM event WHERE kind = 'volumes.imported'`,
      )
      return counted!.events
    }
    let kills = 0
    for (let tries = 0; (await statusOf()) !== 'applied'; tries++) {
      if ((await statusOf()) === 'checked') valueOf(await volumes.confirm(sofia, key, 'replace'))
      const process = importer(url)
      await once(process, 'message')
      // A little longer each time: first before it begins, then in the middle, at last once it is done.
      await new Promise((resolve) => setTimeout(resolve, 5 + tries * 400))
      process.kill('SIGKILL')
      await once(process, 'exit')
      kills += 1
      // In this order: what the dead process committed last may land between the two.
      const written = await events()
      const status = await statusOf()
      assert.ok(
        written === 0 || (written === rows.length && status === 'applied'),
        `${written} events, ${status}`,
      )
      assert.ok(tries < 60, `still ${status}`)
    }
    assert.ok(kills > 1)
    assert.equal(await events(), rows.length)
  })
})
