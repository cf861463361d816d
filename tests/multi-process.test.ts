import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '#kernel'
import { verifyLedger } from '#ledger'
import { type Acknowledged, askForAllowance } from './chaos/applicant.ts'
import { hiddenIn } from './chaos/persistence.ts'
import { type App, freePort, startApp } from './support/app.ts'
import { type FreshDatabase, freshDatabase } from './support/database.ts'
import { untilQuiet } from './support/quiet.ts'
import { copyServices } from './support/services.ts'

const PATIENCE_MS = 120_000

describe('two processes on one database', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-two-'))
  const services = join(folder, 'services')
  const started: App[] = []
  let fresh: FreshDatabase
  let first: App
  let second: App
  let cookie: string

  before(async () => {
    copyServices(services)
    fresh = await freshDatabase()
    const env = { DATABASE_URL: fresh.url, PARVIS_DIR: folder, PARVIS_SERVICES: services, LOG_LEVEL: 'warn' }
    const start = async (log: string) => {
      const app = await startApp({ port: await freePort(), log: join(folder, log), env })
      started.push(app)
      return app
    }
    // At the same moment: whichever is first prepares, publishes and makes the signing key, the other finds them.
    ;[first, second] = await Promise.all([start('first.log'), start('second.log')])
    cookie = await signIn(first.origin)
  })

  after(async () => {
    await Promise.all(started.map((app) => app.end('SIGKILL')))
    await fresh.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What the ledger says happened to these dossiers, and how often a robot had to try. */
  const followed = async (filings: readonly Acknowledged[]) => {
    const ids = filings.map(({ ref }) => ref)
    await untilQuiet(fresh.db)
    return fresh.db.query<{ id: string; status: string; filed: number; decided: number; tries: number }>(sql`
      SELECT id, status,
        (SELECT count(*) FROM event WHERE stream = dossier.id AND kind = 'dossier.filed') AS filed,
        (SELECT count(*) FROM event WHERE stream = dossier.id AND kind = 'dossier.decided') AS decided,
        (SELECT sum(attempts) FROM robot_task WHERE robot_task.dossier = dossier.id) AS tries
      FROM dossier WHERE id = ANY(${ids}::uuid[]) ORDER BY id`)
  }

  const decidedOnce = (filings: readonly Acknowledged[]) =>
    filings
      .map(({ ref }) => ({ id: ref, status: 'decided', filed: 1, decided: 1, tries: 1 }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))

  const versions = () => fresh.db.query(sql`SELECT service FROM service_version ORDER BY service`)

  it('start together and publish each service once', async () => {
    const names = (await versions()).map(({ service }) => service)
    assert.deepEqual(names, ['allocation-famille', 'certificat-naissance', 'signalement-chaussee'])
  })

  it('publish once what is edited, and both show it', async () => {
    const file = join(services, 'signalement-chaussee/words.fr.yaml')
    const edited = readFileSync(file, 'utf8').replace(/^name: .*$/m, 'name: Signaler un trou dans la rue')
    writeFileSync(file, edited)
    for (const { origin } of [first, second])
      await until(async () => (await read(`${origin}/`)).text.includes('Signaler un trou dans la rue'))
    assert.equal((await versions()).length, 4)
  })

  it('know the same session, and go on with a draft that the other opened', async () => {
    const opened = await send(`${first.origin}/services/allocation-famille/commencer`, cookie)
    assert.equal(opened.status, 303)
    const { status, text } = await read(`${second.origin}${opened.location}/etapes/you`, cookie)
    assert.equal(status, 200)
    assert.match(text, /name="liveInQuebec"/)
    assert.equal((await read(`${second.origin}${opened.location}/etapes/you`)).status, 303, 'not without it')
  })

  it('share the robots’ turns: what is filed on either is decided once, at the first try', async () => {
    const origins = Array.from({ length: 12 }, (_, at) => [first, second][at % 2]!.origin)
    const filings = await Promise.all(origins.map((origin) => askForAllowance(origin, cookie)))
    assert.deepEqual(await followed(filings), decidedOnce(filings))
    const [filing] = filings
    for (const { origin } of [first, second]) {
      const receipt = await read(`${origin}/demandes/${filing!.ref}/accuse.jws`, cookie)
      const decision = await read(`${origin}/demandes/${filing!.ref}/decision`, cookie)
      assert.deepEqual([receipt.status, decision.status], [200, 200])
    }
  })

  it('give one receipt for a submission that reaches both at once', async () => {
    const { location: dossier } = await send(`${first.origin}/services/signalement-chaussee/commencer`)
    const answers = {
      place: 'Devant le 12, rue des Ormes',
      what: 'nid-de-poule',
      dangerous: 'no',
      description: 'Un trou profond, près de l’école.',
      email: '',
    }
    for (const [at, page] of ['where', 'problem', 'news'].entries()) {
      const { origin } = [first, second][at % 2]!
      const shown = await read(`${origin}${dossier}/etapes/${page}`)
      const form = { ...Object.fromEntries(hiddenIn(Buffer.from(shown.text))), ...answers }
      assert.equal((await send(`${origin}${dossier}/etapes/${page}`, '', form)).status, 303)
    }
    const summary = await read(`${first.origin}${dossier}/sommaire`)
    const form = Object.fromEntries(hiddenIn(Buffer.from(summary.text)))
    const sent = await Promise.all(
      [first, second, first, second].map(({ origin }) => send(`${origin}${dossier}/depot`, '', form)),
    )
    assert.deepEqual(
      new Set(sent.map(({ status, location }) => `${status} ${location}`)),
      new Set([`303 ${dossier}/accuse`]),
    )
    const receipts = await Promise.all(
      [first, second].map(({ origin }) => read(`${origin}${dossier}/accuse.jws`)),
    )
    assert.equal(receipts[0]!.text, receipts[1]!.text)
  })

  it('lose and double nothing when one is killed: the other goes on with what it left', async () => {
    const through = (app: App, count: number) =>
      Array.from({ length: count }, () => askForAllowance(app.origin, cookie))
    const left = await Promise.all(through(first, 4))
    const going = Promise.all(through(second, 8))
    await first.end('SIGKILL')
    const filings = [...left, ...(await going)]
    const found = await followed(filings)
    // A turn that the killed one had claimed is tried again: once more, never decided twice.
    assert.deepEqual(
      found.map(({ tries: _tries, ...its }) => its),
      decidedOnce(filings).map(({ tries: _tries, ...its }) => its),
    )
    const ledger = await verifyLedger(fresh.db)
    assert.ok(ledger.ok, JSON.stringify(ledger))
  })
})

type Answered = { status: number; location: string; text: string }

const read = async (url: string, cookie = ''): Promise<Answered> =>
  answered(await fetch(url, { redirect: 'manual', headers: { cookie } }))

const send = async (url: string, cookie = '', form: Record<string, string> = {}): Promise<Answered> =>
  answered(
    await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    }),
  )

const answered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  location: response.headers.get('location') ?? '',
  text: await response.text(),
})

const signIn = async (origin: string): Promise<string> => {
  const answer = await fetch(`${origin}/connexion`, {
    method: 'POST',
    body: new URLSearchParams({ persona: 'person:amelie-tremblay' }),
    redirect: 'manual',
  })
  await answer.arrayBuffer()
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
  const from = Date.now()
  while (!(await isTrue())) {
    assert.ok(Date.now() - from < PATIENCE_MS, `still not so after ${PATIENCE_MS} ms`)
    await wait(50)
  }
}
