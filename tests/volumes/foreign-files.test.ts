import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ASSUMED, Faulty, gather, type Inventory, LEFT_OUT, readMapping, reportOf, Undecided } from '#volumes'
import type { Text } from '#kernel'
import { detailsOf, valueOf } from '../support/story.ts'

/*
 * What real tables are like, and Amélie who imports them does not edit by hand: each test is one thing that a published file
 * has, and what the mapping says of it.
 */
describe('a file as somebody else publishes it', () => {
  let folder: string
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'parvis-foreign-'))))
  after(() => rm(folder, { recursive: true }))

  const MAPPING = `
source: ailleurs
name: { fr: Ailleurs, en: Elsewhere }
year: { column: fiscal_yr, starts: '04-01' }
service: { id: service_id, name: service_id }
organisation: { id: org, name: org }
channels: { portal: online, phone: calls }
digital: true
`
  const HEAD = 'fiscal_yr,service_id,org,online,calls,improved'

  const read = async (text: string | Uint8Array, yaml = MAPPING, name = 'services.csv') => {
    const file = join(folder, name)
    await writeFile(file, text)
    return gather({
      mapping: valueOf(readMapping(yaml)),
      mappingPath: join(folder, 'map.yaml'),
      files: [file],
      today: '2026-11-22',
      year: null,
    })
  }
  const rows = (...all: string[]) => [HEAD, ...all].join('\r\n')
  const improvedOn = (format: string) =>
    `${MAPPING}improvements: { date: { column: improved, format: ${format} } }\n`
  const days = ({ improvements }: Inventory) =>
    [...improvements.values()].flatMap((one) => [...one]).toSorted()
  const reasons = ({ leftOut }: Inventory) => leftOut.map(({ reason, what }) => `${reason} ${what}`)
  const assumed = (one: Inventory) => one.assumed.map(({ reason }) => reason)
  const volumes = (one: Inventory) => [...one.years.values()].map((its) => its.volumes)
  const faultIn = async (text: string | Uint8Array, yaml?: string, name?: string) => {
    try {
      await read(text, yaml, name)
    } catch (error) {
      assert.ok(error instanceof Faulty, String(error))
      return error.en
    }
    throw new Error('it was read')
  }

  describe('with dates', () => {
    it('that are fiscal years counts an improvement on the last day of that year, and says so', async () => {
      const inventory = await read(
        rows('2022-2023,a,O,1,1,2021-2022', '2022-2023,b,O,1,1,FY 2022-2023', '2022-2023,c,O,1,1,2022-2024'),
        improvedOn('YYYY-YYYY'),
      )
      assert.deepEqual(days(inventory), ['2022-03-31', '2023-03-31'])
      assert.deepEqual(reasons(inventory), ['improvement-unreadable 2022-2024'])
      assert.deepEqual(assumed(inventory), ['last-day', 'last-day'])
    })

    it('of short years and of quarters', async () => {
      const inventory = await read(
        rows('2012-2013,a,O,1,1,Mar-13', '2012-2013,b,O,1,1,2013-Q2', '2012-2013,c,O,1,1,7/2/12'),
        improvedOn('[MMM-YY, YYYY-Q, D/M/YY]'),
      )
      assert.deepEqual(days(inventory), ['2012-02-07', '2013-03-31', '2013-06-30'])
    })

    it('does not take what follows a year for nothing: only the time after a day is left aside', async () => {
      const inventory = await read(
        rows(
          '2022-2023,a,O,1,1,2022 Q1',
          '2022-2023,b,O,1,1,2022-05-06 10:30',
          '2022-2023,c,O,1,1,2022-05-06 to 2023',
        ),
        improvedOn('[YYYY-MM-DD, YYYY]'),
      )
      assert.deepEqual(days(inventory), ['2022-05-06'])
      assert.equal(inventory.leftOut.length, 2)
    })

    it('of which nobody could say how they are read is refused before a row is', () => {
      for (const format of ['YYYY-YYYY-MM', 'YYYY-MM-MM', 'MM-DD', 'YYYY-MM-Q'])
        assert.ok(!readMapping(improvedOn(format)).ok, format)
    })
  })

  describe('with numbers', () => {
    it('never takes a fraction for a count, nor a group of two for thousands', async () => {
      const inventory = await read(
        rows('2022-2023,a,O,"0,75",1,', '2022-2023,b,O,"12,50",1,', '2022-2023,c,O,"1,23,456","1,234",'),
      )
      assert.deepEqual(volumes(inventory), [null, null, { portal: 123_456, phone: 1234 }])
    })

    it('says which cells it could not read, the most frequent first, for the mapping to name them', async () => {
      const { leftOut } = reportOf(
        await read(rows('2022-2023,a,O,*,1,', '2022-2023,b,O,n.d.,1,', '2022-2023,c,O,*,1,')),
      )
      assert.deepEqual(leftOut[0]!.most, [
        { cell: '*', times: 2 },
        { cell: 'n.d.', times: 1 },
      ])
    })

    it('says of each thing taken for granted that it was', async () => {
      const yaml = `${MAPPING}none: [none]\npartly: count-known\nnumbers: { round: true }\n`
      const inventory = await read(
        rows(
          '2022-2023,a,O,1.6,1,',
          '2022-2023,b,O,none,1,',
          '2022-2023,c,O,,1,',
          '2022-2023,d,O,1.2E+05,1,',
        ),
        yaml,
      )
      assert.deepEqual(assumed(inventory), [
        'rounded',
        'none-is-zero',
        'known-only',
        'exponent',
        'no-improvements',
      ])
    })

    it('splits the digital services of a year by what is known of them, which adds up', async () => {
      const { years } = reportOf(
        await read(rows('2022-2023,a,O,1,1,', '2022-2023,b,O,0,0,', '2022-2023,c,O,NA,1,')),
      )
      const { digital, counted, unused, unknown } = years[0]!
      assert.deepEqual([digital, counted, unused, unknown], [3, 1, 1, 1])
    })
  })

  describe('with rows', () => {
    it('of totals leaves them out, and keeps a service of a department that has no agency', async () => {
      const yaml = MAPPING.replace('id: service_id', 'id: [org, fiscal_yr, service_id]').replace(
        'column: fiscal_yr',
        'is: 2023',
      )
      const inventory = await read(rows('Agency,a,O,1,1,', ',a,O,2,2,', 'Agency,,O total,9,9,'), yaml)
      assert.deepEqual(volumes(inventory), [
        { portal: 1, phone: 1 },
        { portal: 2, phone: 2 },
      ])
      assert.deepEqual(reasons(inventory), ['service-missing O total / Agency'])
    })

    it('that a stray separator has shifted are left out; one at the end of every row shifts nothing', async () => {
      const inventory = await read(rows('2022-2023,b,O,1,1,', '2022-2023,a,One, Two,90,10,'))
      assert.deepEqual(volumes(inventory), [{ portal: 1, phone: 1 }])
      assert.deepEqual(reasons(inventory), ['row-too-long 7 cells, 6 columns'])
      const ended = await read(
        rows('2022-2023,b,O,1,1,,', '2022-2023,c,O,2,1,,', '2022-2023,a,One, Two,90,10,,'),
      )
      assert.deepEqual([ended.years.size, reasons(ended)], [2, ['row-too-long 8 cells, 6 columns']])
    })

    it('of a fiscal year are read however it is written, and not where its two years do not follow', async () => {
      const written = [
        '2022-23',
        '2022–2023',
        'FY 2022/23',
        'April 2022 to March 2023',
        '2022-2024',
        '2022-22',
      ]
      const inventory = await read(rows(...written.map((year, at) => `${year},s${at},O,1,1,`)))
      assert.deepEqual(
        [...inventory.years.values()].map(({ year }) => year.to),
        Array(4).fill('2023-03-31'),
      )
      assert.deepEqual(reasons(inventory), ['year-unreadable 2022-2024', 'year-unreadable 2022-22'])
    })

    it('of which a cell holds several values keeps those that hold one of them', async () => {
      const yaml = `${MAPPING}keep: [{ column: org, in: [EXTERN], split: ',' }]\n`
      const inventory = await read(rows('2022-2023,a,"EXTERN, INTERN",1,1,', '2022-2023,b,INTERN,1,1,'), yaml)
      assert.equal(inventory.years.size, 1)
      assert.deepEqual(reasons(inventory), ['filtered org: INTERN'])
    })

    it('that disagree are all told at once, and are counted by nobody where the mapping believes neither', async () => {
      const text = rows(
        '2022-2023,a,O,1,1,',
        '2022-2023,a,O,2,1,',
        '2022-2023,b,O,1,1,',
        '2022-2023,b,O,3,1,',
        '2022-2023,b,O,3,1,',
      )
      await assert.rejects(read(text), (error: Error) => {
        assert.ok(error instanceof Undecided)
        assert.match(error.message, /^3 rows[^]*lines 2 and 3: « a » in 2023[^]*lines 4 and 5: « b »/)
        return true
      })
      const left = await read(text, `${MAPPING}repeated: leave-out\n`)
      assert.deepEqual(volumes(left), [null, null])
      assert.equal(left.leftOut.filter(({ reason }) => reason === 'rows-disagree').length, 3)
    })
  })

  describe('with a row a quarter', () => {
    const QUARTERS = MAPPING.replace(
      "year: { column: fiscal_yr, starts: '04-01' }",
      "year: { column: quarter, format: YYYY-Q, starts: '04-01' }\nrepeated: sum",
    )
    const quarters = (...all: string[]) => ['quarter,service_id,org,online,calls', ...all].join('\n')
    const whole = (service: string) =>
      ['2022-Q2', '2022-Q3', '2022-Q4', '2023-Q1'].map((quarter) => `${quarter},${service},O,5,3`)

    it('counts each in the year in which it falls, also where two have the same volumes', async () => {
      const inventory = await read(quarters(...whole('a'), '2023-Q2,a,O,5,3'), QUARTERS)
      assert.deepEqual(
        [...inventory.years.values()].map(({ year, volumes }) => [year.year, volumes]),
        [
          [2023, { portal: 20, phone: 12 }],
          [2024, { portal: 5, phone: 3 }],
        ],
      )
    })

    it('adds the very same row once', async () => {
      const inventory = await read(quarters(...whole('a'), '2022-Q2,a,O,5,3'), QUARTERS)
      assert.deepEqual(volumes(inventory), [{ portal: 20, phone: 12 }])
      assert.deepEqual(reasons(inventory), ['same-again a'])
    })

    it('says of which services quarters are missing, and counts them in no figure where the mapping says how many there are', async () => {
      const text = quarters(...whole('a'), ...whole('b').slice(1))
      const said = await read(text, QUARTERS)
      assert.ok(said.assumed.some(({ reason, what }) => reason === 'fewer-rows' && what === 'b: 3 of 4'))
      const strict = await read(text, `${QUARTERS}parts: 4\n`)
      assert.deepEqual(volumes(strict), [{ portal: 20, phone: 12 }, null])
      assert.deepEqual(reasons(strict), ['rows-not-as-said b: 3 of 4'])
    })
  })

  describe('as bytes', () => {
    it('is told by the lines of an editor, also after cells with ends of line in them', async () => {
      const text = rows('2022-2023,a,"O\r\nand more\r\nof it",1,1,', '2022-2023,b,O,x,1,')
      assert.equal((await read(text)).leftOut[0]!.line, 5)
    })

    it('has its column names in the row that a spreadsheet shows, blank ones counted', async () => {
      const text = `Services, published 2024-01-31\n\n${rows('2022-2023,a,O,1,1,').replaceAll('\r\n', '\n')}`
      assert.equal(
        await faultIn(text),
        'has its column names in row 3, not 1: say « heading: 3 » in the mapping',
      )
      assert.equal((await read(text, `${MAPPING}file: { heading: 3 }\n`)).years.size, 1)
    })

    it('may have names of columns on two lines', async () => {
      const text = `fiscal_yr,service_id,org,"Online\n2022",calls\n2022-2023,a,O,7,1\n`
      const yaml = MAPPING.replace('portal: online', 'portal: Online 2022')
      assert.deepEqual(volumes(await read(text, yaml)), [{ portal: 7, phone: 1 }])
    })

    it('in another encoding is told how to say so, and is then read', async () => {
      const latin = Buffer.from(rows('2022-2023,a,Santé,1,1,'), 'latin1')
      assert.match(await faultIn(latin), /is not UTF-8 \(line 2\).*encoding: windows-1252/)
      const { organisations } = await read(latin, `${MAPPING}file: { encoding: windows-1252 }\n`)
      assert.equal([...organisations.values()][0]!.fr, 'Santé')
    })

    it('with a quotation mark within a cell is told its line, and is read where they mean nothing', async () => {
      const text = rows('2022-2023,a,O,1,1,', '2022-2023,b 5" pipe,"O,1,1,').replaceAll(',', '\t')
      assert.match(await faultIn(text), /cannot be read at line 3.*quotes: false/)
      const { organisations, years } = await read(text, `${MAPPING}file: { quotes: false }\n`)
      assert.deepEqual([years.size, [...organisations.values()].map(({ en }) => en)], [2, ['O', '"O']])
    })

    it('that is a workbook is told what to save it as', async () => {
      assert.match(await faultIn('PK', MAPPING, 'services.xlsx'), /is a workbook: save its sheet as/)
    })
  })

  it('may have a year for the name of a column, and one condition or value where a list may be', async () => {
    const yaml = `${MAPPING.replace('portal: online', 'portal: 2022')}keep: { column: org, in: O }\n`
    const text = 'fiscal_yr,service_id,org,2022,calls\n2022-2023,a,O,7,1\n2022-2023,b,P,7,1\n'
    assert.deepEqual(volumes(await read(text, yaml)), [{ portal: 7, phone: 1 }])
  })

  describe('a mapping that is wrong', () => {
    const faults = (yaml: string, language: 'fr' | 'en' = 'en') =>
      (detailsOf(readMapping(yaml))['faults'] as Text[]).map((fault) => fault[language]).join('\n')

    it('says it in French too, the schema’s own words and those of what checks it', () => {
      for (const [from, to, french] of [
        [
          'phone:',
          'telephone:',
          /^channels : « telephone » n’y est pas connu.* : ce peut être portal, partner/,
        ],
        ['digital: true', 'digital: sure', /^digital : doit être true, \{ channel: portal/],
        ['channels:', 'parts: 1\nchannels:', /^parts : Trop petit/],
        ['channels:', 'parts: deux\nchannels:', /^parts : Entrée invalide.*nombre/],
        ['channels:', 'parts: 4\nchannels:', /^parts : demande « repeated: sum »$/],
      ] as const)
        assert.match(faults(MAPPING.replace(from, to), 'fr'), french)
    })

    it('says what may stand there instead', () => {
      assert.match(
        faults(MAPPING.replace('phone:', 'telephone:')),
        /« telephone » is not known.*portal, partner/,
      )
      assert.match(
        faults(MAPPING.replace('digital: true', 'digital: sure')),
        /digital: must be true, \{ channel: portal/,
      )
      assert.match(
        faults(MAPPING.replace('phone: calls', 'phone: { sums: calls }')),
        /channels\.phone: must be a column, a list/,
      )
      assert.match(
        faults(MAPPING.replace(/year: .*/, 'year: fiscal_yr')),
        /year: must be \{ column: fiscal_yr/,
      )
      assert.match(
        faults(`${MAPPING}improvement: {}`),
        /« improvement » is not known there \(« improvements »\?\)/,
      )
      assert.match(faults(`${MAPPING}parts: 4`), /parts: needs « repeated: sum »/)
    })
  })

  const guideText = () => readFile(new URL('../../docs/guides/importer.md', import.meta.url), 'utf8')

  it('has examples of mappings in the guide that are read as they stand', async () => {
    const examples = [...(await guideText()).matchAll(/```yaml\n([^]*?)```/g)]
    assert.equal(examples.length, 3)
    for (const [, yaml] of examples) assert.ok(valueOf(readMapping(yaml!)).source)
  })

  it('is explained, reason by reason, in the guide', async () => {
    const guide = await guideText()
    const told = [...Object.keys(LEFT_OUT), ...Object.keys(ASSUMED)]
    assert.deepEqual(
      told.filter((reason) => !guide.includes(`\`${reason}\``)),
      [],
    )
  })
})
