import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { adopt, measure } from './writing.ts'

/** What a page of the plan does with what no page of ours would send. */
describe('a form of the plan that nobody should send', () => {
  let desk: DeskPlatform
  const PAGE = '/organisation/plan'
  const counter = measure('Ouvrir le comptoir en ligne')
  const sofia = () => desk.agent('sofia-marchetti')
  const town = async () => (await desk.platform.plans.of('ville-des-ormes'))!
  const state = (over = {}) => ({ _do: 'etat', key: newId(), state: 'under-way', reason: '', ...over })
  const day = (name: string, [year, month, date]: [string, string, string]) => ({
    [`${name}.year`]: year,
    [`${name}.month`]: month,
    [`${name}.day`]: date,
  })
  const written = (over = {}) => ({
    id: newId(),
    revision: '0',
    title: 'Une mesure',
    description: 'Ce qu’elle change.',
    owner: 'Greffe',
    ...day('start', ['2026', '12', '01']),
    ...day('end', ['2027', '12', '01']),
    budget: 'under-25k',
    ...over,
  })

  before(async () => {
    desk = await openDesk()
    const direction = [desk.agent('gilles-thibault'), desk.agent('lise-arsenault')] as const
    await adopt(desk.platform.plans, { planner: sofia(), direction }, [counter])
  })
  after(() => desk.close())

  it('reaches no other organisation: its measures are not there, its roles are of no use', async () => {
    const thomas = desk.agent('thomas-bergeron')
    for (const path of [`${PAGE}/mesures/${counter.id}`, `${PAGE}/cibles/${counter.id}`])
      assert.equal((await desk.get(thomas, path)).status, 404, path)
    assert.equal((await desk.post(thomas, `${PAGE}/mesures/${counter.id}`, state())).status, 404)
    assert.equal(
      (await desk.post(thomas, `${PAGE}/brouillon`, { _do: 'approuver', digest: 'x' })).status,
      303,
    )
    assert.equal((await town()).revision > 0 && (await town()).progress.length, 0)
  })

  it('does nothing for a person, and asks a stranger to sign in', async () => {
    const amelie = desk.person('amelie-tremblay')
    assert.equal((await desk.get(amelie, PAGE)).status, 403)
    assert.equal((await desk.post(amelie, `${PAGE}/mesures/${counter.id}`, state())).status, 403)
    assert.equal((await desk.post(null, `${PAGE}/mesures/${counter.id}`, state())).status, 303)
    assert.equal((await town()).progress.length, 0)
  })

  it('does nothing for an agent without the role', async () => {
    for (const id of ['gilles-thibault', 'jean-marc-fortin'])
      assert.equal((await desk.post(desk.agent(id), `${PAGE}/mesures/${counter.id}`, state())).status, 422)
    assert.equal((await town()).progress.length, 0)
  })

  it('sent twice at once does one thing', async () => {
    const sent = state()
    const twice = await Promise.all(
      [1, 2].map(() => desk.post(sofia(), `${PAGE}/mesures/${counter.id}`, sent)),
    )
    assert.deepEqual(
      twice.map(({ status }) => status),
      [303, 303],
    )
    assert.equal((await town()).progress.length, 1)
  })

  it('shows again what was typed, whatever it is, as text', async () => {
    await desk.post(sofia(), `${PAGE}/brouillon/cadre`, {
      title: 'Plan suivant',
      ...day('from', ['2026', '04', '01']),
      ...day('until', ['2029', '03', '31']),
    })
    const ugly = '😀 <script>alert(1)</script> "\u0000\u202e'
    const page = await desk.post(
      sofia(),
      `${PAGE}/brouillon/mesures/nouvelle`,
      written({ title: ugly, owner: '' }),
    )
    assert.equal(page.status, 422)
    assert.match(page.text, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
    assert.doesNotMatch(page.text, /<script>alert/)
    const bare = ugly.replace('\u0000', '')
    const kept = await desk.post(sofia(), `${PAGE}/brouillon/mesures/nouvelle`, written({ title: bare }))
    assert.equal(kept.status, 303)
    const { measures } = (await town()).draft!
    assert.match(measures.at(-1)!.title.fr, /^😀 <script>alert\(1\)<\/script> "/)
  })

  it('pressed twice does what it says once, and says so twice', async () => {
    const draft = `${PAGE}/brouillon`
    const [gilles, lise] = [desk.agent('gilles-thibault'), desk.agent('lise-arsenault')]
    const twice = async (who: typeof gilles, form: Record<string, string>) =>
      (await Promise.all([1, 2].map(() => desk.post(who, draft, form)))).map(({ status }) => status)
    assert.deepEqual(await twice(sofia(), { _do: 'presenter' }), [303, 303])
    const { digest } = (await town()).proposal!
    assert.deepEqual(await twice(gilles, { _do: 'approuver', digest }), [303, 303])
    assert.equal((await town()).proposal!.approvals.length, 1)
    assert.deepEqual(await twice(sofia(), { _do: 'reprendre' }), [303, 303])
    await desk.post(sofia(), draft, { _do: 'presenter' })
    await desk.post(gilles, draft, { _do: 'approuver', digest })
    assert.deepEqual(await twice(lise, { _do: 'approuver', digest }), [303, 303])
    assert.equal((await town()).versions.length, 2)
  })

  it('that discards the draft does it once, is not taken for another draft, and says why it does nothing', async () => {
    const [draft, discard] = [`${PAGE}/brouillon`, `${PAGE}/brouillon/abandonner`]
    const frame = (title: string, more = {}) => ({
      title,
      ...day('from', ['2026', '04', '01']),
      ...day('until', ['2030', '03', '31']),
      ...more,
    })
    const begin = (title: string) => desk.post(sofia(), `${draft}/cadre`, frame(title))
    const confirming = async () => {
      const { text } = await desk.get(sofia(), discard)
      return { text, mark: /name="mark" value="(\d+)"/.exec(text)![1]! }
    }
    await begin('Un brouillon')
    const [{ text, mark }, { revision }] = [await confirming(), (await town()).draft!]
    assert.match(text, /\d différences avec la version 2 seront perdues/)
    for (const id of ['gilles-thibault', 'jean-marc-fortin']) {
      assert.equal((await desk.get(desk.agent(id), discard)).location, draft)
      assert.equal((await desk.post(desk.agent(id), discard, { mark })).status, 422)
    }
    await desk.post(sofia(), `${draft}/mesures/nouvelle`, written({ title: 'Écrite entre-temps' }))
    const changed = await desk.post(sofia(), discard, { mark })
    assert.equal(changed.status, 422)
    assert.match(changed.text, /Quelqu’un a changé le brouillon.*Écrite entre-temps/s)
    await desk.post(sofia(), draft, { _do: 'presenter' })
    assert.doesNotMatch((await desk.get(sofia(), draft)).text, /href="[^"]*abandonner"/)
    for (const page of [await desk.get(sofia(), discard), await desk.post(sofia(), discard, { mark })]) {
      assert.match(page.text, /reprenez-le d’abord/)
      assert.doesNotMatch(page.text, /name="mark"/)
    }
    await desk.post(sofia(), draft, { _do: 'reprendre' })
    const sent = { mark: (await confirming()).mark }
    const twice = await Promise.all([1, 2].map(() => desk.post(sofia(), discard, sent)))
    assert.deepEqual(
      twice.map(({ status, location }) => [status, location]),
      [1, 2].map(() => [303, `${PAGE}?fait=abandonner`]),
    )
    assert.equal((await town()).draft, null)
    assert.equal((await desk.get(sofia(), discard)).location, PAGE)
    const stale = await desk.post(sofia(), `${draft}/cadre`, frame('Tard', { revision: String(revision) }))
    assert.equal(stale.status, 422, 'a form of the discarded draft opens no other by itself')
    assert.match(stale.text, /Aucun brouillon n’est ouvert.*value="Tard"/s)
    assert.equal((await town()).draft, null)
  })

  it('that opens a draft which somebody else just opened loses nothing of either', async () => {
    const frame = (title: string) => ({
      title,
      ...day('from', ['2026', '04', '01']),
      ...day('until', ['2030', '03', '31']),
    })
    assert.equal((await desk.post(sofia(), `${PAGE}/brouillon/cadre`, frame('Le mien'))).status, 303)
    const { draft } = await town()
    assert.equal(draft!.title.fr, 'Le mien')
    const late = await desk.post(sofia(), `${PAGE}/brouillon/cadre`, frame('Le leur'))
    assert.equal(late.status, 422)
    assert.match(late.text, /«\sLe mien\s» devient «\sLe leur\s»/)
  })

  it('of a megabyte, or of names that objects have, breaks nothing', async () => {
    const path = `${PAGE}/brouillon/mesures/nouvelle`
    assert.equal(
      (await desk.post(sofia(), path, written({ description: 'x'.repeat(1_000_000) }))).status,
      422,
    )
    assert.equal(
      (await desk.post(sofia(), path, written({ description: 'x'.repeat(1_200_000) }))).status,
      413,
    )
    for (const name of ['__proto__', 'constructor', 'toString']) {
      assert.equal((await desk.post(sofia(), path, written({ budget: name }))).status, 422)
      assert.equal((await desk.post(sofia(), `${PAGE}/brouillon`, { _do: `${name}:x` })).status, 303)
      assert.equal((await town()).proposal, null, 'nothing is done, and above all not submitted')
      assert.equal((await desk.get(sofia(), `${PAGE}?fait=${name}`)).status, 200)
      assert.equal((await desk.get(sofia(), `${PAGE}/versions?avant=${name}`)).status, 200)
      assert.equal((await desk.get(null, `/plans/${name}`)).status, 404)
      assert.equal((await desk.get(null, `/plans/ville-des-ormes/versions/${name}`)).status, 404)
    }
  })

  it('cannot name a file that a person attached to a dossier', async () => {
    const amelie = desk.person('amelie-tremblay')
    const dossier = await desk.certificateOf(amelie)
    const [attached] = dossier.answers['identityEvidence'] as { digest: string }[]
    const evidence = {
      _do: 'preuve',
      key: newId(),
      says: 'Une pièce.',
      ...day('day', ['2026', '11', '20']),
      href: '',
      file: attached!.digest,
      digest: attached!.digest,
    }
    assert.equal((await desk.post(sofia(), `${PAGE}/mesures/${counter.id}`, evidence)).status, 422)
    assert.equal((await town()).progress.filter(({ is }) => is === 'evidence').length, 0)
  })
})
