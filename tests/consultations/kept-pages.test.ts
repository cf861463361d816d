/** What everybody reads is drawn once for all who ask meanwhile, and what is somebody’s own never is (decision 0044). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Consultations } from '#consultations'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { AMELIE, idea, openPark } from '../support/consulting.ts'
import { valueOf } from '../support/story.ts'

describe('a page that everybody reads', () => {
  let desk: DeskPlatform
  let path: string
  let asked = 0
  before(async () => {
    desk = await openDesk()
    const { consultations } = desk.platform
    const { id } = await openPark({ consultations })
    valueOf(await consultations.participate(AMELIE, id, idea('Un banc')))
    path = `/consultations/${id}/contributions`
    const { read } = consultations
    const counting: Consultations['read'] = (...given) => {
      asked += 1
      return read(...given)
    }
    Object.assign(consultations, { read: counting })
  })
  after(() => desk.close())

  const asking = (headers: Record<string, string>, url = path) => desk.app.inject({ url, headers })

  it('is asked of the database once, by fifty who come at the same moment', async () => {
    asked = 0
    const answers = await Promise.all(Array.from({ length: 50 }, () => asking({ 'accept-encoding': 'br' })))
    assert.equal(asked, 1)
    assert.equal(new Set(answers.map(({ rawPayload }) => rawPayload.toString('base64'))).size, 1)
    for (const { statusCode, headers } of answers) {
      assert.equal(statusCode, 200)
      assert.equal(headers['content-encoding'], 'br')
      assert.equal(headers['cache-control'], 'no-store')
    }
  })

  it('is read as it is by whoever takes no compression', async () => {
    const { body, headers } = await asking({ 'accept-encoding': 'identity' })
    assert.equal(headers['content-encoding'], undefined)
    assert.match(body, /Un banc/)
  })

  it('is drawn anew for each who is signed in, with their name and nobody’s before', async () => {
    const cookies = ['amelie-tremblay', 'karim-haddad'].map((id) => desk.cookieOf(desk.person(id)))
    asked = 0
    const [hers, his] = await Promise.all(cookies.map((cookie) => asking({ cookie })))
    assert.equal(asked, 2)
    assert.match(hers!.body, /Amélie Tremblay/)
    assert.match(his!.body, /Karim Haddad/)
    assert.doesNotMatch(his!.body, /Amélie/)
    assert.doesNotMatch((await asking({})).body, /Amélie|Karim/)
  })

  it('is one page an address: another language, another order, another page', async () => {
    const bodies = await Promise.all(
      [path, `/en${path}`, `${path}?sort=recent`].map(async (url) => (await asking({}, url)).body),
    )
    assert.equal(new Set(bodies).size, 3)
  })

  it('is asked again when it could not be drawn, and not kept as a failure', async () => {
    const { platform } = desk
    const { find } = platform.consultations
    const url = `${path}?sort=supported`
    Object.assign(platform.consultations, { find: () => Promise.reject(new Error('the database is away')) })
    assert.equal((await asking({}, url)).statusCode, 500)
    Object.assign(platform.consultations, { find })
    assert.equal((await asking({}, url)).statusCode, 200)
  })

  it('keeps a thousand addresses at most, and answers all of those beyond', async () => {
    const { consultations } = desk.platform
    const { list } = consultations
    // Not asked of the database: on a busy machine, eleven hundred at once wait longer for a connection than it lets them.
    const nothing = { consultations: [], count: 0 }
    Object.assign(consultations, { list: async () => nothing })
    const answers = await Promise.all(
      Array.from({ length: 1_100 }, (_, at) => asking({}, `/consultations?search=${at}`)),
    )
    Object.assign(consultations, { list })
    assert.ok(answers.every(({ statusCode }) => statusCode === 200))
  })
})
