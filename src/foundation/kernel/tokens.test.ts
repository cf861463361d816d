import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { openTokens } from './tokens.ts'

describe('a sealed claim', () => {
  const tokens = openTokens(randomBytes(32))
  const token = tokens.seal('unsubscribe', 'amelie-tremblay', 'reminders')

  it('comes back as it was, and is the same each time it is sealed', () => {
    assert.deepEqual(tokens.open(token), ['unsubscribe', 'amelie-tremblay', 'reminders'])
    assert.equal(tokens.seal('unsubscribe', 'amelie-tremblay', 'reminders'), token)
    assert.match(token, /^[\w-]+$/)
  })

  it('tells nobody whom it is about', () => {
    assert.ok(!Buffer.from(token, 'base64url').includes('amelie'))
  })

  it('is nothing once a letter of it has changed, or under another secret', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A'
      assert.equal(tokens.open(token.slice(0, at) + other + token.slice(at + 1)), null, `letter ${at}`)
    }
    for (const wrong of ['', 'x', token.slice(1), `${token}=`, `${token}A`])
      assert.equal(tokens.open(wrong), null)
    assert.equal(openTokens(randomBytes(32)).open(token), null)
  })
})
