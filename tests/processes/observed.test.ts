import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyBarometer } from '#barometer'
import { storeEvidence } from '#documents'
import { answer, contentOf, printLetter, read, remainderOf, take, decide } from '#dossiers'
import { newId, ok } from '#kernel'
import { append, eventsOf } from '#ledger'
import { headMark, type Inventory, isContradicted, type Process } from '#processes'
import { figuresOf } from '../barometer/figures-of.ts'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { AMELIES_ANSWERS, CERTIFICATE_ANSWERS, PIXEL, refusalOf, valueOf } from '../support/story.ts'
import { described, head, step } from './writing.ts'

let desk: DeskPlatform
let thomas: Inventory
let fatou: Inventory
before(async () => {
  desk = await openDesk()
  thomas = desk.platform.processes.inventoryFor(desk.agent('thomas-bergeron'))
  fatou = desk.platform.processes.inventoryFor(desk.agent('fatou-ndiaye'))
})
after(() => desk.close())

/** Nadia Belkacem keys in what Amélie asks for, by a channel where people are assisted. */
const allowanceBy = async (channel: 'paper' | 'counter' | 'phone' | 'portal') => {
  const { dossiers } = desk.platform
  const amelie = desk.person('amelie-tremblay')
  const here =
    channel === 'portal'
      ? { actor: amelie, channel, language: 'fr' as const }
      : { actor: desk.agent('nadia-belkacem'), onBehalfOf: amelie, channel, language: 'fr' as const }
  const { dossier } = valueOf(await dossiers.open({ service: 'allocation-famille', ...here }))
  const done = valueOf(await dossiers.perform(answer, dossier.id, { values: AMELIES_ANSWERS }, here))
  const { digest } = contentOf(done.dossier, remainderOf(done.dossier.pinned, done.dossier))
  valueOf(await dossiers.file({ id: dossier.id, key: newId(), digest, here }))
  await desk.ledger.caughtUp()
}
const again = async (inventory: Inventory, { id }: Process) => (await inventory.find(id))!
const recorded = async ({ id }: Process) =>
  (await eventsOf(desk.platform.db, id)).flatMap(({ kind, measure }) =>
    kind === 'process.recorded'
      ? [`${measure!['paper']} ${measure!['observed']} ${measure!['revision']}`]
      : [],
  )
/** Target 9 as the platform shows it: `1/2`, with what was observed of it. */
const target9 = async () => {
  const { figures } = await figuresOf({ ...desk, db: desk.platform.db })
  const one = figures.find(({ target }) => target === 9)!
  return one.state === 'value'
    ? [`${one.numerator}/${one.denominator}`, one.provenance.observed]
    : [one.state]
}

describe('paper that is met where a service runs here', () => {
  let allowance: Process
  let payroll: Process

  it('says nothing while nothing was filed on paper: the portal and the phone bring none', async () => {
    assert.deepEqual(await target9(), ['no-data'])
    allowance = await described(thomas, 'Allocation', { service: 'allocation-famille' })
    payroll = await described(thomas, 'Paie')
    assert.deepEqual(await target9(), ['2/2', 0])
    await allowanceBy('portal')
    await allowanceBy('phone')
    assert.deepEqual((await again(thomas, allowance)).seen, [])
    assert.deepEqual(await recorded(allowance), ['none false 1'])
  })

  it('denies the declaration as soon as a form comes on paper, and tells when and how often', async () => {
    await allowanceBy('paper')
    await allowanceBy('paper')
    const now = await again(thomas, allowance)
    assert.deepEqual(now.seen, [{ stage: 'request', last: '2026-11-23', times: 2 }])
    assert.equal(isContradicted(now), true)
    assert.deepEqual(await recorded(allowance), ['none false 1', 'some true 2'])
    assert.deepEqual(await target9(), ['1/2', 1])
    const due = await desk.platform.processes.due('regie-des-familles', '2026-11-23')
    assert.deepEqual(
      due.map(({ is, subject, day }) => [is, subject, day]),
      [['to-review', 'Allocation', '2026-12-23']],
    )
  })

  it('does not touch a process of another service, nor says anything more of one that is archived', async () => {
    assert.deepEqual(await recorded(payroll), ['none false 1'])
    const old = await described(thomas, 'Ancienne allocation', { service: 'allocation-famille' })
    valueOf(await thomas.archive(old.id))
    await allowanceBy('paper')
    assert.deepEqual(
      await recorded(old),
      ['some true 1', 'archived true 2'],
      'seen as soon as it is tied, and no more once archived',
    )
  })

  it('stays seen when the process is tied to no service any more', async () => {
    const moving = await described(thomas, 'Allocation, à distance', { service: 'allocation-famille' })
    valueOf(await thomas.describe(moving.id, head('Allocation, à distance'), headMark(moving)))
    const now = await again(thomas, moving)
    assert.deepEqual([now.seen.length, now.said?.paper], [1, 'some'])
    await allowanceBy('paper')
    assert.equal((await again(thomas, moving)).seen[0]!.times, 4, 'what was filed that day')
    valueOf(await thomas.archive(moving.id))
  })

  it('is said of a process from its first day, where its service showed paper before', async () => {
    const { process } = valueOf(
      await thomas.add(newId(), head('Allocation, nouvelle', { service: 'allocation-famille' })),
    )
    assert.deepEqual(await recorded(process), ['some true 1'])
    valueOf(await thomas.archive(process.id))
  })

  it('is said from the day that the process was added, where what happened before comes late', async () => {
    const sofia = desk.platform.processes.inventoryFor(desk.agent('sofia-marchetti'))
    const process = await described(sofia, 'Nids-de-poule', { service: 'signalement-chaussee' })
    const measure = { organisation: 'ville-des-ormes', service: 'signalement-chaussee', channel: 'paper' }
    const at = new Date('2026-10-01T15:00:00.000Z')
    const filed = {
      stream: newId(),
      kind: 'dossier.filed',
      body: {},
      measure,
      actor: 'key',
      channel: 'paper',
      at,
    }
    await desk.platform.db.transaction((tx) => append(tx, [filed]))
    desk.ledger.poke()
    await desk.ledger.caughtUp()
    const last = (await eventsOf(desk.platform.db, process.id)).at(-1)!
    assert.deepEqual([last.measure?.['paper'], last.at.toISOString()], ['some', process.said!.at])
    valueOf(await sofia.archive(process.id))
  })

  it('does not lower a declaration of paper, and counts as observed', async () => {
    const declared = await described(thomas, 'Allocation, révisions', {
      service: 'allocation-famille',
      papers: { archive: 'archived' },
    })
    assert.equal(isContradicted(declared), false)
    assert.deepEqual(await recorded(declared), ['some true 1'])
  })

  it('is over twelve months after the last paper, to the day, without anybody acting', async () => {
    desk.setTime('2027-11-23T04:30:00.000Z')
    assert.equal(
      await desk.platform.processes.review(),
      0,
      '23 h 30 on 22 November: the last day that counts',
    )
    desk.setTime('2027-11-23T05:30:00.000Z')
    const turns = await Promise.all([desk.platform.processes.review(), desk.platform.processes.review()])
    assert.equal(turns[0]! + turns[1]!, 1, 'two processes look at once; what is declared with paper stays')
    assert.equal((await recorded(allowance)).at(-1), 'none true 3')
    assert.deepEqual((await again(thomas, allowance)).seen, [])
  })
})

describe('a letter that is printed', () => {
  it('is recorded by an agent once for a decision, and shows paper in the delivery', async () => {
    desk.setTime('2028-01-10T15:00:00.000Z')
    const process = await described(fatou, 'Certificats', { service: 'certificat-naissance' })
    const amelie = desk.person('amelie-tremblay')
    const mathieu = desk.agent('mathieu-lefebvre')
    const { dossiers } = desk.platform
    const here = { actor: mathieu, channel: 'desk', language: 'fr' } as const
    const { id } = await desk.certificateOf(amelie)
    assert.equal(refusalOf(await dossiers.perform(printLetter, id, {}, here)), 'not-decided')
    valueOf(await dossiers.perform(read, id, { purpose: 'processing' }, here))
    valueOf(await dossiers.perform(take, id, {}, here))
    valueOf(await dossiers.perform(decide, id, { outcome: 'issue', reason: 'Établi.' }, here))
    const lucie = { ...here, actor: desk.agent('lucie-gagnon') }
    assert.equal(refusalOf(await dossiers.perform(printLetter, id, {}, lucie)), 'not-found')
    const both = await Promise.all([
      dossiers.perform(printLetter, id, {}, here),
      dossiers.perform(printLetter, id, {}, here),
    ])
    assert.deepEqual(both.map((one) => (one.ok ? 'done' : one.refusal)).toSorted(), [
      'done',
      'letter-printed',
    ])
    await desk.ledger.caughtUp()
    const now = await again(fatou, process)
    assert.deepEqual(now.seen, [{ stage: 'delivery', last: '2028-01-10', times: 1 }])
    assert.deepEqual(await recorded(process), ['none false 1', 'some true 2'])
  })

  it('is offered at the desk once a decision is made, and said when it is done', async () => {
    const mathieu = desk.agent('mathieu-lefebvre')
    const { id } = await desk.certificateOf(desk.person('karim-haddad'))
    const screen = `/bureau/dossiers/${id}`
    await desk.post(mathieu, `${screen}/consulter`, { purpose: 'processing' })
    await desk.post(mathieu, `${screen}/prendre`)
    await desk.post(mathieu, `${screen}/decider`, { outcome: 'issue', decisionReason: 'Établi.' })
    const done = await desk.post(mathieu, `${screen}/poster`)
    assert.equal(done.status, 303)
    const { text } = await desk.get(mathieu, done.location)
    assert.match(text, /L’envoi est inscrit/)
    assert.match(text, /Imprimée et postée/)
    assert.equal((await desk.post(mathieu, `${screen}/poster`)).status, 422)
  })
})

describe('what was observed', () => {
  it('comes back whole when the ledger is played again, and nothing is said twice', async () => {
    const before = await fatou.list(
      { words: '', unit: '', paper: '', obstacle: '', article: '', status: 'active' },
      { limit: 10, offset: 0 },
    )
    const [process] = before
    const said = await recorded(process as unknown as Process)
    const seen = (await fatou.find(process!.id))!.seen
    await desk.ledger.rebuild('processes.paper')
    await desk.ledger.caughtUp()
    assert.deepEqual((await fatou.find(process!.id))!.seen, seen)
    assert.deepEqual(await recorded(process as unknown as Process), said)
  })

  it('counts pieces that an agent scanned as evidence on paper', async () => {
    const { dossiers, db } = desk.platform
    const process = await described(fatou, 'Certificats au comptoir', { service: 'certificat-naissance' })
    const before = (await again(fatou, process)).seen.find(({ stage }) => stage === 'evidence')
    assert.equal(before, undefined)
    const karim = desk.person('karim-haddad')
    const counter = {
      actor: desk.agent('mathieu-lefebvre'),
      onBehalfOf: karim,
      channel: 'counter',
      language: 'fr',
    } as const
    const { dossier } = valueOf(await dossiers.open({ service: 'certificat-naissance', ...counter }))
    const piece = {
      id: 'piece',
      name: 'passeport.png',
      ...valueOf(await storeEvidence(db, PIXEL, desk.platform.clock())),
    }
    const values = { ...CERTIFICATE_ANSWERS, identityEvidence: [piece], deliveryName: karim.name }
    const draft = valueOf(await dossiers.perform(answer, dossier.id, { values }, counter)).dossier
    const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
    valueOf(await dossiers.file({ id: draft.id, key: newId(), digest, here: counter }))
    await desk.ledger.caughtUp()
    const stages = (await again(fatou, process)).seen.map(({ stage }) => stage)
    assert.deepEqual(stages.toSorted(), ['delivery', 'evidence'])
  })

  it('gives the same figure when it is computed again from the first event', async () => {
    await figuresOf({ ...desk, db: desk.platform.db })
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.deepEqual(verified, ok(verified.ok && verified.value))
  })
})

describe('the boundary of target 9', () => {
  it('is reached at exactly 75 %: 3 of 4 processes without paper, and not at 2 of 4', async () => {
    const rachel = desk.platform.processes.inventoryFor(desk.agent('rachel-cohen'))
    for (const name of ['Un', 'Deux', 'Trois']) await described(rachel, name)
    const fourth = await described(rachel, 'Quatre', { papers: { decision: 'leaves' } })
    const own = async () => {
      await figuresOf({ ...desk, db: desk.platform.db })
      const { figures } = (await desk.platform.barometer.figures('agence-du-revenu'))!
      const one = figures.find(({ target }) => target === 9)!
      return [`${one.numerator}/${one.denominator}`, one.goal.met]
    }
    assert.deepEqual(await own(), ['3/4', true])
    const [first] = await rachel.list(
      { words: 'Un', unit: '', paper: '', obstacle: '', article: '', status: 'active' },
      { limit: 1, offset: 0 },
    )
    valueOf(await rachel.putStep(first!.id, newId(), step('handling', 'handled'), ''))
    assert.deepEqual(await own(), ['2/4', false])
    assert.equal(fourth.said?.paper, 'some')
  })
})
