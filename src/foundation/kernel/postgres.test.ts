import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { faultOf } from './postgres/faults.ts'
import { ProgramFailed } from './postgres/execute.ts'
import { type EmbeddedPostgres, startPostgres, stopPostgres } from './postgres.ts'

const root = mkdtempSync(join(tmpdir(), 'parvis-postgres-'))
const dir = join(root, 'shared')
after(() => rmSync(root, { recursive: true, force: true }))

const quiet = () => {}
const postmasterPid = (folder = dir) =>
  Number(readFileSync(join(folder, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[0])

const ask = async (url: string, text: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  client.on('error', quiet)
  await client.connect()
  try {
    return Object.values((await client.query(text)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Another process that starts the same folder's server and says its address. */
const startElsewhere = async (folder: string) => {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))})
    const { url, adopted } = await startPostgres({ dir: ${JSON.stringify(folder)}, log: () => {} })
    console.log(JSON.stringify({ url, adopted }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const killed = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { ...(JSON.parse(line.toString()) as { url: string; adopted: boolean }), killed }
}

describe('the embedded PostgreSQL', () => {
  let server: EmbeddedPostgres
  before(async () => {
    // mkdtemp makes private folders; the account that PostgreSQL runs under must be able to enter this one.
    chmodSync(root, 0o755)
    server = await startPostgres({ dir, log: quiet })
  })
  after(() => server.stop())

  it('is durable, in UTF-8, ordered by code point, and listens to this machine only', async () => {
    assert.equal(await ask(server.url, 'SHOW fsync'), 'on')
    assert.equal(await ask(server.url, 'SHOW synchronous_commit'), 'on')
    assert.equal(await ask(server.url, 'SHOW server_encoding'), 'UTF8')
    assert.equal(await ask(server.url, 'SHOW listen_addresses'), '127.0.0.1')
    assert.equal(await ask(server.url, `SELECT 'Z' < 'a' AND 'z' < 'é'`), true)
    assert.equal(await ask(server.url, `SELECT upper('Émilie Côté')`), 'ÉMILIE CÔTÉ')
  })

  it('keeps its password in a file that only its account reads, and lets nobody in without it', async () => {
    assert.equal(statSync(join(dir, 'cluster/password')).mode & 0o777, 0o600)
    const without = new URL(server.url)
    without.password = 'guessed'
    await assert.rejects(ask(without.href, 'SELECT 1'), { code: '28P01' })
  })

  it('is adopted by a second process that starts on the same folder', async () => {
    const second = await startElsewhere(dir)
    assert.deepEqual([second.adopted, second.url], [true, server.url])
    await second.killed()
    assert.equal(await ask(server.url, 'SELECT 1'), 1)
  })

  // How soon is measured where nothing else runs: tests/chaos/kill.ts.
  it('is back on the same address after its own kill -9, nothing committed lost', async () => {
    await ask(server.url, 'CREATE TABLE kept AS SELECT 41 + 1 AS n')
    process.kill(postmasterPid(), 'SIGKILL')
    let kept: unknown
    while (kept === undefined) {
      await wait(50)
      kept = await ask(server.url, 'SELECT n FROM kept').catch(() => undefined)
    }
    assert.equal(kept, 42)
  })

  it('survives the kill -9 of its application, and the next one adopts it with what was written', async () => {
    const folder = join(root, 'survivor')
    const application = await startElsewhere(folder)
    assert.equal(application.adopted, false)
    await ask(application.url, `CREATE TABLE kept AS SELECT 'Amélie' AS name`)
    await application.killed()
    const next = await startPostgres({ dir: folder, log: quiet })
    assert.deepEqual([next.adopted, next.url], [true, application.url])
    assert.equal(await ask(next.url, 'SELECT name FROM kept'), 'Amélie')
    await next.stop()
  })

  it('starts once when two processes start at the same time on a folder that does not exist yet', async () => {
    const folder = join(root, 'contested')
    const both = await Promise.all([startElsewhere(folder), startElsewhere(folder)])
    assert.equal(both[0].url, both[1].url)
    assert.equal(both.filter(({ adopted }) => adopted).length, 1)
    await Promise.all(both.map(({ killed }) => killed()))
    await stopPostgres(folder)
    assert.equal(existsSync(join(folder, 'cluster/data/postmaster.pid')), false)
  })

  it('starts although a stranger now has the number of the process that died', async () => {
    const folder = join(root, 'recycled')
    await (await startPostgres({ dir: folder, log: quiet })).stop()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    const stale = [stranger.pid, join(folder, 'cluster/data'), 0, 20_000, '', '127.0.0.1', '', 'ready']
    writeFileSync(join(folder, 'cluster/data/postmaster.pid'), stale.join('\n') + '\n')
    const again = await startPostgres({ dir: folder, log: quiet })
    assert.equal(again.adopted, false)
    assert.equal(await ask(again.url, 'SELECT 1'), 1)
    await again.stop()
    stranger.kill()
  })

  it('takes another port when its own was taken while it was stopped', async () => {
    const folder = join(root, 'moved')
    const first = await startPostgres({ dir: folder, log: quiet })
    const port = Number(new URL(first.url).port)
    await first.stop()
    const thief = createServer().listen(port, '127.0.0.1')
    await once(thief, 'listening')
    const moved = await startPostgres({ dir: folder, log: quiet })
    assert.notEqual(new URL(moved.url).port, String(port))
    assert.equal(await ask(moved.url, 'SELECT 1'), 1)
    await moved.stop()
    thief.close()
  })

  it('lives in a public folder when its account cannot enter a private home, and says where', async (t) => {
    if (process.getuid?.() !== 0) return t.skip('only root runs it under another account')
    const home = join(root, 'home')
    mkdirSync(home, { mode: 0o700 })
    const lines: string[] = []
    const folder = join(home, '.parvis/postgres')
    const hidden = await startPostgres({ dir: folder, log: (line) => lines.push(line) })
    const elsewhere = readFileSync(join(folder, 'elsewhere'), 'utf8').trim()
    assert.ok(lines.some((line) => line.includes(elsewhere)))
    assert.equal(await ask(hidden.url, 'SELECT 1'), 1)
    await hidden.stop()
    rmSync(elsewhere, { recursive: true })
    await assert.rejects(startPostgres({ dir: folder, log: quiet }), { reason: 'database-vanished' })
    assert.equal(existsSync(elsewhere), false, 'an empty database does not take its place')
  })

  it('says in both languages what to mend when its folder cannot be written', async () => {
    const file = join(root, 'a-file')
    writeFileSync(file, '')
    const fault = await startPostgres({ dir: join(file, 'postgres'), log: quiet }).catch((error) => error)
    assert.ok(fault instanceof CannotStart)
    assert.equal(fault.reason, 'folder-not-writable')
    assert.match(fault.sentence.fr, /^Impossible d’écrire dans .*a-file/)
    assert.match(fault.sentence.en, /^Cannot write in .*a-file/)
  })

  it('recognises a full disk and a database of another version from what PostgreSQL says', () => {
    const reasonOf = (said: string) => {
      const fault = faultOf(new ProgramFailed('PostgreSQL', said), '/srv/parvis')
      return fault instanceof CannotStart && fault.reason
    }
    assert.equal(reasonOf('could not write to file: No space left on device'), 'disk-full')
    assert.equal(reasonOf('database files are incompatible with server'), 'other-postgres-version')
    assert.equal(reasonOf('something never seen'), 'postgres-failed')
    assert.ok(faultOf(new TypeError('a bug'), '/srv') instanceof TypeError, 'a bug stays a bug')
  })
})
