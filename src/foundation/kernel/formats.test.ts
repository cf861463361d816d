import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addressLines,
  formatDay,
  formatFileSize,
  formatInstant,
  formatNumber,
  formatPercent,
  formatPhone,
  formatShare,
  formatTime,
  isDay,
  isQuebecPostalCode,
  plural,
  readPhone,
  readPostalCode,
} from './formats.ts'

describe('a day', () => {
  it('exists or not, as Temporal says', () => {
    const part = fc.integer({ min: 0, max: 40 }).map((n) => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), part, part, (year, month, day) => {
        const text = `${year}-${month}-${day}`
        assert.equal(isDay(text), exists(text), text)
      }),
      { numRuns: 1000 },
    )
    assert.ok(isDay('2024-02-29') && isDay('2000-02-29') && !isDay('1900-02-29') && !isDay('2026-02-29'))
  })

  it('is only text in the ISO form', () => {
    for (const other of [
      '2026-1-1',
      '22/11/2026',
      '2026-11-22T00:00',
      '2026-11-22\n',
      '202a-11-22',
      '/026-11-22',
      '2026-1:-22',
      '2026-11-2 ',
      '2026/11/22',
      20261122,
      null,
      ['2026-11-22'],
    ])
      assert.ok(!isDay(other))
  })

  it('is written in full in both languages', () => {
    assert.equal(formatDay('2026-11-22', 'fr'), '22 novembre 2026')
    assert.equal(formatDay('2026-11-22', 'en'), 'November 22, 2026')
    assert.equal(formatDay('2026-08-01', 'fr'), '1er août 2026')
    assert.equal(formatDay('2026-08-11', 'fr'), '11 août 2026')
    assert.equal(formatDay('1875-01-01', 'en'), 'January 1, 1875')
  })

  const exists = (text: string) => {
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
    } catch {
      return false
    }
  }
})

describe('a time', () => {
  it('is that of Québec, in summer as in winter, and does not break', () => {
    assert.equal(formatTime(new Date('2026-11-22T19:30Z'), 'fr'), '14\u00a0h\u00a030')
    assert.equal(formatTime(new Date('2026-11-22T19:30Z'), 'en'), '2:30\u00a0p.m.')
    assert.equal(formatTime(new Date('2026-07-22T18:30Z'), 'fr'), '14\u00a0h\u00a030')
    assert.equal(formatTime(new Date('2026-11-22T14:05Z'), 'fr'), '9\u00a0h\u00a005')
    assert.equal(formatTime(new Date('2026-11-22T14:00Z'), 'fr'), '9\u00a0h')
    assert.equal(formatTime(new Date('2026-11-22T05:00Z'), 'en'), '12:00\u00a0a.m.')
    assert.equal(formatTime(new Date('2026-11-22T17:00Z'), 'en'), '12:00\u00a0p.m.')
  })

  it('belongs to the civil day of Québec', () => {
    assert.equal(formatInstant(new Date('2026-11-23T04:30Z'), 'fr'), '22 novembre 2026 à 23\u00a0h\u00a030')
    assert.equal(formatInstant(new Date('2026-11-23T04:30Z'), 'en'), 'November 22, 2026 at 11:30\u00a0p.m.')
  })
})

describe('figures', () => {
  it('are grouped by unbreakable spaces in French, by commas in English', () => {
    assert.equal(formatNumber(1_234_567.5, 'fr'), '1\u00a0234\u00a0567,5')
    assert.equal(formatNumber(1_234_567.5, 'en'), '1,234,567.5')
    assert.equal(formatNumber(-0, 'fr'), '0')
  })

  it('show a ratio as a percentage', () => {
    assert.equal(formatPercent(0.0925, 'fr'), '9,25\u00a0%')
    assert.equal(formatPercent(0.0925, 'en'), '9.25%')
    assert.equal(formatPercent(1, 'fr'), '100\u00a0%')
  })

  it('show a share with one decimal, and never round it up to its goal', () => {
    assert.equal(formatShare(0.66666, 'fr'), '66,7\u00a0%')
    assert.equal(formatShare(0.66666, 'en'), '66.7%')
    assert.equal(formatShare(0.74996, 'en'), '75%')
    assert.equal(formatShare(0.74996, 'en', 0.75), '74.9%')
    assert.equal(formatShare(0.75, 'en', 0.75), '75%')
  })

  it('show the size of a file in the unit that suits it', () => {
    const french = [0, 1, 812, 1000, 2_400_000, 999_949, 999_950, 5e9, 2e15].map((n) =>
      formatFileSize(n, 'fr'),
    )
    assert.deepEqual(
      french.map((text) => text.replaceAll('\u00a0', ' ')),
      ['0 octet', '1 octet', '812 octets', '1 ko', '2,4 Mo', '999,9 ko', '1 Mo', '5 Go', '2 000 To'],
    )
    assert.equal(formatFileSize(2_400_000, 'fr'), '2,4\u00a0Mo')
    assert.equal(formatFileSize(2_400_000, 'en'), '2.4\u00a0MB')
    assert.equal(formatFileSize(1, 'en'), '1\u00a0byte')
  })

  it('take the noun of their language: in French zero is singular', () => {
    const forms = { one: 'jour', other: 'jours' }
    assert.deepEqual(
      [0, 1, 1.5, 2, -1].map((n) => plural(n, 'fr', forms)),
      ['jour', 'jour', 'jour', 'jours', 'jour'],
    )
    const days = { one: 'day', other: 'days' }
    assert.deepEqual(
      [0, 1, 1.5, 2].map((n) => plural(n, 'en', days)),
      ['days', 'day', 'days', 'days'],
    )
  })
})

describe('a telephone number', () => {
  it('is read as people type it', () => {
    for (const typed of [
      '5143333333',
      '514-333-3333',
      '(514) 333-3333',
      '1 514 333 3333',
      '+1.514.333.3333',
      '514 333–3333',
    ])
      assert.equal(readPhone(typed), '514 333-3333', typed)
    for (const typed of [
      '514 333-3333, poste 150',
      '514-333-3333 ext. 150',
      '5143333333x150',
      '514 333-3333 Poste: 150',
      '514 333-3333 #150',
    ])
      assert.equal(readPhone(typed), '514 333-3333, poste 150', typed)
    assert.equal(readPhone('+33 1 23 45 67 89'), '+33123456789')
    assert.equal(readPhone('011 33 1 23 45 67 89'), '+33123456789')
  })

  it('is null when it is none', () => {
    for (const typed of [
      '',
      '333-3333',
      '114 333-3333',
      '514 133-3333',
      'appelez-moi',
      '514 333-33333',
      '+1 514 333',
      'poste 150',
    ])
      assert.equal(readPhone(typed), null, typed)
  })

  it('is its own normal form', () => {
    for (const kept of ['514 333-3333', '514 333-3333, poste 150', '+33123456789'])
      assert.equal(readPhone(kept), kept)
  })

  it('is shown without breaking, its extension in the reader’s language', () => {
    assert.equal(formatPhone('514 333-3333, poste 150', 'fr'), '514\u00a0333-3333, poste\u00a0150')
    assert.equal(formatPhone('514 333-3333, poste 150', 'en'), '514\u00a0333-3333, ext.\u00a0150')
  })
})

describe('a postal code', () => {
  it('is read in any case and spacing', () => {
    for (const typed of ['h3g1a1', 'H3G 1A1', ' h3g-1a1 ']) assert.equal(readPostalCode(typed), 'H3G 1A1')
  })

  it('is null when Canada Post has no such form', () => {
    for (const typed of ['', 'H3G 1A', 'D3G 1A1', 'W3G 1A1', 'H3O 1A1', '75001', 'H3G 1A11'])
      assert.equal(readPostalCode(typed), null)
  })

  it('tells Québec’s from the others', () => {
    for (const code of ['G1A 1A1', 'H3G 1A1', 'J8X 2J8']) assert.ok(isQuebecPostalCode(code))
    assert.ok(!isQuebecPostalCode('K1A 0B1'))
  })
})

describe('an address', () => {
  it('has two unbreakable spaces before its code', () => {
    assert.deepEqual(
      addressLines({
        number: '1554',
        street: 'boulevard De Maisonneuve Ouest',
        town: 'Montréal',
        postalCode: 'H3G 1A1',
      }),
      ['1554, boulevard De Maisonneuve Ouest', 'Montréal (Québec)\u00a0\u00a0H3G 1A1'],
    )
  })

  it('leaves out what is not known', () => {
    assert.deepEqual(
      addressLines({ street: 'rang Sainte-Anne', unit: 'app. 2', town: 'Hawkesbury', province: 'Ontario' }),
      ['rang Sainte-Anne, app. 2', 'Hawkesbury (Ontario)'],
    )
  })
})
