import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isOurs } from './origin.ts'

describe('a form whose request names no host', () => {
  it('is refused if it says where it comes from: nothing tells that it is from here', () => {
    for (const origin of ['null', 'https://evil.example', '', 'x'])
      assert.equal(isOurs({ origin }, null), false)
  })
  it('is taken from the address that people type', () => {
    assert.equal(isOurs({ origin: 'https://services.exemple.ca' }, 'https://services.exemple.ca'), true)
  })
})
