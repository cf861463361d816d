import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { aboutThePark, AMELIE, idea, KARIM, openPark, SOFIA, valueOf } from '../support/consulting.ts'

const LIST = '/organisation/consultations'
const SCRIPT = '<script>alert(1)</script>'

/** What nobody types by hand, in every field of every form of an organisation's consultations. */
const HOSTILE = [
  '',
  SCRIPT,
  '"><img src=x onerror=alert(1)>',
  '\u0000\u0001',
  '\ud800',
  '👩‍👩‍👧‍👦'.repeat(50),
  'x'.repeat(60_000),
  '__proto__',
  '-1',
  '1e309',
  "'; DROP TABLE consultation; --",
  '%00',
  '../../etc/passwd',
  'javascript:alert(1)',
]

const FIELDS = [
  '_do',
  'title',
  'titleEn',
  'purpose',
  'topic',
  'regions',
  'english',
  'resultsPublished',
  'contributions',
  'with',
  'opensOn.year',
  'opensOn.month',
  'opensOn.day',
  'closesOn.year',
  'closesOn.month',
  'closesOn.day',
  'kind',
  'from.year',
  'from.month',
  'from.day',
  'to.year',
  'to.month',
  'to.day',
  'place',
  'words',
  'address',
  'label',
  'options',
  'most',
  'least',
  'theme',
  'themes',
  'rules',
  'name',
  'texte',
  'regle',
  'sous',
  'montrer',
  'mots',
  'page',
  'verdict',
  'reason',
  'rule',
  'what',
  'key',
  'channel',
  'region',
  'people',
  'text',
  'q-usage',
  'q-mot',
  'heard',
  'kept',
  'notKept',
  'next',
  'prolonger-reason',
  'annuler-reason',
]

describe('the forms of an organisation’s consultations', () => {
  let desk: DeskPlatform
  let open = ''
  let draft = ''
  let contribution = ''
  before(async () => {
    desk = await openDesk()
    const { consultations } = desk.platform
    open = (await openPark(desk.platform)).id
    draft = valueOf(await consultations.register(SOFIA, aboutThePark('2027-01-10', '2027-02-10'))).id
    contribution = valueOf(await consultations.participate(AMELIE, open, idea(SCRIPT))).id
  })
  after(() => desk.close())

  const pages = () => [
    `${LIST}/nouvelle`,
    ...['annonce', 'moyens', 'questions', 'questions/usage', 'themes', 'regles', 'documents'].map(
      (page) => `${LIST}/${draft}/${page}`,
    ),
    ...['', '/contributions', `/contributions/${contribution}`, '/saisie', '/reponse/parc', '/themes'].map(
      (page) => `${LIST}/${open}${page}`,
    ),
  ]

  it('are never an error of ours, whatever is sent, and never markup', async () => {
    const sofia = desk.agent('sofia-marchetti')
    for (const page of pages())
      for (const hostile of HOSTILE) {
        const form = Object.fromEntries(FIELDS.map((field) => [field, field === '_do' ? '' : hostile]))
        const answered = await desk.post(sofia, page, form)
        assert.ok(answered.status < 500, `${page} with ${hostile.slice(0, 20)}: ${answered.status}`)
        assert.ok(!answered.text.includes(SCRIPT), page)
      }
  })

  it('read addresses that nobody wrote as well', async () => {
    const sofia = desk.agent('sofia-marchetti')
    for (const hostile of HOSTILE.filter((one) => one.length < 1_000)) {
      const query = new URLSearchParams(
        ['montrer', 'theme', 'region', 'voie', 'mots', 'page', 'fait', 'texte', 'quoi', 'langue'].map(
          (name) => [name, hostile],
        ),
      )
      for (const page of ['contributions', 'saisie', 'apercu', 'resultats/mot', '']) {
        const answered = await desk.get(sofia, `${LIST}/${open}/${page}?${query}`)
        assert.ok(answered.status < 500, `${page}?${hostile}: ${answered.status}`)
        assert.ok(!answered.text.includes(SCRIPT), page)
      }
    }
  })

  it('do nothing for a person, for whoever is not signed in, nor for another organisation', async () => {
    const before = await desk.platform.consultations.findOwn(SOFIA, open)
    const form = { _do: 'annuler', 'annuler-reason': 'Parce que' }
    const thomas = desk.agent('thomas-bergeron')
    assert.equal((await desk.post(thomas, `${LIST}/${open}`, form)).status, 404)
    assert.equal((await desk.post(desk.person('karim-haddad'), `${LIST}/${open}`, form)).status, 403)
    assert.equal((await desk.post(null, `${LIST}/${open}`, form)).status, 303)
    const awa = desk.agent('awa-diallo')
    assert.equal((await desk.post(awa, `${LIST}/${open}`, form)).status, 422)
    assert.equal(
      (await desk.post(awa, `${LIST}/${open}/saisie`, { key: newId(), channel: 'paper' })).status,
      403,
    )
    const hide = { _do: 'retirer', regle: '1', texte: contribution }
    for (const [who, status] of [
      [thomas, 404],
      [awa, 422],
    ] as const)
      assert.equal((await desk.post(who, `${LIST}/${open}/contributions`, hide)).status, status)
    assert.deepEqual(await desk.platform.consultations.findOwn(SOFIA, open), before)
    assert.equal((await desk.platform.consultations.contribution(open, contribution))!.state, 'shown')
  })

  it('show no agent who wrote, answered or supported', async () => {
    const { consultations } = desk.platform
    valueOf(await consultations.support(KARIM, open, contribution))
    valueOf(
      await consultations.participate(KARIM, open, {
        is: 'answer',
        answers: { usage: ['souvent'], mot: ['Merci'] },
        region: '',
      }),
    )
    const sofia = desk.agent('sofia-marchetti')
    for (const page of [
      'contributions?montrer=all',
      `contributions/${contribution}`,
      'resultats',
      'resultats/mot',
      'reponse',
    ]) {
      const { text, status } = await desk.get(sofia, `${LIST}/${open}/${page}`)
      assert.equal(status, 200)
      for (const trace of ['amelie-tremblay', 'Amélie Tremblay', 'karim-haddad', 'Karim Haddad'])
        assert.ok(!text.includes(trace), `${page} tells ${trace}`)
    }
  })
})
