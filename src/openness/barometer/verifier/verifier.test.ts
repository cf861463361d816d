import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline, Readable } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { append, type Ledger, logState, openPublicLog, proveEvent, startLedger } from '#ledger'
import { diceOf } from '../../../../tests/fuzz/dice.ts'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { keptLog } from '../../../../tests/support/ledger.ts'
import { measuredEvents } from '../../../../tests/support/measured.ts'
import { DEFINITIONS } from '../definitions.ts'
import { openBarometer } from '../open.ts'
import { prove, publish } from '../publish.ts'

const ROOT = join(import.meta.dirname, '../../../..')
/** The system's Node, where there is one: the verifier needs nothing of ours, its Node included. */
const NODE = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path)) ?? process.execPath
const DAY = '2026-10-31'

describe('the stand-alone verifier', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-verify-'))
  const verifier = join(folder, 'parvis-verify.mjs')
  const publication = join(folder, DAY)
  let fresh: FreshDatabase
  let ledger: Ledger
  let vkey: string
  let eventProof: string

  before(async () => {
    fresh = await freshDatabase({ connections: 8 })
    const { db } = fresh
    const clock = () => new Date('2026-11-22T17:00:00Z')
    const log = keptLog()
    const barometer = openBarometer({ db, clock, log, lookMs: 1e6 })
    const publicLog = await openPublicLog(db, clock, {
      key: null,
      origin: null,
      otherwise: 'parvis.example/journal',
    })
    ledger = startLedger(db, { clock, subscribers: [barometer.subscriber], log, pollMs: 20, publicLog })
    const events = measuredEvents(diceOf(11), 900, new Date('2024-09-01T12:00:00Z'), clock())
    const [first] = await db.transaction((tx) => append(tx, events))
    await ledger.caughtUp()
    for await (const { published } of publish({ db, clock, definitions: DEFINITIONS }, [DAY]))
      assert.ok(published.ok)
    while ((await prove(db)) > 0) await wait(100)
    ;({ vkey } = (await logState(db))!)
    const proof = await proveEvent(db, { id: first!.id }, { reveal: true })
    assert.ok(proof.ok)
    eventProof = proof.value
    mkdirSync(publication)
    for (const name of ['manifest.json', 'measures.ndjson', 'figures.json', 'proof.txt', 'consistency.json'])
      writeFileSync(join(publication, name), (await barometer.publicationFile(DAY, name))!.body)
    await barometer.stop()
    // Downloaded elsewhere: nothing of the project lies beside it.
    cpSync(join(ROOT, 'bin/parvis-verify'), verifier)
  })
  after(async () => {
    await ledger.stop()
    await fresh.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    new Promise<{ status: number; said: string }>((resolve) => {
      execFile(NODE, [verifier, ...args], { cwd: folder, maxBuffer: 1e8 }, (error, out, err) =>
        resolve({ status: error ? Number(error.code) : 0, said: out + err }),
      )
    })

  /** A copy of the publication in which one file is otherwise. */
  const altered = (name: string, change: (text: string) => string | null): string => {
    const copy = mkdtempSync(join(folder, 'altered-'))
    cpSync(publication, copy, { recursive: true })
    const changed = change(readFileSync(join(copy, name), 'utf8'))
    if (changed === null) rmSync(join(copy, name))
    else writeFileSync(join(copy, name), changed)
    return copy
  }

  it('recomputes every figure and finds all as it was published, with the key or without', async () => {
    const { status, said } = await run(publication, '--key', vkey)
    assert.equal(status, 0, said)
    assert.match(said, /tient \/ holds/)
    const figures = JSON.parse(readFileSync(join(publication, 'figures.json'), 'utf8')) as {
      value: number | null
    }[]
    assert.match(said, new RegExp(`${figures.length} figures recomputed`))
    assert.ok(figures.filter(({ value }) => value !== null).length > 10, 'figures that say something')
    const without = await run(publication)
    assert.equal(without.status, 0)
    assert.match(without.said, /with the key that it names itself/)
  })

  it('names the file where one byte was changed, wherever it is', async () => {
    for (const name of readdirSync(publication)) {
      const size = readFileSync(join(publication, name)).length
      for (const share of [0.02, 0.35, 0.5, 0.77, 0.98]) {
        const at = Math.floor(size * share)
        const copy = altered(name, (text) => text)
        const bytes = readFileSync(join(copy, name))
        bytes[at]! ^= 1
        writeFileSync(join(copy, name), bytes)
        const { status, said } = await run(copy, '--key', vkey)
        assert.equal(status, 1, `${name} at ${at}: ${said}`)
        assert.match(said, /does not hold/)
        // A changed manifest is told by what it no longer agrees with.
        if (name !== 'manifest.json') assert.ok(said.includes(name), `${name} at ${at}: ${said}`)
      }
    }
  })

  it('names the line and the field of a figure or a measure that says something else', async () => {
    const figure = await run(
      altered('figures.json', (text) => text.replace(/"denominator":(\d+)/, '"denominator":9$1')),
    )
    assert.match(
      figure.said,
      /figures\.json, target 1, all organisations, denominator: says 9\d+, where the measures come to/,
    )
    const persons = await run(
      altered('measures.ndjson', (text) => text.replace(/("kind":"dossier-filed".*"count":)\d+/, '$13')),
    )
    assert.match(persons.said, /measures\.ndjson, line \d+: counts 3 persons, which is no multiple of 5/)
    const broken = await run(altered('measures.ndjson', (text) => text.replace('{', '[')))
    assert.match(broken.said, /measures\.ndjson, line 1: is not JSON/)
  })

  it('finds it out when digests were put right after measures were changed', async () => {
    const copy = altered('measures.ndjson', (text) =>
      text.replace(/("kind":"dossier-filed".*"count":)(\d+)/, '$11$2'),
    )
    const { createHash } = await import('node:crypto')
    const measures = readFileSync(join(copy, 'measures.ndjson'))
    const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'))
    manifest.files[0] = {
      ...manifest.files[0],
      bytes: measures.length,
      sha256: createHash('sha256').update(measures).digest('hex'),
    }
    writeFileSync(join(copy, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    const { status, said } = await run(copy, '--key', vkey)
    assert.equal(status, 1)
    assert.match(said, /proof\.txt, manifest: says/)
    assert.match(said, /proof\.txt, measures: says/)
  })

  it('finds out a target that was left out, and one that is followed twice', async () => {
    type Listed = { definitions: { target: number }[] }
    const following = (change: (definitions: Listed['definitions']) => Listed['definitions']) =>
      run(
        altered('manifest.json', (text) => {
          const manifest = JSON.parse(text) as Listed
          return JSON.stringify({ ...manifest, definitions: change(manifest.definitions) })
        }),
      )
    const without = await following((all) => all.filter(({ target }) => target !== 4))
    assert.match(without.said, /definitions, target 4 version 1: was in force, and is not followed once/)
    const twice = await following((all) => [...all, all[3]!])
    assert.match(twice.said, /definitions, target 4 version 1: was in force, and is not followed once/)
  })

  it('prints nothing of a file that a terminal would obey', async () => {
    const { status, said } = await run(
      altered('measures.ndjson', (text) =>
        text.replace(/"day":"[^"]*"/, String.raw`"day":"\u001b[2Jtient\n / holds"`),
      ),
    )
    assert.equal(status, 1)
    assert.match(said, /\\u\{1b\}\[2Jtient\\u\{a\} \/ holds is not a day/)
    assert.doesNotMatch(said, /\u001b|\u009b/)
  })

  it('does not read without end', async () => {
    const copy = altered('figures.json', (text) => text)
    truncateSync(join(copy, 'figures.json'), 300_000_000)
    const file = await run(copy)
    assert.deepEqual([file.status, /figures\.json is longer than/.test(file.said)], [2, true], file.said)
    const server = createServer((_request, response) => {
      pipeline(
        Readable.from(Array.from({ length: 250 }, () => Buffer.alloc(1_000_000, 32))),
        response,
        () => {},
      )
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/donnees/mesures/`
    const endless = await run(address)
    server.closeAllConnections()
    server.close()
    assert.deepEqual([endless.status, /is longer than/.test(endless.said)], [2, true], endless.said)
  })

  it('says which file is missing, and that another key did not sign', async () => {
    for (const name of ['measures.ndjson', 'figures.json', 'proof.txt', 'consistency.json']) {
      const { status, said } = await run(altered(name, () => null))
      assert.equal(status, 1)
      assert.match(said, new RegExp(`${name.replace('.', '\\.')}: is missing`))
    }
    const other = 'parvis.example/journal+00000000+AAAA'
    const { status, said } = await run(publication, '--key', other)
    assert.equal(status, 1)
    assert.match(said, /is not the key that you gave/)
  })

  it('verifies a whole list of publications at an address', async () => {
    const server = createServer((request, response) => {
      const name = request.url!.replace('/donnees/mesures/', '')
      const file = name === 'index.json' ? null : join(folder, name)
      if (file && !existsSync(file)) return void response.writeHead(404).end()
      response.end(file ? readFileSync(file) : JSON.stringify({ publications: [{ name: DAY }] }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/donnees/mesures/`
    for (const address of [base, `${base}${DAY}/`]) {
      const { status, said } = await run(address, '--key', vkey)
      assert.equal(status, 0, said)
    }
    assert.equal((await run(`${base}2020-01-01`)).status, 2)
    server.close()
  })

  it('verifies the proof of one event offline, and says when it was altered', async () => {
    const file = join(folder, 'event.txt')
    writeFileSync(file, eventProof)
    const { status, said } = await run(file, '--key', vkey)
    assert.equal(status, 0, said)
    assert.match(said, /rue Sainte-Catherine/)
    writeFileSync(file, eventProof.replace(/\nindex \d+/, '\nindex 1'))
    assert.equal((await run(file, '--key', vkey)).status, 1)
    assert.equal((await run(file)).status, 2, 'a proof needs a key')
  })

  it('ends with 2 when there is nothing to read', async () => {
    for (const args of [
      [],
      ['--key'],
      [join(folder, 'nowhere')],
      [tmpdir(), '--key', vkey],
      ['http://127.0.0.1:9/'],
    ])
      assert.equal((await run(...args)).status, 2, args.join(' '))
  })
})

describe('the file of the verifier', () => {
  it('is what the sources give', async () => {
    const built = await new Promise((resolve) =>
      execFile(process.execPath, [join(ROOT, 'bin/build-verifier.ts'), '--check'], (error, out, err) =>
        resolve(error ? out + err : 'the same'),
      ),
    )
    assert.equal(built, 'the same')
  })
})
