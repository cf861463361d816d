import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { whyNot } from '#acts'
import { sql } from '#kernel'
import { AMELIES_ANSWERS, openStory, refusalOf, type Story, valueOf } from '../../../tests/support/story.ts'
import { edit, takeUp } from './improve.ts'
import type { Improvement } from './improvement.ts'
import type { Workshop } from './workshop.ts'

const ALLOWANCE = 'allocation-famille'
const SAID = { title: 'La garde partagée', change: 'La question est refaite.', titleEn: '', changeEn: '' }
const EVERY = { services: [ALLOWANCE], version: null, end: '', mood: '', theme: '', said: false }
const TEN = { limit: 10, offset: 0 }

let story: Story
let workshop: Workshop
before(async () => {
  story = await openStory()
  workshop = story.evaluations.workshopFor(story.agent('elise-marchand'))!
})
after(() => story.close())

const evaluated = async (comment: string, ease: number): Promise<string> => {
  const dossier = await story.filed(story.person('amelie-tremblay'), ALLOWANCE, AMELIES_ANSWERS)
  const token = valueOf(await story.evaluations.invite(dossier))
  const answers = { satisfaction: ease, ease, clarity: null, online: null }
  valueOf(await story.evaluations.receive(token, answers, comment))
  const [found] = await workshop.find({ ...EVERY, said: true }, TEN)
  await story.caughtUp()
  return found!.id
}

const reread = async ({ id }: Improvement): Promise<Improvement> => (await workshop.improvement(id))!

describe('a designer', () => {
  it('is an agent who has the role, on the services of their organisation', () => {
    assert.equal(story.evaluations.workshopFor(story.agent('lucie-gagnon')), null)
    assert.deepEqual(workshop.services, [ALLOWANCE])
  })

  it('alone does anything with an improvement: its verbs say so to any other agent', async () => {
    const improvement = valueOf(await workshop.open(ALLOWANCE, SAID, []))
    const here = {
      actor: story.agent('lucie-gagnon'),
      channel: 'desk',
      language: 'fr',
      now: story.now(),
    } as const
    for (const closed of [whyNot(edit, improvement, here), whyNot(takeUp, improvement, here)])
      assert.equal(closed?.refusal, 'designer-needed')
    assert.equal(whyNot(edit, improvement, { ...here, actor: story.agent('elise-marchand') }), null)
    valueOf(await workshop.drop(improvement.id))
  })

  it('finds what was written, by what it is about', async () => {
    const id = await evaluated('La garde partagée est mal expliquée.', 1)
    const found = async (wanted: object) =>
      (await workshop.find({ ...EVERY, ...wanted }, TEN)).map((one) => one.id)
    assert.deepEqual(await found({ said: true }), [id])
    assert.deepEqual(await found({ mood: 'low', end: 'answered', version: 1, theme: 'none' }), [id])
    for (const none of [
      { mood: 'high' },
      { end: 'refused' },
      { version: 2 },
      { services: ['certificat-naissance'] },
    ])
      assert.deepEqual(await found(none), [], JSON.stringify(none))
    assert.equal(await workshop.count(EVERY, 100), 1)
  })

  it('groups several under a theme, renames it, and takes it away', async () => {
    const [one] = await workshop.find(EVERY, TEN)
    const ids = [one!.id, 'x', 'a0000000-0000-4000-8000-000000000009']
    const theme = valueOf(await workshop.group(ALLOWANCE, ids, { name: '  Garde   partagée ' }))
    assert.equal(valueOf(await workshop.group(ALLOWANCE, ids, { name: 'garde partagée' })), theme)
    assert.deepEqual(await workshop.themes(), [
      { id: theme, service: ALLOWANCE, name: 'Garde partagée', count: 1 },
    ])
    assert.equal((await workshop.find({ ...EVERY, theme }, TEN)).length, 1)
    valueOf(await workshop.renameTheme(ALLOWANCE, theme, 'Garde'))
    valueOf(await workshop.ungroup(ALLOWANCE, ids))
    assert.deepEqual(
      (await workshop.themes()).map(({ name, count }) => [name, count]),
      [['Garde', 0]],
    )
    valueOf(await workshop.dropTheme(ALLOWANCE, theme))
    assert.deepEqual(await workshop.themes(), [])
    assert.equal(refusalOf(await workshop.group(ALLOWANCE, ids, { id: theme })), 'theme-unknown')
    assert.equal(refusalOf(await workshop.group(ALLOWANCE, ids, { name: ' ' })), 'theme-unnamed')
    assert.equal(refusalOf(await workshop.group(ALLOWANCE, [], { name: 'Rien' })), 'none-chosen')
    assert.equal(
      refusalOf(await workshop.group('certificat-naissance', ids, { name: 'A' })),
      'service-of-another',
    )
  })

  it('takes a comment off for good when the cleaning left something of somebody', async () => {
    const id = await evaluated('Demandez à ma voisine, celle du chien roux.', 3)
    valueOf(await workshop.removeComments(ALLOWANCE, [id]))
    assert.ok((await workshop.find({ ...EVERY, said: true }, TEN)).every((one) => one.id !== id))
  })
})

describe('an improvement', () => {
  it('needs a title and what changes, and is of a service of the organisation', async () => {
    assert.equal(refusalOf(await workshop.open(ALLOWANCE, { ...SAID, title: ' ' }, [])), 'title-missing')
    assert.equal(refusalOf(await workshop.open(ALLOWANCE, { ...SAID, change: '' }, [])), 'change-missing')
    assert.equal(refusalOf(await workshop.open('certificat-naissance', SAID, [])), 'service-of-another')
  })

  it('is published with a version that came after it and after all it cites, and with nothing else', async () => {
    const cited = await evaluated('On ne comprend pas « garde partagée ».', 2)
    const improvement = valueOf(await workshop.open(ALLOWANCE, SAID, []))
    assert.equal(refusalOf(await workshop.publish(improvement.id, 2)), 'cites-nothing')
    valueOf(await workshop.cite(improvement.id, [cited, 'x'], []))
    assert.equal(refusalOf(await workshop.publish(improvement.id, 2)), 'version-unknown')
    assert.equal(refusalOf(await workshop.publish(improvement.id, 1)), 'version-unknown')

    story.setDay('2026-11-24')
    await story.publish(ALLOWANCE, (definition) => ({
      ...definition,
      basis: [...definition.basis, 'I-3, a. 1'],
    }))
    story.setDay('2026-11-25')
    const late = await evaluated('Encore la garde partagée.', 2)
    valueOf(await workshop.cite(improvement.id, [late], []))
    assert.equal(refusalOf(await workshop.publish(improvement.id, 2)), 'version-too-early')
    valueOf(await workshop.cite(improvement.id, [], [late]))
    valueOf(await workshop.publish(improvement.id, 2))
    const { status, version, revision } = await reread(improvement)
    assert.deepEqual([status, version, revision], ['published', 2, 1])
    const [event] = await story.db.query(sql`
      SELECT kind, body, measure, actor FROM event WHERE stream = ${improvement.id}`)
    assert.deepEqual(event, {
      kind: 'improvement.published',
      body: { service: ALLOWANCE, version: 2, cites: 1 },
      measure: '{"cites":1,"organisation":"regie-des-familles","service":"allocation-famille","version":2}',
      actor: 'agent:elise-marchand',
    })
    for (const done of [
      workshop.publish(improvement.id, 2),
      workshop.edit(improvement.id, SAID),
      workshop.drop(improvement.id),
      workshop.takeUp(improvement.id),
    ])
      assert.equal(refusalOf(await done), 'improvement-published')
    assert.deepEqual(
      (await workshop.effects(await reread(improvement))).map(({ says }) => says),
      ['too-few', 'too-few', 'too-few'],
    )
    assert.equal((await story.evaluations.published(ALLOWANCE)).length, 1)
  })

  it('can be edited, dropped and taken up again before that', async () => {
    const improvement = valueOf(await workshop.open(ALLOWANCE, SAID, []))
    valueOf(await workshop.edit(improvement.id, { ...SAID, title: 'Autre titre', titleEn: 'Other title' }))
    valueOf(await workshop.drop(improvement.id))
    assert.equal(refusalOf(await workshop.edit(improvement.id, SAID)), 'improvement-dropped')
    assert.equal(refusalOf(await workshop.publish(improvement.id, 2)), 'improvement-dropped')
    valueOf(await workshop.takeUp(improvement.id))
    const { status, title, titleEn } = await reread(improvement)
    assert.deepEqual([status, title, titleEn], ['draft', 'Autre titre', 'Other title'])
  })

  it('is nobody else’s: another organisation and an agent without the role do nothing to it', async () => {
    const improvement = valueOf(await workshop.open(ALLOWANCE, SAID, []))
    const stranger = story.evaluations.workshopFor({
      ...story.agent('jean-marc-fortin'),
      roles: ['concepteur'],
    })!
    assert.equal(await stranger.improvement(improvement.id), null)
    for (const done of [
      stranger.edit(improvement.id, SAID),
      stranger.drop(improvement.id),
      stranger.publish(improvement.id, 2),
      stranger.cite(improvement.id, [], []),
      workshop.edit('x', SAID),
    ])
      assert.equal(refusalOf(await done), 'not-found')
  })
})
