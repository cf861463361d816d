import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AMELIE, type Attacked, openAttacked } from './platform.ts'

describe('the log of requests', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked()))
  after(() => place.close())

  it('says nothing, at its ordinary level, of a page that was simply read', async () => {
    await place.ask({ url: '/a-propos' })
    await place.ask({ url: '/absent' })
    await place.ask({ url: '/deconnexion', form: {}, as: AMELIE })
    await place.ask({ url: '/connexion', form: {}, headers: { 'sec-fetch-site': 'cross-site' } })
    const lines = place
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg?: string; level: number; status: number; reqId: string })
      .filter(({ msg }) => msg === 'answered')
    assert.deepEqual(
      lines.map(({ level, status }) => [level, status]),
      [
        [DEBUG, 200],
        [INFO, 404],
        [INFO, 303],
        [INFO, 403],
      ],
    )
    assert.equal(new Set(lines.map(({ reqId }) => reqId)).size, 4)
  })
})

const DEBUG = 20
const INFO = 30
