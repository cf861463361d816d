/** One person has one voice, whatever they press, wherever, and whichever process answers. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from '#kernel'
import { type App, freePort, startApp } from '../support/app.ts'
import { idea, KARIM, openPark } from '../support/consulting.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { valueOf } from '../support/story.ts'
import { createConsultations } from '#consultations'

describe('one voice, in two processes', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-voices-'))
  const apps: App[] = []
  let fresh: FreshDatabase
  let park: string
  let contribution: string

  before(async () => {
    fresh = await freshDatabase()
    const consultations = createConsultations({
      db: fresh.db,
      clock: () => new Date(),
      secret: Buffer.alloc(32, 3),
      committed: () => {},
    })
    const day = (more: number) => new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10)
    park = (await openPark({ consultations }, day(-2), day(30))).id
    contribution = valueOf(await consultations.participate(KARIM, park, idea('Un banc'))).id
    consultations.stop()
    const env = { DATABASE_URL: fresh.url, PARVIS_DIR: folder, LOG_LEVEL: 'warn' }
    const start = async (log: string) =>
      apps.push(await startApp({ port: await freePort(), log: join(folder, log), env }))
    await start('first.log')
    await start('second.log')
  })

  after(async () => {
    await Promise.all(apps.map((app) => app.end('SIGKILL')))
    await fresh.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Two sessions of the same person: each signed in by itself. */
  const session = async (app: App, persona: string): Promise<string> => {
    const answer = await fetch(`${app.origin}/connexion`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: app.origin },
      body: new URLSearchParams({ persona }),
    })
    return answer.headers.getSetCookie()[0]!.split(';')[0]!
  }

  const send = async (app: App, cookie: string, path: string, form: Record<string, string>) => {
    const answer = await fetch(`${app.origin}/consultations/${park}/${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: app.origin },
      body: new URLSearchParams(form),
    })
    await answer.arrayBuffer()
    return { status: answer.status, location: answer.headers.get('location') ?? '' }
  }

  const counted = async () => {
    const [row] = await fresh.db.query<Record<string, number>>(sql`
      SELECT (SELECT count(*) FROM consultation_support WHERE contribution = ${contribution}) AS rows,
        (SELECT supports FROM contribution WHERE id = ${contribution}) AS shown,
        (SELECT coalesce(sum(count), 0)::int8 FROM consultation_tally WHERE counted = 'support') AS tally,
        (SELECT count(*) FILTER (WHERE kind = 'support.given') - count(*) FILTER (WHERE kind = 'support.withdrawn')
          FROM event) AS events`)
    return row!
  }

  const everywhere = async (persona: string) =>
    Promise.all(apps.flatMap((app) => [0, 1].map(async () => ({ app, cookie: await session(app, persona) }))))

  it('supports once, pressed eight times at once in two sessions of each process', async () => {
    const sessions = await everywhere('person:amelie-tremblay')
    const path = `contributions/${contribution}/appui`
    const press = (form: Record<string, string>) =>
      Promise.all([...sessions, ...sessions].map(({ app, cookie }) => send(app, cookie, path, form)))
    for (const { status } of await press({ _do: 'give' })) assert.equal(status, 303)
    assert.deepEqual(await counted(), { rows: 1, shown: 1, tally: 1, events: 1 })
    for (const { status } of await press({ _do: 'withdraw' })) assert.equal(status, 303)
    assert.deepEqual(await counted(), { rows: 0, shown: 0, tally: 0, events: 0 })
  })

  it('answers the questionnaire once, sent from everywhere at the same moment', async () => {
    const sessions = await everywhere('person:karim-haddad')
    for (const [at, { app, cookie }] of sessions.entries()) {
      const { status } = await send(app, cookie, 'questionnaire/1', {
        'q-usage': at % 2 ? 'souvent' : 'jamais',
      })
      assert.equal(status, 303)
    }
    const sent = await Promise.all(sessions.map(({ app, cookie }) => send(app, cookie, 'questionnaire', {})))
    assert.equal(new Set(sent.map(({ location }) => location)).size, 1, JSON.stringify(sent))
    const [row] = await fresh.db.query<{ answers: number; tally: number; events: number }>(sql`
      SELECT (SELECT count(*) FROM consultation_answer) AS answers,
        (SELECT sum(count)::int8 FROM consultation_tally WHERE counted = 'answer') AS tally,
        (SELECT count(*) FROM event WHERE kind = 'answer.received') AS events`)
    assert.deepEqual(row, { answers: 1, tally: 1, events: 1 })
  })

  it('publishes one contribution of a summary sent twice, and tells both the same', async () => {
    const [one, other] = await everywhere('person:mei-lin-roy')
    const typed = { theme: 'parc', title: 'Un abri', text: 'Contre la pluie.', shownAs: 'anonymous' }
    await send(one!.app, one!.cookie, 'contribuer', typed)
    const page = await fetch(`${one!.app.origin}/consultations/${park}/contribuer/sommaire`, {
      headers: { cookie: one!.cookie },
    })
    const seen = /name="seen" value="([^"]+)"/.exec(await page.text())![1]!
    const sent = await Promise.all(
      [one!, other!, one!, other!].map(({ app, cookie }) =>
        send(app, cookie, 'contribuer/sommaire', { seen }),
      ),
    )
    const [row] = await fresh.db.query<{ count: number }>(sql`
      SELECT count(*) AS count FROM contribution WHERE title = 'Un abri'`)
    assert.equal(row!.count, 1)
    // Whoever comes after the draft is gone is led to what was sent.
    for (const { status, location } of sent) {
      assert.equal(status, 303)
      assert.match(location, /\/recu\/|\/mes-participations$/)
    }
  })
})
