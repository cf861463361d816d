import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { AMELIE, type Attacked, KARIM, openAttacked } from './platform.ts'

const SIGN_IN = { url: '/connexion', form: { persona: AMELIE } }

describe('a form that acts', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked()))
  after(() => place.close())

  const accepted = async (headers: Record<string, string>) =>
    (await place.ask({ ...SIGN_IN, headers: { host: 'localhost:3000', ...headers } })).status === 303

  for (const [headers, ours] of [
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'same-origin, cross-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }, false],
    [{ origin: 'http://localhost:3000' }, true],
    [{ origin: 'http://localhost:3001' }, false],
    [{ origin: 'http://127.0.0.1:3000' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'https://localhost:3000.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: 'null', host: '' }, false],
    [{ origin: '' }, false],
    [{}, true],
  ] as const)
    it(`is ${ours ? 'taken' : 'refused'} with ${JSON.stringify(headers)}`, async () => {
      assert.equal(await accepted(headers), ours)
    })
  it('is refused before anything is done, in a page that says so', async () => {
    const answer = await place.ask({ ...SIGN_IN, headers: { 'sec-fetch-site': 'cross-site' } })
    assert.equal(answer.status, 403)
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.match(answer.body, /Envoi refusé/)
  })
  it('is never inflated: what a few bytes become is not read', async () => {
    const { app } = place
    const payload = gzipSync(`persona=${AMELIE}&x=${'a'.repeat(500_000)}`)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' }
    const answer = await app.inject({ method: 'POST', url: '/connexion', headers, payload })
    assert.equal(answer.statusCode, 422)
  })
  it('of too many fields is refused whole, rather than cut short', async () => {
    const form = `persona=${AMELIE}&${'x=1&'.repeat(2_500)}`
    assert.equal((await place.ask({ url: '/connexion', form })).status, 413)
  })
  it('cannot hold the memory of the process: its texts and its files have a weight', async () => {
    const { app } = place
    const part = (content: string, file = '') =>
      `--x\r\nContent-Disposition: form-data; name="a"${file}\r\n\r\n${content}\r\n`
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const texts = part('a'.repeat(60_000)).repeat(20) + '--x--\r\n'
    const files = part('a'.repeat(9 * 1024 * 1024), '; filename="a.png"').repeat(5) + '--x--\r\n'
    for (const payload of [texts, files]) {
      const answer = await app.inject({ method: 'POST', url: '/verifier', headers, payload })
      assert.equal(answer.statusCode, 413)
    }
    const before = await app.inject({
      method: 'POST',
      url: '/verifier',
      headers,
      payload: part('a') + '--x--\r\n',
    })
    assert.equal(before.statusCode, 200)
  })
  for (const [what, status, payload] of [
    ['cut short', 400, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'],
    ['without its boundary', 400, '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--y--\r\n'],
    [
      'with a part that says to be JSON',
      200,
      '--x\r\nContent-Disposition: form-data; name="signed"\r\nContent-Type: application/json\r\n\r\n{"toString":1,"valueOf":1}\r\n--x--\r\n',
    ],
  ] as const)
    it(`${what} is the sender’s fault, never ours`, async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=x' }
      const answer = await place.app.inject({ method: 'POST', url: '/verifier', headers, payload })
      assert.equal(answer.statusCode, status)
    })
})

describe('behind a proxy, at an address of its own', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked('https://services.exemple.ca')))
  after(() => place.close())

  it('takes forms from that address, whatever name the proxy uses', async () => {
    const ask = (origin: string) => place.ask({ ...SIGN_IN, headers: { host: '10.0.0.7:3000', origin } })
    assert.equal((await ask('https://services.exemple.ca')).status, 303)
    assert.equal((await ask('http://services.exemple.ca')).status, 403)
    assert.equal((await ask('https://services.exemple.ca.evil.example')).status, 403)
  })
  it('gives a session that no script reads, that stays on HTTPS, and that no neighbour can set', async () => {
    const { headers } = await place.ask(SIGN_IN)
    assert.match(
      String(headers['set-cookie']),
      /^__Host-parvis=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const planted = place.cookieOf(KARIM).replace('__Host-', '')
    const answer = await place.ask({ url: '/demandes', headers: { cookie: planted } })
    assert.equal(answer.status, 303)
    const own = await place.ask({ url: '/demandes', as: KARIM })
    assert.equal(own.status, 200)
  })
  it('takes the session away when somebody signs out', async () => {
    const { headers } = await place.ask({ url: '/deconnexion', as: KARIM, form: {} })
    assert.match(String(headers['set-cookie']), /^__Host-parvis=; .*(Expires=Thu, 01 Jan 1970|Max-Age=0)/)
  })
  it('tells browsers to come back over HTTPS only', async () => {
    for (const url of ['/', '/absent', '/%zz'])
      assert.match(String((await place.ask({ url })).headers['strict-transport-security']), /^max-age=\d{8}/)
  })
})

describe('every page', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked()))
  after(() => place.close())

  it('carries the policy that lets nothing foreign run, found, not found or unreadable', async () => {
    const addresses = place.routes.filter(({ method }) => method === 'GET').map(({ url }) => url)
    for (const url of [...addresses, '/absent', '/%zz', `/services/${'a'.repeat(300)}`])
      for (const as of [null, AMELIE, 'agent:lucie-gagnon']) {
        const { headers, status } = await place.ask({ url, as })
        const policy = String(headers['content-security-policy'])
        assert.match(policy, /default-src 'none'/, url)
        assert.match(policy, /script-src 'self';|sandbox/, url)
        assert.match(policy, /frame-ancestors 'none'|sandbox/, url)
        assert.equal(headers['x-content-type-options'], 'nosniff', url)
        // The address of a questionnaire is a token: our own next page is not told it either, only where it is from.
        const toldTo = /^(\/en\/evaluate|\/evaluer)\//.test(url) ? 'strict-origin' : 'same-origin'
        assert.equal(headers['referrer-policy'], toldTo, url)
        assert.ok(status < 500, url)
      }
  })
  it('finds nothing under a name that every object has, nor under a character that no database takes', async () => {
    const SOLANGE = 'agent:solange-picard'
    const ELISE = 'agent:elise-marchand'
    for (const [as, url] of [
      [SOLANGE, '/central/exclusions?fait='],
      [ELISE, '/bureau/evaluations?fait='],
      [ELISE, '/bureau/evaluations/pages?page='],
      [null, '/courriels/'],
      [null, '/evaluer/'],
      [null, '/evaluations/'],
      [null, '/barometre/organisations/'],
      [null, '/api/v1/barometer/organisations/'],
      [null, '/donnees/mesures/2026-11-22/'],
      [null, '/journal/tile/'],
    ] as const)
      for (const name of ['constructor', '__proto__', '%00', '..%2f..%2fpackage.json']) {
        const { status, body } = await place.ask({ url: url + name, as })
        assert.equal(status, as ? 200 : 404, url + name)
        assert.doesNotMatch(body, /native code|\[object|"private"/, url + name)
      }
  })
  it('of somebody is kept by no cache', async () => {
    for (const url of ['/demandes', '/boite', '/en/requests'])
      assert.equal((await place.ask({ url, as: AMELIE })).headers['cache-control'], 'no-store')
  })
})

describe('where one goes after signing in', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked()))
  after(() => place.close())

  for (const retour of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/demandes\r\nSet-Cookie: a=b',
    '@evil.example',
    '',
  ])
    it(`is a page of ours, not ${JSON.stringify(retour)}`, async () => {
      const { headers } = await place.ask({ url: '/connexion', form: { persona: AMELIE, retour } })
      const to = new URL(String(headers['location']), 'http://ours.example')
      assert.equal(to.origin, 'http://ours.example')
    })
  it('is where one was going', async () => {
    const retour = '/demandes/01a20123-ff8b-729d-ba21-4ab4a8a7f691?de=sommaire'
    const { headers } = await place.ask({ url: '/connexion', form: { persona: AMELIE, retour } })
    assert.equal(headers['location'], retour)
  })
})

describe('a session', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked()))
  after(() => place.close())

  const opens = async (cookie: string) =>
    (await place.ask({ url: '/demandes', headers: { cookie } })).status === 200

  it('is new at each sign-in, whatever came with the request', async () => {
    const cookie = `${place.cookieOf(KARIM)}`
    const { headers } = await place.ask({ ...SIGN_IN, headers: { cookie } })
    assert.match(String(headers['set-cookie']), /^parvis=person:amelie-tremblay\./)
  })
  it('is nobody’s once anything of it is changed', async () => {
    const cookie = place.cookieOf(AMELIE)
    assert.ok(await opens(cookie))
    const [id, expires, mark] = cookie.slice('parvis='.length).split('.') as [string, string, string]
    for (const forged of [
      `person:karim-haddad.${expires}.${mark}`,
      `${id}.${Number(expires) + 1}.${mark}`,
      `${id}.${expires}.${mark.slice(0, -3)}AAA`,
      `${id}.${expires}.`,
      `${id}.${expires}`,
      `${id}.${expires}.${mark}.${mark}`,
      `${id}.NaN.${mark}`,
      '__proto__.9999999999999.',
    ])
      assert.equal(await opens(`parvis=${forged}`), false, forged)
  })
  it('ends after a working day', async () => {
    const cookie = place.cookieOf(AMELIE)
    place.setTime('2026-11-23T23:00:01.000Z')
    assert.equal(await opens(cookie), false)
  })
})

describe('people without an account', () => {
  let place: Attacked
  before(async () => void (place = await openAttacked()))
  after(() => place.close())

  it('open so many drafts a minute in a process, then are told in a page to wait', async () => {
    const { quotas } = place.platform
    while (quotas.openings.take(1));
    const start = { url: '/services/signalement-chaussee/commencer', form: {} }
    const refused = await place.ask(start)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers['retry-after'], '60')
    assert.match(refused.body, /Réessayez dans une minute/)
    assert.equal((await place.ask({ ...start, as: AMELIE })).status, 303)
    place.setTime('2026-11-23T15:01:00.000Z')
    assert.equal((await place.ask(start)).status, 303)
  })
  it('say what they think of so many pages a minute in a process', async () => {
    const { quotas } = place.platform
    while (quotas.opinions.take(1));
    const form = { page: 'home', useful: 'yes' }
    assert.equal((await place.ask({ url: '/utile', form })).status, 429)
  })
  it('attach so many bytes a minute, and nothing of what is over is kept', async () => {
    const start = await place.ask({ url: '/services/signalement-chaussee/commencer', form: {} })
    const { quotas } = place.platform
    while (quotas.uploads.take(1024 * 1024));
    while (quotas.uploads.take(1));
    const payload =
      '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.png"\r\n\r\nabc\r\n--x--\r\n'
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const url = `${String(start.headers['location'])}/etapes/problem`
    assert.equal((await place.app.inject({ method: 'POST', url, headers, payload })).statusCode, 429)
    place.setTime('2026-11-23T15:02:00.000Z')
    assert.equal((await place.app.inject({ method: 'POST', url, headers, payload })).statusCode, 422)
  })
})
