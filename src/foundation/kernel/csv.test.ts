import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Cell, csv } from './csv.ts'

/** A reader written from RFC 4180 alone. */
const read = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (quoted && character === '"' && text[at + 1] === '"') field += text[at++]!
    else if (character === '"') quoted = !quoted
    else if (!quoted && character === ',') {
      row.push(field)
      field = ''
    } else if (!quoted && character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, field])
      row = []
      field = ''
      at++
    } else field += character
  }
  return rows
}

describe('a table for spreadsheets', () => {
  it('begins with the mark of UTF-8 and ends each line as the RFC does', () =>
    assert.equal(
      csv([
        ['jour', 'été'],
        ['2026-11-22', 0.625],
        [null, -3],
      ]),
      '\u{feff}jour,été\r\n2026-11-22,0.625\r\n,-3\r\n',
    ))

  it('leads what a spreadsheet would compute by an apostrophe, and leaves figures alone', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])
      assert.equal(read(csv([[text]]).slice(1))[0]![0], `'${text}`, JSON.stringify(text))
    assert.equal(csv([[-1, 'a=1']]), '\u{feff}-1,a=1\r\n')
  })

  it('is read back as it was, whatever a name holds', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/^[=+\-@\t\r]/.test(one))
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) =>
        assert.deepEqual(read(csv(rows as Cell[][]).slice(1)), rows),
      ),
    )
  })
})
