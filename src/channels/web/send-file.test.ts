import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { disposition } from './send-file.ts'

describe('the name of a file that is sent', () => {
  it('never leaves its quotation marks, whatever it holds', () => {
    const header = disposition('attachment', 'pièce "1";\r\nx\\é漢.pdf')
    assert.match(header, /^attachment; filename="piece _1____x_e_\.pdf"; filename\*=UTF-8''[\w%.!~*-]+$/)
    assert.ok(header.endsWith('%C3%A9%E6%BC%A2.pdf'))
  })
})
