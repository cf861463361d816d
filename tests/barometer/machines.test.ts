import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { DEFINITIONS, type Figure, proveMeasures, publishMeasures, type RunningBarometer } from '#barometer'
import { sha256 } from '#kernel'
import { append } from '#ledger'
import { diceOf } from '../fuzz/dice.ts'
import { type Attacked, openAttacked } from '../security/platform.ts'
import { measuredEvents } from '../support/measured.ts'

const DAY = '2026-11-21'

/** All that the specification says of a figure. */
const FIELDS =
  `target definition organisation state value numerator denominator goal unit period dataDate provenance coverage
  exclusions withExcluded constantPanel weighted variants change events stated`.split(/\s+/)

describe('what machines read of the barometer', () => {
  let house: Attacked
  before(async () => {
    house = await openAttacked()
    const { db } = house.platform
    const barometer = house.platform.barometer as RunningBarometer
    // What is published is published here: by itself it would be, of every month, a minute after the history was written.
    await barometer.stop()
    const events = measuredEvents(diceOf(31), 300, new Date('2025-01-01T12:00:00Z'), house.platform.clock())
    await db.transaction((tx) => append(tx, events))
    await house.ledger.caughtUp()
    await barometer.compute()
    for await (const { published } of publishMeasures(
      { db, clock: house.platform.clock, definitions: DEFINITIONS },
      [DAY],
    ))
      assert.ok(published.ok)
    while ((await proveMeasures(db)) > 0) await wait(100)
  })
  after(() => house.close())

  const json = async (url: string) => {
    const answered = await house.ask({ url })
    return { ...answered, value: JSON.parse(answered.body) }
  }

  it('has every field of every figure, with the head of the ledger it was computed from', async () => {
    const { status, headers, value } = await json('/api/v1/barometer')
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(headers['access-control-allow-origin'], '*')
    assert.deepEqual(
      value.figures.map(({ target }: Figure) => target),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    )
    for (const name of FIELDS)
      assert.ok(
        value.figures.every((figure: object) => Object.hasOwn(figure, name)),
        name,
      )
    assert.ok(value.head.size > 0 && (value.head.root === null || /^[0-9a-f]{64}$/.test(value.head.root)))
    assert.equal(value.definitions.flat().length, DEFINITIONS.length)
    assert.ok(value.organisations.some(({ id, name }: { id: string; name: unknown }) => id && name))
  })

  it('tells of one target and of one organisation', async () => {
    const { value } = await json('/api/v1/barometer/8')
    assert.equal(value.figure.target, 8)
    assert.equal(value.series[0].points.length, 24)
    assert.ok(value.units.length > 0 && value.organisations.length > 0)
    const { organisation } = value.organisations[0]
    const its = await json(`/api/v1/barometer/organisations/${organisation}`)
    assert.equal(its.value.organisation.id, organisation)
    assert.ok(its.value.figures.every((figure: Figure) => figure.organisation === organisation))
  })

  it('sends nothing to whoever has it already', async () => {
    const { headers } = await json('/api/v1/barometer/8')
    const again = await house.ask({
      url: '/api/v1/barometer/8',
      headers: { 'if-none-match': `"x", ${String(headers['etag'])}` },
    })
    assert.deepEqual([again.status, again.body], [304, ''])
  })

  it('says what is not there in the form of RFC 9457', async () => {
    for (const url of [
      '/api/v1/barometer/0',
      '/api/v1/barometer/11',
      '/api/v1/barometer/08',
      '/api/v1/barometer/organisations/nobody',
      '/api/v1/consultations',
      '/donnees/mesures/2020-01-01/manifest.json',
      `/donnees/mesures/${DAY}/secret.json`,
      '/donnees/mesures/..%2f..%2fetc/passwd',
    ]) {
      const { status, headers, value } = await json(url)
      assert.equal(status, 404, url)
      assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
      assert.deepEqual([value.type, value.status, typeof value.title], ['about:blank', 404, 'string'])
    }
  })

  it('hands out published files as they were published, for ever', async () => {
    const { value } = await json('/donnees/mesures/index.json')
    const [publication] = value.publications
    assert.equal(publication.name, DAY)
    const manifest = await house.ask({ url: `/donnees/mesures/${DAY}/manifest.json` })
    assert.equal(sha256(manifest.body).toString('hex'), publication.digest)
    assert.match(String(manifest.headers['cache-control']), /immutable/)
    for (const { name, sha256: digest } of publication.files) {
      const file = await house.ask({ url: `/donnees/mesures/${DAY}/${name}` })
      assert.equal(sha256(file.body).toString('hex'), digest)
    }
  })

  it('lets the verifier that lies beside redo the sum over HTTP', async () => {
    await house.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = house.app.server.address() as AddressInfo
    const verifier = join(import.meta.dirname, '../../bin/parvis-verify')
    const said = await new Promise<string>((resolve) =>
      execFile(process.execPath, [verifier, `http://127.0.0.1:${port}/donnees/mesures/`], (error, out, err) =>
        resolve(`${error?.code ?? 0} ${out}${err}`),
      ),
    )
    assert.match(said, new RegExp(`^0 ${DAY} : tient / holds`))
    const file = await fetch(`http://127.0.0.1:${port}/donnees/parvis-verify`)
    assert.match(file.headers.get('content-disposition')!, /parvis-verify\.mjs/)
    assert.match(await file.text(), /^#!\/usr\/bin\/env node\n/)
  })
})
