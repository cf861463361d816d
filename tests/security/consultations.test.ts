/** What the public pages of consultations must never tell: who spoke, and that two things were said by the same voice. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, sql } from '#kernel'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { AMELIE, idea, KARIM, MEI_LIN, openPark, SOFIA } from '../support/consulting.ts'
import { valueOf } from '../support/story.ts'

describe('what consultations tell of people', () => {
  let desk: DeskPlatform
  let park: string
  let hers: string[]
  before(async () => {
    desk = await openDesk()
    const { consultations } = desk.platform
    park = (await openPark({ consultations })).id
    hers = []
    for (const title of ['Un banc', 'Une lampe'])
      hers.push(valueOf(await consultations.participate(AMELIE, park, idea(title))).id)
    valueOf(await consultations.participate(KARIM, park, idea('Un abri', { shownAs: 'name' })))
    for (const who of [KARIM, MEI_LIN]) valueOf(await consultations.support(who, park, hers[0]!))
    const comment = {
      key: newId(),
      text: 'D’accord.',
      language: 'fr',
      shownAs: 'anonymous',
      pseudonym: '',
    } as const
    valueOf(await consultations.comment(AMELIE, park, hers[0]!, comment))
    valueOf(
      await consultations.participate(AMELIE, park, {
        is: 'answer',
        answers: { usage: ['souvent'], mot: ['SECRET'] },
        region: '04',
      }),
    )
    valueOf(await consultations.saveDraft(AMELIE, park, 'contribution', { title: ['BROUILLON'] }))
  })
  after(() => desk.close())

  const inBoth = (fr: string, en: string) => [`/consultations${fr}`, `/en/consultations${en}`]
  const publicPages = () => [
    ...inBoth('', ''),
    ...inBoth('/nouveautes.atom', '/news.atom'),
    ...inBoth('/calendrier.ics', '/calendar.ics'),
    ...inBoth('/registre.json', '/register.json'),
    ...inBoth(`/${park}`, `/${park}`),
    ...inBoth(`/${park}/contributions`, `/${park}/contributions`),
    ...inBoth(`/${park}/contributions.csv`, `/${park}/contributions.csv`),
    ...inBoth(`/${park}/resultats`, `/${park}/results`),
    ...inBoth(`/${park}/resultats.csv`, `/${park}/results.csv`),
    ...inBoth(`/${park}/resultats.json`, `/${park}/results.json`),
    ...inBoth(`/${park}/regles`, `/${park}/rules`),
    ...inBoth(`/${park}/reponse`, `/${park}/reply`),
    ...hers.flatMap((id) => inBoth(`/${park}/contributions/${id}`, `/${park}/contributions/${id}`)),
  ]

  const voices = async (): Promise<string[]> => {
    const rows = await desk.platform.db.query<{ voice: Buffer; author: string | null }>(sql`
      SELECT voice, author FROM contribution WHERE voice IS NOT NULL
      UNION ALL SELECT voice, NULL FROM consultation_support`)
    return rows.flatMap(({ voice, author }) => [
      voice.toString('hex'),
      voice.toString('base64'),
      voice.toString('base64url'),
      ...(author ? [author] : []),
    ])
  }

  it('is no person, no voice, no written answer and no draft, in any page, file or feed', async () => {
    const never = [
      ...(await voices()),
      'amelie-tremblay',
      'Amélie',
      'mei-lin',
      'karim-haddad',
      'SECRET',
      'BROUILLON',
    ]
    for (const url of publicPages()) {
      const { status, text } = await desk.get(null, url)
      assert.equal(status, 200, url)
      for (const trace of never) assert.ok(!text.includes(trace), `${url} tells ${trace}`)
    }
  })

  it('is the name of whoever asked to show it, and of nobody else', async () => {
    const { text } = await desk.get(null, `/consultations/${park}/contributions`)
    assert.equal(text.split('Karim Haddad').length, 2)
  })

  it('lets nobody match two contributions of one voice: what differs between two is what they say', async () => {
    const { text } = await desk.get(null, `/consultations/${park}/contributions.csv`)
    const [head, ...lines] = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
    const its = hers.map((id) => lines.find((line) => line[0] === id)!)
    const other = lines.find((line) => line.some((cell) => cell.includes('Un abri')))!
    const told = ['day', 'theme', 'region', 'channel', 'people', 'language']
    const at = told.map((name) => head!.map((cell) => cell.replace('\u{feff}', '')).indexOf(name))
    // Of three contributions on one day, by two voices, nothing but words, names and counts is told apart.
    for (const line of [...its, other])
      assert.deepEqual(
        at.map((one) => line[one]),
        at.map((one) => its[0]![one]),
      )
    const ids = await desk.platform.db.query<{ id: string }>(sql`SELECT id FROM contribution`)
    for (const { id } of ids) assert.equal(id[14], '4', 'an id that tells when it was made')
  })

  it('shows her own page to her alone, and never keeps it for whoever comes next', async () => {
    const [amelie, karim] = [desk.person('amelie-tremblay'), desk.person('karim-haddad')]
    const page = `/consultations/${park}/contributions/${hers[0]}`
    const asKarim = await desk.get(karim, page)
    assert.match(asKarim.text, /Vous appuyez/)
    for (const who of [null, amelie]) {
      const { text } = await desk.get(who, page)
      assert.doesNotMatch(text, /Vous appuyez|Karim/)
    }
    const resumed = await desk.get(amelie, `/consultations/${park}/contribuer`)
    assert.match(resumed.text, /BROUILLON/)
    assert.doesNotMatch((await desk.get(karim, `/consultations/${park}/contribuer`)).text, /BROUILLON/)
    assert.doesNotMatch((await desk.get(karim, '/mes-participations')).text, /Un banc|BROUILLON/)
  })

  it('gives her receipt and her appeal to nobody else', async () => {
    const karim = desk.person('karim-haddad')
    const receipt = `/consultations/${park}/recu/${hers[0]}`
    assert.equal((await desk.get(karim, receipt)).status, 404)
    assert.equal((await desk.get(null, receipt)).status, 303)
    assert.equal((await desk.get(desk.person('amelie-tremblay'), receipt)).status, 200)
    valueOf(await desk.platform.consultations.moderate(SOFIA, park, [hers[1]!], { is: 'hide', rule: '1' }))
    const appeal = `/consultations/${park}/contributions/${hers[1]}/contester`
    assert.equal((await desk.post(karim, appeal, { text: 'À moi !' })).status, 404)
  })

  it('gives no words of what was withdrawn, in no page and no file', async () => {
    await new Promise((done) => setTimeout(done, 1_100))
    for (const url of publicPages().filter((one) => one.includes('contributions')))
      assert.ok(!(await desk.get(null, url)).text.includes('Une lampe'), url)
  })

  it('sends nobody to another site, whatever the form says', async () => {
    const amelie = desk.person('amelie-tremblay')
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:fz(1)']) {
      const { location } = await desk.post(amelie, `/consultations/${park}/contributions/${hers[0]}/appui`, {
        _do: 'give',
        _back: back,
      })
      assert.match(location, /^\/consultations\//)
    }
  })

  it('takes what is hostile for text: it is written as it was typed, and leads nowhere', async () => {
    const words = '"><script>fz(1)</script> javascript:fz(1) https://evil.example \u202e \u0000 😀'
    const { consultations } = desk.platform
    const { id } = valueOf(await consultations.participate(MEI_LIN, park, idea(words, { text: words })))
    const { text } = await desk.get(desk.person('karim-haddad'), `/consultations/${park}/contributions/${id}`)
    assert.doesNotMatch(text, /<script>fz|href="(https:\/\/evil|javascript)/)
    assert.match(text, /&lt;script&gt;fz\(1\)/)
    const file = await desk.get(null, `/consultations/${park}/contributions.csv`)
    assert.doesNotMatch(file.text, /\u0000|\u202e/)
  })

  it('finds nothing at an address that the database could not even read', async () => {
    const amelie = desk.person('amelie-tremblay')
    for (const id of ['%00', '%ED%A0%80', '😀', 'a'.repeat(150), "'; DROP TABLE contribution; --"]) {
      const pages = ['', '/contributions', `/contributions/${id}`, '/resultats', '/contribuer', `/recu/${id}`]
      for (const page of pages) {
        const { status } = await desk.get(
          amelie,
          `/consultations/${encodeURI(id).replaceAll('%25', '%')}${page}`,
        )
        assert.ok(status === 404 || status === 400, `${id}${page} answered ${status}`)
      }
      const dropped = await desk.post(amelie, '/mes-participations', {
        consultation: '\u0000',
        kind: 'answer',
      })
      assert.equal(dropped.status, 303)
    }
  })

  it('refuses a megabyte in a sentence, and a form of another consultation', async () => {
    const amelie = desk.person('amelie-tremblay')
    const much = 'a'.repeat(900_000)
    const form = { theme: 'parc', title: 'Un banc', text: much, shownAs: 'anonymous' }
    const { status, text } = await desk.post(amelie, `/consultations/${park}/contribuer`, form)
    assert.equal(status, 422)
    assert.match(text, /caractères au plus/)
    const elsewhere = await desk.post(amelie, `/consultations/nulle-part/contributions/${hers[0]}/appui`, {
      _do: 'give',
    })
    assert.equal(elsewhere.status, 404)
  })
})
