import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { stopPostgres } from '#kernel'

const PARVIS = join(import.meta.dirname, '../../bin/parvis')
const folders: string[] = []
const children: ChildProcess[] = []

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-start-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) {
    await stopPostgres(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  }
})

type Started = { child: ChildProcess; said: () => string; ended: Promise<number | null> }

const parvis = (env: Record<string, string>, command = [PARVIS, 'start']): Started => {
  const [program, ...args] = command
  const child = spawn(program!, args, {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      PARVIS_HISTORY: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}

/** The address that it prints once it serves. */
const address = async ({ child, said, ended }: Started): Promise<string> => {
  for (;;) {
    const found = /Parvis : (http:\/\/\S+)/.exec(said())
    if (found) return found[1]!
    const over = await Promise.race([once(child.stdout!, 'data').then(() => false), ended.then(() => true)])
    if (over) throw new Error(`it ended before it served:\n${said()}`)
  }
}

const isReady = async (at: string): Promise<boolean> => (await fetch(`${at}/health/ready`)).status === 200

/** Ended with status 1, after a sentence in each language and no stack. */
const refusal = async (started: Started): Promise<string> => {
  assert.equal(await started.ended, 1, started.said())
  assert.doesNotMatch(started.said(), /\n\s+at /)
  return started.said()
}

describe('starting Parvis', () => {
  it('says each step, serves, and ends with status 0 when it is asked to', async () => {
    const dir = newFolder()
    const started = parvis({ PARVIS_DIR: dir })
    assert.ok(await isReady(await address(started)))
    assert.match(started.said(), /1\/4 PostgreSQL…[\s\S]*2\/4[\s\S]*3\/4[\s\S]*4\/4/)
    started.child.kill('SIGTERM')
    assert.equal(await started.ended, 0, started.said())
    assert.equal(
      existsSync(join(dir, 'postgres/cluster/data/postmaster.pid')),
      false,
      'PostgreSQL is stopped',
    )
    assert.equal(existsSync(join(dir, 'instance.json')), false)
  })

  // How soon is measured where nothing else runs: tests/chaos/kill.ts.
  it('serves again after its own kill -9, on the database that survived', async () => {
    const dir = newFolder()
    const first = parvis({ PARVIS_DIR: dir })
    await address(first)
    first.child.kill('SIGKILL')
    await first.ended
    const second = parvis({ PARVIS_DIR: dir })
    assert.ok(await isReady(await address(second)))
    second.child.kill('SIGTERM')
    await second.ended
  })

  it('is refused on a folder where it runs already, and says where', async () => {
    const dir = newFolder()
    const first = parvis({ PARVIS_DIR: dir })
    const at = await address(first)
    const said = await refusal(parvis({ PARVIS_DIR: dir }))
    assert.ok(said.includes(`Parvis tourne déjà sur ${dir} à ${at}`), said)
    assert.ok(said.includes(`Parvis is already running on ${dir} at ${at}`), said)
    assert.ok(await isReady(at), 'the first one is not disturbed')
    first.child.kill('SIGTERM')
    assert.equal(await first.ended, 0)
  })

  it('takes back a folder whose holder was killed, though its number was given to another process', async () => {
    const dir = newFolder()
    writeFileSync(
      join(dir, 'instance.json'),
      JSON.stringify({ pid: process.pid, startedAt: '1', address: '' }),
    )
    const started = parvis({ PARVIS_DIR: dir })
    await address(started)
    const holder = JSON.parse(readFileSync(join(dir, 'instance.json'), 'utf8')) as { pid: number }
    assert.equal(holder.pid, started.child.pid, 'bin/parvis is one process: killing it kills Parvis')
    started.child.kill('SIGTERM')
    await started.ended
  })

  it('is refused when its port is taken, before anything is prepared', async () => {
    const dir = newFolder()
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const said = await refusal(parvis({ PARVIS_DIR: dir, PORT: String(port) }))
    assert.match(said, new RegExp(`Le port ${port} est déjà pris[\\s\\S]*Port ${port} is already taken`))
    assert.equal(existsSync(join(dir, 'postgres')), false)
    taken.close()
  })

  it('is refused, in both languages, by a folder, a host, a database or a setting that will not do', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const wrong: [Record<string, string>, RegExp][] = [
      [{ PARVIS_DIR: join(file, 'here') }, /Impossible d’écrire dans .*\n.*Cannot write in /],
      [{ HOST: '203.0.113.7' }, /HOST = « 203.0.113.7 ».*\n.*HOST = "203.0.113.7"/],
      [{ DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/nowhere' }, /nowhere de 127.0.0.1:1 ne répond pas/],
      [{ PORT: 'http' }, /PORT = « http » ne convient pas.*\n.*PORT = "http" will not do/],
    ]
    for (const [env, expected] of wrong) {
      const said = await refusal(parvis({ PARVIS_DIR: newFolder(), ...env }))
      assert.match(said, expected)
      assert.ok(!said.includes('secret'))
    }
  })

  it('goes with the process that started it under another Node', async () => {
    const script = `
      const { runNode } = await import(${JSON.stringify(join(import.meta.dirname, '../../bin/node.mjs'))})
      process.exitCode = await runNode('bin/parvis', ['start'])`
    const dir = newFolder()
    const starter = parvis({ PARVIS_DIR: dir }, [process.execPath, '--input-type=module', '-e', script])
    const at = await address(starter)
    starter.child.kill('SIGKILL')
    await starter.ended
    await assert.rejects(fetch(`${at}/health/live`))
  })
})
