import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'

let house: DeskPlatform
before(async () => {
  house = await openDesk()
})
after(() => house.close())

describe('the keys that receipts are signed with', () => {
  const keys = () => house.get(null, '/.well-known/jwks.json')

  it('verify Amélie’s receipt in a JOSE library that knows nothing of us', async () => {
    const amelie = house.person('amelie-tremblay')
    const { id, number } = await house.certificateOf(amelie)
    const { text } = await house.get(amelie, `/demandes/${id}/accuse.jws`)
    const set = JSON.parse((await keys()).text) as JSONWebKeySet
    const { payload, protectedHeader } = await compactVerify(text, createLocalJWKSet(set))
    assert.equal(protectedHeader.typ, 'receipt+jws')
    assert.equal(JSON.parse(new TextDecoder().decode(payload)).number, number)
  })

  it('can be fetched by a page of anybody’s, which verifies where we are not', async () => {
    const { headers } = await keys()
    assert.equal(headers['access-control-allow-origin'], '*')
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
  })
})
