import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '#kernel'
import { PIXEL } from '../support/story.ts'
import { AMELIE, type Attacked, openAttacked } from './platform.ts'

const HOSTILE = `« x"><script>fz(1)</script>' onload=fz(1) »`

/** An anonymous report and a contest, as browsers send them, with texts meant to break what shows or keeps them. */
describe('a journey of hostile texts', () => {
  let place: Attacked
  let key: string
  let address: string
  before(async () => {
    place = await openAttacked()
    const start = await place.ask({ url: '/services/signalement-chaussee/commencer', form: {} })
    address = String(start.headers['location'])
    key = address.split('/')[2]!
    assert.match(key, /^k[0-9a-z]{32}$/)
  })
  after(() => place.close())

  const sent = (page: string, form: Record<string, string>) =>
    place.ask({ url: `${address}/etapes/${page}`, form: { _do: 'later', ...form } })

  it('shows what was typed as text, on every page that shows it', async () => {
    assert.equal((await sent('where', { place: HOSTILE })).status, 303)
    const bodies = await Promise.all(
      ['', '/etapes/where', '/sommaire'].map(async (page) => (await place.ask({ url: address + page })).body),
    )
    assert.ok(bodies.some((body) => body.includes('&lt;script&gt;fz(1)')))
    for (const body of bodies) assert.doesNotMatch(body, /<script>fz|[^;]" ?onload=fz/)
  })
  it('shows the name of a file as text, and sends it as a name', async () => {
    const name = `x\\"><script>fz(1)<script>;'é☃.png`
    const payload = Buffer.concat([
      Buffer.from('--x\r\nContent-Disposition: form-data; name="_do"\r\n\r\nlater\r\n--x\r\n'),
      Buffer.from(
        `Content-Disposition: form-data; name="photos"; filename="${name.replace('"', '%22')}"\r\n\r\n`,
      ),
      PIXEL,
      Buffer.from('\r\n--x--\r\n'),
    ])
    const headers = {
      'content-type': 'multipart/form-data; boundary=x',
      cookie: place.cookieOf(AMELIE),
    }
    const url = `${address}/etapes/problem`
    assert.equal((await place.app.inject({ method: 'POST', url, headers, payload })).statusCode, 303)
    const page = (await place.ask({ url })).body
    assert.doesNotMatch(page, /<script>fz/)
    const file = /href="([^"]+\/fichiers\/[0-9a-f]{64})"/.exec(page)![1]!
    const answer = await place.ask({ url: file })
    assert.equal(answer.headers['content-type'], 'image/png')
    assert.match(String(answer.headers['content-disposition']), /^attachment; [\x20-\x7e]+$/)
  })
  it('takes a button that no page has for what it is: nothing', async () => {
    for (const act of ['add:☃\r\nX: y', 'remove:__proto__:x', 'remove-file::', 'x'.repeat(5_000)]) {
      const answer = await sent('where', { place: 'ici', _do: act })
      assert.equal(answer.status, 303, act)
      assert.equal(answer.headers['x'], undefined)
    }
  })
  it('keeps a reason without what no database can hold', async () => {
    const start = await place.ask({ url: '/services/certificat-naissance/commencer', as: AMELIE, form: {} })
    const own = String(start.headers['location'])
    const reason = 'Mon nom\u0000 a\u0007 changé\ud800.\r\nDepuis 2020.'
    const form = `reason=${encodeURIComponent(reason.toWellFormed())}`
    const answer = await place.ask({ url: `${own}/contester/name`, as: AMELIE, form })
    assert.equal(answer.status, 303)
    const [row] = await place.platform.db.query<{ reason: string }>(
      sql`SELECT body #>> '{contested,name,reason}' AS reason FROM dossier WHERE id = ${own.split('/')[2]!}`,
    )
    assert.equal(row?.reason, 'Mon nom a changé\ufffd.\nDepuis 2020.')
  })
  it('leaves Object as it was', async () => {
    await place.ask({
      url: `${address}/etapes/where?__proto__[a]=1&constructor.prototype.a=1`,
      form: '__proto__=1&__proto__.a=1&constructor=1&place._items=__proto__&place.__proto__.a=1&_do=add:__proto__',
    })
    assert.equal(({} as Record<string, unknown>)['a'], undefined)
  })
  it('leaves a log that says nothing of it, even at its most talkative', async () => {
    await place.ask({ url: '/boite', as: AMELIE })
    await place.ask({ url: `/absent/${key}`, as: AMELIE })
    await place.ledger.caughtUp()
    const log = place.log()
    assert.match(log, /"route":"\/demandes\/:ref\/etapes\/:page"/)
    const [, mark] = /parvis=(.+)/.exec(place.cookieOf(AMELIE))!
    for (const said of [key, mark!, 'Tremblay', '<script', 'changé', 'fz(1)', 'Mon nom', '127.0.0.1'])
      assert.equal(log.includes(said), false, `${said} is in the log`)
  })
  it('leaves measures that name routes, never addresses', async () => {
    const { body } = await place.ask({ url: '/metrics' })
    assert.match(body, /route="\/demandes\/:ref\/etapes\/:page"/)
    assert.equal(body.includes(key), false)
  })
  it('leaves a database that opens nobody’s dossier: the key is not in it', async () => {
    const rows = await place.platform.db.query<{ whole: string }>(sql`
      SELECT dossier::text AS whole FROM dossier UNION ALL SELECT event::text FROM event
      UNION ALL SELECT work_item::text FROM work_item`)
    assert.ok(rows.length > 3)
    assert.equal(
      rows.some(({ whole }) => whole.includes(key)),
      false,
    )
  })
})
