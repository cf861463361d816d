import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { withdraw } from '#dossiers'
import { sql } from '#kernel'
import type { Person } from '#parties'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { valueOf } from '../support/story.ts'

let house: DeskPlatform
let amelie: Person
before(async () => {
  house = await openDesk()
  amelie = house.person('amelie-tremblay')
})
after(() => house.close())

const ended = async (): Promise<string> => {
  const { id } = await house.certificateOf(amelie)
  const here = { actor: amelie, channel: 'portal', language: 'fr' } as const
  valueOf(await house.platform.dossiers.perform(withdraw, id, {}, here))
  await house.platform.settled()
  return id
}

describe('the questionnaire', () => {
  it('is reached without telling from where, and tells its own address to no page', async () => {
    const asked = await house.post(amelie, `/demandes/${await ended()}/avis`)
    assert.equal(asked.status, 303)
    assert.equal(asked.headers['referrer-policy'], 'no-referrer')
    const page = await house.get(amelie, asked.location)
    assert.equal(page.headers['referrer-policy'], 'strict-origin')
    assert.doesNotMatch(page.text, /Amélie Tremblay|Se déconnecter/)
    assert.doesNotMatch(page.text, /Cette page vous a-t-elle été utile/)
  })

  it('is of nobody else’s request', async () => {
    const id = await ended()
    const karim = house.person('karim-haddad')
    for (const answer of [
      await house.get(karim, `/demandes/${id}/avis`),
      await house.post(karim, `/demandes/${id}/avis`),
    ])
      assert.equal(answer.status, 404)
    assert.equal((await house.post(null, `/demandes/${id}/avis`)).status, 303)
    assert.deepEqual(
      await house.platform.db.query(sql`SELECT FROM evaluation_turn WHERE dossier = ${id}`),
      [],
    )
  })

  it('gives back what was typed when nothing could be received of it', async () => {
    const { location } = await house.post(amelie, `/demandes/${await ended()}/avis`)
    const comment = 'Trop long. '.repeat(200)
    const refused = await house.post(null, location, { ease: '2', comment })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /2 000 caractères au plus|2\u00a0000 caractères au plus/)
    assert.match(refused.text, /name="ease" value="2"[^>]* checked/)
    assert.ok(refused.text.includes(comment.trim()))
  })
})

describe('« Cette page vous a-t-elle été utile ? »', () => {
  const asked = (text: string) => /<form class="useful"[^]*?<\/form>/.exec(text)?.[0] ?? ''

  it('is on each page, light, by the page’s name and never its address', async () => {
    const { id } = await house.certificateOf(amelie)
    const pages = ['/', '/en', '/services/allocation-famille', '/boite', '/evaluations', `/demandes/${id}`]
    for (const path of pages) {
      const form = asked((await house.get(amelie, path)).text)
      assert.ok(form !== '' && form.length < 700, `${path}: ${form.length}`)
      assert.ok(!form.includes(id), path)
    }
  })

  it('opens beside a page on which somebody may have typed: nothing is lost', async () => {
    const started = await house.post(null, '/services/signalement-chaussee/commencer')
    const first = await house.get(null, (await house.get(null, started.location)).location)
    assert.match(asked(first.text), /target="_blank"/)
    assert.doesNotMatch(asked((await house.get(null, '/')).text), /target=/)
  })

  it('counts only pages that there are, and what strangers send is bounded', async () => {
    assert.equal((await house.post(null, '/utile', { page: 'toString', useful: 'yes' })).status, 404)
    assert.equal((await house.post(null, '/utile', { page: 'home', useful: 'maybe' })).status, 404)
    const rated = await house.post(null, '/en/useful', { page: 'home', useful: 'yes', service: 'nothing' })
    assert.match(rated.location, /^\/en\/useful\/[0-9a-f-]{36}$/)
    house.platform.quotas.opinions.take(590)
    house.platform.quotas.opinions.take(9)
    const statuses = new Set<number>()
    for (let at = 0; at < 5; at++)
      statuses.add((await house.post(null, '/utile', { page: 'home', useful: 'no' })).status)
    assert.ok(statuses.has(429))
  })
})

describe('the results', () => {
  it('are the same for people and for machines, and none is one to four', async () => {
    for (let at = 0; at < 7; at++) {
      const { location } = await house.post(amelie, `/demandes/${await ended()}/avis`)
      await house.post(null, location, { satisfaction: at < 6 ? '4' : '1', online: 'no' })
    }
    await house.platform.settled()
    const csv = await house.get(null, '/evaluations/certificat-naissance/resultats.csv')
    const json = await house.get(null, '/en/evaluations/certificat-naissance/results.json')
    const page = await house.get(null, '/evaluations/certificat-naissance')
    const counts = [...csv.text.matchAll(/,(\d+)\r\n/g)].map(([, count]) => Number(count))
    assert.ok(counts.length > 20 && counts.every((count) => count % 5 === 0), csv.text)
    assert.match(csv.text, /question,satisfaction,4,5\r\n/)
    assert.match(csv.text, /question,satisfaction,average,\r\n/)
    const { received, distributions } = JSON.parse(json.text) as {
      received: number
      distributions: { number: number; apart: number }[]
    }
    assert.deepEqual([received, distributions[0]!.number, distributions[0]!.apart], [5, 5, 0])
    assert.match(page.text, /Plutôt satisfaisant/)
    for (const path of ['/evaluations/rien/resultats.csv', '/evaluations/rien/resultats.json'])
      assert.equal((await house.get(null, path)).status, 404)
  })
})
