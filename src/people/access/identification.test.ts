import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LONGEST_SESSION_MS, type Persona, personaIdentification, SESSION_MS } from './index.ts'

const amelie: Persona = {
  kind: 'person',
  id: 'person:amelie-tremblay',
  person: 'amelie-tremblay',
  name: 'Amélie Tremblay',
  about: { fr: 'Mère de deux enfants', en: 'Mother of two' },
}
const secret = Buffer.alloc(32, 7)
const now = new Date('2026-11-22T15:00:00Z')
const access = personaIdentification(secret, [amelie], [])

describe('signing in as a persona', () => {
  it('gives a token that names her until the session ends', () => {
    const token = access.signIn(amelie.id, now)!
    assert.equal(access.whoIs(token, now), amelie)
    assert.equal(access.whoIs(token, new Date(now.getTime() + SESSION_MS + 1)), null)
  })

  it('goes on while she works, a day at the most', () => {
    const hour = 60 * 60 * 1000
    let token = access.signIn(amelie.id, now)!
    assert.equal(access.renew(token, new Date(now.getTime() + 60_000)), null, 'fresh')
    for (let at = hour; at < LONGEST_SESSION_MS; at += hour) {
      assert.equal(access.whoIs(token, new Date(now.getTime() + at)), amelie, `after ${at / hour} h`)
      token = access.renew(token, new Date(now.getTime() + at)) ?? token
    }
    assert.equal(access.whoIs(token, new Date(now.getTime() + LONGEST_SESSION_MS + 1)), null)
  })

  it('is refused for somebody who is not there', () => {
    assert.equal(access.signIn('person:nobody', now), null)
  })

  it('does not hold for a token that was altered, cut, or sealed with another secret', () => {
    const token = access.signIn(amelie.id, now)!
    const other = personaIdentification(Buffer.alloc(32, 8), [amelie], []).signIn(amelie.id, now)!
    for (const forged of [
      undefined,
      '',
      'a.b',
      'a.b.c.d',
      token.slice(0, -2),
      token.replace(/\.\d+\./, '.9999999999999.'),
      other,
    ])
      assert.equal(access.whoIs(forged, now), null, String(forged))
  })
})
