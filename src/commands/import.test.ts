import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from '#kernel'
import { ranHere } from '../../tests/support/commands.ts'
import { type FreshDatabase, freshDatabase } from '../../tests/support/database.ts'
import { barometerCommand } from './barometer.ts'
import { importCommand } from './import.ts'

const MAPPING = `
source: ailleurs
name: { fr: Ailleurs, en: Elsewhere }
year: { column: fiscal_yr, starts: '04-01' }
service: { id: service_id, name: service_id }
organisation: { id: org, name: org }
channels: { portal: online, phone: calls }
digital: true
improvements: { date: { column: improved, format: YYYY-YYYY } }
`

const SERVICES = `fiscal_yr,service_id,org,online,calls,improved
2022-2023,permit,Transport,90,10,2022-2023
2022-2023,licence,Transport,75,25,2021-2022
2022-2023,grant,Culture,*,10,
`

describe('the commands of whoever imports an inventory', () => {
  let fresh: FreshDatabase
  let folder: string
  const file = (name: string) => join(folder, name)

  const parvis = (...args: string[]) =>
    ranHere([importCommand, barometerCommand], [...args, '--database', fresh.url])
  const imported = (...options: string[]) =>
    parvis('import', 'inventory', file('services.csv'), '--mapping', file('map.yaml'), ...options)
  const events = async () => (await fresh.db.query(sql`SELECT 1 FROM event`)).length

  before(async () => {
    fresh = await freshDatabase()
    folder = await mkdtemp(join(tmpdir(), 'parvis-import-'))
    await writeFile(file('services.csv'), SERVICES)
    await writeFile(file('map.yaml'), MAPPING)
  })
  after(async () => {
    await fresh.drop()
    await rm(folder, { recursive: true })
  })

  it('say what would be taken over, in the words of the file, and write nothing', async () => {
    const { said } = await imported('--dry-run', '--left-out', file('out.csv'))
    assert.match(said, /2 comptés \/ counted, 0 .* nobody asked for, 1 .* of unknown volume/)
    assert.match(said, /1 × volume-unreadable.*no-data.*\n +« \* » 1 ×/)
    assert.match(said, /Taken for granted, and counted:\n +2 × last-day/)
    assert.match(await readFile(file('out.csv'), 'utf8'), /services\.csv,4,volume-unreadable,online: \*/)
    assert.equal(await events(), 0)
  })

  it('take it over once, and say for which days its figures can be asked', async () => {
    const { said } = await imported()
    assert.match(said, /bin\/parvis barometer figure --target 8 --at 2023-03-31$/)
    const written = await events()
    const again = await imported()
    assert.match(again.said, /nothing changed/)
    assert.doesNotMatch(again.said, /stay counted/)
    assert.equal(await events(), written)
  })

  it('give targets 8 and 2 on the last day of the year, and on another day say which that is', async () => {
    const figure = (target: string, at: string) =>
      parvis('barometer', 'figure', '--target', target, '--at', at)
    const eight = await figure('8', '2023-03-31')
    assert.match(eight.said, /1\/2 = 50\.0 %/)
    assert.doesNotMatch(eight.said, /another day/)
    assert.match((await figure('2', '2023-03-31')).said, /1\/2 = 50\.0 %/)
    assert.match((await figure('8', '2022-12-31')).said, /end on another day.*--at 2023-03-31$/)
    assert.doesNotMatch((await figure('8', '2026-11-22')).said, /another day/)
  })

  it('say what an import before them said of the same year and these files do not, since it stays counted', async () => {
    const without = SERVICES.split('\n').filter((line) => !line.includes('licence'))
    await writeFile(file('services.csv'), without.join('\n').replace('10,2022-2023', '10,'))
    const { said } = await imported()
    assert.match(said, /not said by these files: services 1, improvements 1\. They stay counted/)
    assert.match(
      (await parvis('barometer', 'figure', '--target', '8', '--at', '2023-03-31')).said,
      /: 1\/2 =/,
    )
  })

  it('refuse rows that disagree, with their lines, and what to write about them', async () => {
    await writeFile(file('services.csv'), `${SERVICES}2022-2023,permit,Transport,1,1,\n`)
    const { code, said } = await imported('--dry-run')
    assert.equal(code, 1)
    assert.match(said, /Nothing is taken over\.[^]*lines 2 and 5: « permit » in 2023[^]*leave-out/)
  })
})
