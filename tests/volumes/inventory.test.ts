import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  figureOn,
  keepYears,
  openBarometer,
  readYears,
  type RunningBarometer,
  verifyBarometer,
} from '#barometer'
import { type Database, sql } from '#kernel'
import { type Ledger, startLedger } from '#ledger'
import { gather, readMapping, reportOf, takeOver, Undecided, yearEnds } from '#volumes'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { valueOf } from '../support/story.ts'
import { northern, NORTHERN_MAPPING, type Truth, western, WESTERN_MAPPING } from './countries.ts'

/** The figures of a year as anybody would count them from the rows: no line of ours is shared. */
const countedByHand = (truths: readonly Truth[], year: number, [first, last]: [string, string]) => {
  const improvedIn = new Set<string>()
  for (const { id, improved } of truths)
    if (improved !== null && improved >= first && improved <= last) improvedIn.add(id)
  let [services, improved, over] = [0, 0, 0]
  for (const one of truths) {
    if (one.year !== year || one.online === null || one.others === null) continue
    const all = one.online + one.others
    if (all < 1) continue
    services += 1
    if (one.online * 4 > all * 3) over += 1
    if (improvedIn.has(one.id)) improved += 1
  }
  return { services, improved, over }
}

const TODAY = '2026-11-22'
const clock = () => new Date(`${TODAY}T15:00:00Z`)
const log = { info() {}, warn() {}, error() {} }

describe('an inventory that another country published', () => {
  let folder: string
  let fresh: FreshDatabase
  let db: Database
  let barometer: RunningBarometer
  let ledger: Ledger

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-inventory-'))
    fresh = await freshDatabase()
    db = fresh.db
    barometer = openBarometer({ db, clock, log, lookMs: 1e6 })
    ledger = startLedger(db, { clock, subscribers: [barometer.subscriber], log })
  })
  after(async () => {
    await Promise.all([ledger.stop(), barometer.stop()])
    await fresh.drop()
    await rm(folder, { recursive: true })
  })

  const inFolder = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }
  const gathered = async (yaml: string, file: string, year: number | null = null) =>
    gather({
      mapping: valueOf(readMapping(yaml)),
      mappingPath: join(folder, 'map.yaml'),
      files: [file],
      today: TODAY,
      year,
    })
  const taken = async (yaml: string, file: string) => {
    const inventory = await gathered(yaml, file)
    const done = valueOf(await takeOver(db, clock, inventory, { files: [file], by: 'operator', digest: 'd' }))
    await ledger.caughtUp()
    return { inventory, done }
  }
  const figure = async (target: number, day: string) => (await figureOn(db, clock, { target, day }))!.figure

  it('gives targets 2 and 8 for its fiscal year, as counted by hand from 1,700 messy rows a year', async () => {
    const { csv, truths } = northern(1_700)
    const { inventory } = await taken(NORTHERN_MAPPING, await inFolder('north.csv', csv))
    for (const [year, days] of [
      [2022, ['2021-04-01', '2022-03-31']],
      [2023, ['2022-04-01', '2023-03-31']],
    ] as const) {
      const { services, improved, over } = countedByHand(truths, year, [...days])
      assert.ok(services > 1_000 && improved > 50 && over > 100)
      const [two, eight] = [await figure(2, days[1]), await figure(8, days[1])]
      assert.deepEqual([eight.numerator, eight.denominator], [over, services])
      assert.deepEqual([two.numerator, two.denominator], [improved, services])
      assert.deepEqual(eight.provenance, { observed: 0, imported: services, declared: 0 })
      assert.deepEqual(eight.coverage, { reporting: 83, subject: 83, missing: [] })
    }
    const { leftOut, rows } = reportOf(inventory)
    assert.equal(rows.read, csv.trim().split('\r\n').length - 1)
    const times = Object.fromEntries(leftOut.map(({ reason, times }) => [reason, times]))
    const unknown = truths.filter(({ online }) => online === null).length
    assert.equal(
      (times['volume-partly-unknown'] ?? 0) + (times['volume-unknown'] ?? 0),
      unknown + (times['same-again'] ? repeatedUnknown(truths) : 0),
    )
    assert.ok(times['same-again']! > 20 && times['filtered']! > 20)
  })

  /** Rows that come twice say twice what is not known of them. */
  const repeatedUnknown = (truths: readonly Truth[]): number => {
    const places = new Map(truths.map((one) => [`${one.year} ${one.id}`, one]))
    let count = 0
    for (const year of [2022, 2023])
      for (let at = 0; at < 1_700; at += 97) {
        const id = at % 50 === 7 ? `SRV/${at} é` : String(1000 + at)
        if (places.get(`${year} ${id}`)?.online === null) count += 1
      }
    return count
  }

  it('gives them for a calendar year by quarters, with improvements in a file beside, of 800 services', async () => {
    const { csv, truths, improvements } = western(800)
    await inFolder('improvements.tsv', improvements)
    const { inventory } = await taken(WESTERN_MAPPING, await inFolder('west.csv', csv))
    const { services, improved, over } = countedByHand(truths, 2013, ['2013-01-01', '2013-12-31'])
    assert.ok(services > 600 && improved > 50 && over > 50)
    const [two, eight] = [await figure(2, '2013-12-31'), await figure(8, '2013-12-31')]
    assert.deepEqual([eight.numerator, eight.denominator], [over, services])
    assert.deepEqual([two.numerator, two.denominator], [improved, services])
    assert.equal(eight.coverage.subject, 21)
    assert.ok(inventory.leftOut.some(({ reason }) => reason === 'improvement-of-nobody'))
  })

  it('counts in no year that is not its own, and in nothing that was asked again (4)', async () => {
    assert.equal((await figure(8, TODAY)).coverage.subject, 0)
    assert.equal((await figure(8, TODAY)).state, 'no-data')
    assert.equal((await figure(4, '2023-03-31')).state, 'no-data')
  })

  it('is the same counted live and from the first event, its kept years included', async () => {
    await keepYears(db, clock, await yearEnds(db))
    await barometer.compute()
    assert.ok((await verifyBarometer(db, {})).ok)
    assert.deepEqual(
      (await readYears(db)).map(({ day, figure }) => `${day} ${figure.target}`),
      ['2023-03-31 2', '2023-03-31 8', '2022-03-31 2', '2022-03-31 8', '2013-12-31 2', '2013-12-31 8'],
    )
    await db.query(
      sql`UPDATE barometer_year SET body = replace(body, '"numerator":', '"numerator":1') WHERE day = '2013-12-31'`,
    )
    assert.ok(!(await verifyBarometer(db, {})).ok)
    await keepYears(db, clock, ['2013-12-31'])
    assert.ok((await verifyBarometer(db, {})).ok)
  })

  it('writes nothing when it is taken over again, and only what changed when it was corrected', async () => {
    const { csv } = northern(1_700)
    const again = await taken(NORTHERN_MAPPING, await inFolder('north.csv', csv))
    assert.equal(again.done.facts, 0)
    const corrected = csv.replace(/^(2022-2023,1011,.*?),75,/m, '$1,80,')
    const { done } = await taken(NORTHERN_MAPPING, await inFolder('north-2.csv', corrected))
    assert.deepEqual([done.facts, done.volumes], [1, 1])
    const before = countedByHand(northern(1_700).truths, 2023, ['2022-04-01', '2023-03-31'])
    assert.equal((await figure(8, '2023-03-31')).numerator, before.over + 1)
  })

  it('takes back what a corrected file does not say any more, and follows a service to its new organisation', async () => {
    const yaml = NORTHERN_MAPPING.replace('source: nord', 'source: petit')
    const head = northern(1).csv.split('\r\n')[0]!
    const row = (organisation: string, online: string, phone: string) =>
      `2022-2023,7,A,A,${organisation},${organisation},${online},${phone},0,,No,service`
    const write = async (...rows: string[]) =>
      taken(yaml, await inFolder('small.csv', [head, ...rows].join('\n')))
    const its = async () =>
      (await figureOn(db, clock, { target: 8, day: '2023-03-31' }))!.units.filter(
        ({ unit }) => unit === 'petit-7',
      )
    await write(row('One', '9000', '1000'))
    assert.deepEqual(
      (await its()).map(({ organisation, verdict, share }) => [organisation, verdict, share]),
      [['petit-One', 'meets', 0.9]],
    )
    await write(row('Two', '5000', '5000'))
    assert.deepEqual(
      (await its()).map(({ organisation, verdict, share }) => [organisation, verdict, share]),
      [['petit-Two', 'does-not', 0.5]],
    )
    await write(row('Two', 'ND', '50'))
    assert.deepEqual(
      (await its()).map(({ verdict, reason }) => [verdict, reason]),
      [['not-counted', 'not-digital']],
    )
    const [left] = await db.query(sql`SELECT sum(count) AS count FROM volume_count WHERE service = 'petit-7'`)
    assert.equal(left!['count'], null)
  })

  it('asks rather than guesses where rows disagree, or a year has two names', async () => {
    const head = northern(1).csv.split('\r\n')[0]!
    const row = (year: string, online: number) => `${year},7,A,A,One,One,${online},1,0,,No,service`
    const disagreeing = await inFolder('x.csv', [head, row('2022-2023', 5), row('2022-2023', 6)].join('\n'))
    await assert.rejects(gathered(NORTHERN_MAPPING, disagreeing), Undecided)
    const summed = await gathered(`${NORTHERN_MAPPING}\nrepeated: sum`, disagreeing)
    assert.deepEqual([...summed.years.values()][0]!.volumes, { portal: 11, phone: 2, paper: 0 })
    const named = await inFolder('y.csv', [head, row('2023', 5)].join('\n'))
    await assert.rejects(gathered(NORTHERN_MAPPING, named), Undecided)
  })
})
