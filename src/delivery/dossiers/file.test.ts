import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { publicKeys, readSigned } from '#documents'
import { newId, sql } from '#kernel'
import type { Person } from '#parties'
import {
  AMELIES_ANSWERS,
  CERTIFICATE_ANSWERS,
  detailsOf,
  hereOf,
  openStory,
  refusalOf,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { answer } from './answer.ts'
import { createDossiers } from './dossiers.ts'
import { contentOf } from './file.ts'
import { remainderOf } from './remainder.ts'
import { withdraw } from './withdraw.ts'

let story: Story
let amelie: Person
before(async () => {
  story = await openStory({ still: true })
  amelie = story.person('amelie-tremblay')
})
after(() => story.close())

const ready = async (values: object = AMELIES_ANSWERS) => {
  const { dossier } = await story.openAs(amelie, 'allocation-famille')
  await story.answerAll(dossier.id, amelie, { ...values })
  return dossier.id
}

const digestOf = async (id: string) => {
  const draft = await story.dossier(id)
  return contentOf(draft, remainderOf(draft.pinned, draft)).digest
}

const filings = async (id: string) =>
  (await story.happened(id)).filter((kind) => kind === 'dossier.filed').length

describe('filing a dossier', () => {
  it('gives a receipt that anybody can verify, with the digests of the answers and of the attachments', async () => {
    const { dossier } = await story.openAs(amelie, 'certificat-naissance')
    const photo = await story.photo('piece')
    await story.answerAll(dossier.id, amelie, { ...CERTIFICATE_ANSWERS, identityEvidence: [photo] })
    const { dossier: filed, again } = valueOf(await story.fileIt(dossier.id, amelie))
    assert.equal(again, false)
    const receipt = await readSigned(filed.filing!.receipt, 'receipt+jws', await publicKeys(story.db))
    assert.deepEqual(receipt, {
      dossier: filed.id,
      number: filed.number,
      service: 'certificat-naissance',
      version: 1,
      organisation: 'directeur-des-actes',
      channel: 'portal',
      filedAt: '2026-11-23T15:00:00.000Z',
      answers: filed.filing!.digest,
      attachments: [photo['digest']],
    })
    const event = await story.said(filed.id, 'dossier.filed')
    assert.deepEqual(
      [event!['digest'], event!['attachments'], event!['number']],
      [filed.filing!.digest, [photo['digest']], filed.number],
    )
    assert.deepEqual(await story.dossier(filed.id), filed)
  })

  it('records the state of every need in force, in the event too', async () => {
    const id = await ready()
    const { dossier } = valueOf(await story.fileIt(id, amelie))
    assert.deepEqual(dossier.filing!.states, {
      birthDate: 'fetched',
      liveInQuebec: 'asked-not-held',
      spouse: 'asked-not-held',
      children: 'fetched',
      'children.custody': 'asked-not-held',
      'children.handicapped': 'asked-not-held',
      familyIncome: 'fetched',
      payment: 'asked-not-held',
      email: 'asked-not-held',
    })
    assert.deepEqual((await story.said(id, 'dossier.filed'))!['states'], dossier.filing!.states)
  })

  it('gives the same receipt for the same key and content, however often it is sent', async () => {
    const id = await ready()
    const key = newId()
    const digest = await digestOf(id)
    const send = () => story.dossiers.file({ id, key, digest, here: hereOf(amelie) })
    const first = valueOf(await send())
    const second = valueOf(await send())
    assert.deepEqual([first.again, second.again], [false, true])
    assert.equal(second.dossier.filing!.receipt, first.dossier.filing!.receipt)
    assert.equal(await filings(id), 1)
  })

  it('is refused for another content once it was filed, with the same key or another', async () => {
    const id = await ready()
    const key = newId()
    valueOf(await story.fileIt(id, amelie, key))
    for (const other of [key, newId()]) {
      const digest = 'ab'.repeat(32)
      const refusal = await story.dossiers.file({ id, key: other, digest, here: hereOf(amelie) })
      assert.equal(refusalOf(refusal), 'already-filed')
    }
    assert.equal(await filings(id), 1)
  })

  it('is refused when the answers changed after the summary that was approved', async () => {
    const id = await ready()
    const digest = await digestOf(id)
    await story.answerAll(id, amelie, { spouse: true })
    const refusal = await story.dossiers.file({ id, key: newId(), digest, here: hereOf(amelie) })
    assert.equal(refusalOf(refusal), 'changed-since-summary')
    assert.equal((await story.dossier(id)).status, 'draft')
  })

  it('is refused with every fault while something is missing, and loses nothing that was typed', async () => {
    const id = await ready({ spouse: false, payment: 'deposit' })
    const refusal = await story.fileIt(id, amelie)
    assert.equal(refusalOf(refusal), 'answers-faulty')
    const faults = detailsOf(refusal)['faults'] as { path: string; code: string }[]
    assert.deepEqual(
      faults.map(({ path }) => path),
      [
        'liveInQuebec',
        'children.lea.custody',
        'children.lea.handicapped',
        'children.noah.custody',
        'children.noah.handicapped',
        'bankAccount',
      ],
    )
    assert.deepEqual((await story.dossier(id)).answers, { spouse: false, payment: 'deposit' })
    assert.equal(await filings(id), 0)
  })

  it('is refused when an attachment is no longer stored', async () => {
    const { dossier } = await story.openAs(amelie, 'certificat-naissance')
    const photo = await story.photo('piece')
    await story.answerAll(dossier.id, amelie, { ...CERTIFICATE_ANSWERS, identityEvidence: [photo] })
    await story.db.query(sql`DELETE FROM content WHERE digest = ${photo['digest']}`)
    const refusal = await story.fileIt(dossier.id, amelie)
    assert.equal(refusalOf(refusal), 'evidence-not-stored')
    assert.deepEqual(detailsOf(refusal), { digests: [photo['digest']] })
    assert.equal(await filings(dossier.id), 0)
  })

  it('needs a key of ours', async () => {
    const id = await ready()
    for (const key of ['', 'key', '\u0000', newId().toUpperCase(), `${newId()} `])
      assert.equal(refusalOf(await story.fileIt(id, amelie, key)), 'key-malformed')
  })

  it('is refused for a draft that was withdrawn', async () => {
    const id = await ready()
    valueOf(await story.act(withdraw, id, amelie, {}))
    assert.equal(refusalOf(await story.fileIt(id, amelie)), 'already-withdrawn')
  })

  it('closes the draft: what was filed is no longer edited', async () => {
    const id = await ready()
    valueOf(await story.fileIt(id, amelie))
    const late = await story.act(answer, id, amelie, { values: { spouse: true } })
    assert.equal(refusalOf(late), 'not-a-draft')
  })
})

describe('filing together', () => {
  it('files once a draft that is submitted 50 times at once', async () => {
    const id = await ready()
    const key = newId()
    const digest = await digestOf(id)
    const sent = Array.from({ length: 50 }, () =>
      story.dossiers.file({ id, key, digest, here: hereOf(amelie) }),
    )
    const answers = (await Promise.all(sent)).map(valueOf)
    assert.equal(new Set(answers.map(({ dossier }) => dossier.filing!.receipt)).size, 1)
    assert.equal(answers.filter(({ again }) => !again).length, 1)
    assert.equal(await filings(id), 1)
  })

  it('files each of many drafts, every one submitted twice', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => ready()))
    const answers = await Promise.all([...ids, ...ids.toReversed()].map((id) => story.fileIt(id, amelie)))
    for (const one of answers) valueOf(one)
    assert.deepEqual(
      await Promise.all(ids.map(filings)),
      ids.map(() => 1),
    )
  })

  it('files each once when two processes are given the same drafts in opposite orders', async () => {
    const { db, catalogue, registries, signer } = story
    const other = createDossiers({ db, clock: story.now, catalogue, registries, signer, committed: () => {} })
    const ids = await Promise.all(Array.from({ length: 20 }, () => ready()))
    const here = hereOf(amelie)
    const sent = await Promise.all(
      ids.map(async (id) => ({ id, key: newId(), digest: await digestOf(id), here })),
    )
    const answers = await Promise.all([
      ...sent.map((one) => story.dossiers.file(one)),
      ...sent.toReversed().map((one) => other.file(one)),
    ])
    const receipts = answers.map((one) => valueOf(one).dossier.filing!.receipt)
    assert.deepEqual(receipts.slice(20).toReversed(), receipts.slice(0, 20))
    assert.deepEqual(
      await Promise.all(ids.map(filings)),
      ids.map(() => 1),
    )
  })

  it('keeps a row that the database cannot hold, or a bug in one, from its neighbours', async () => {
    const [good, poisoned, broken, other] = await Promise.all([ready(), ready(), ready(), ready()])
    const digests = await Promise.all([good, poisoned, broken, other].map(digestOf))
    const file = (id: string, at: number, here: object) =>
      story.dossiers.file({ id, key: newId(), digest: digests[at]!, here: { ...hereOf(amelie), ...here } })
    const unreadable = { actor: { ...amelie, get id(): string { throw new TypeError('a bug') } } } // prettier-ignore
    const settled = await Promise.allSettled([
      file(good, 0, {}),
      file(poisoned, 1, { channel: 'portal\u0000' }),
      file(broken, 2, unreadable),
      file(other, 3, {}),
    ])
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(await Promise.all([good, poisoned, broken, other].map(filings)), [1, 0, 0, 1])
    assert.equal((await story.dossier(poisoned)).status, 'draft')
  })

  it('refuses the one that is not there, or is not theirs, and files the others', async () => {
    const mine = await ready()
    const digest = await digestOf(mine)
    const karim = story.person('karim-haddad')
    const [stolen, unknown, malformed, filed] = await Promise.all([
      story.dossiers.file({ id: mine, key: newId(), digest, here: hereOf(karim) }),
      story.dossiers.file({ id: newId(), key: newId(), digest, here: hereOf(amelie) }),
      story.dossiers.file({ id: 'nothing', key: newId(), digest, here: hereOf(amelie) }),
      story.fileIt(mine, amelie),
    ])
    assert.deepEqual([stolen, unknown, malformed].map(refusalOf), ['not-found', 'not-found', 'not-found'])
    valueOf(filed)
  })

  it('sees what another act did in between: either the filing or the withdrawal, never both', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => ready()))
    await Promise.all(
      ids.map(async (id) => {
        const [filing, withdrawal] = await Promise.all([
          story.fileIt(id, amelie),
          story.act(withdraw, id, amelie, {}),
        ])
        valueOf(withdrawal)
        if (!filing.ok) assert.equal(refusalOf(filing), 'already-withdrawn')
        assert.equal(await filings(id), filing.ok ? 1 : 0)
        assert.equal((await story.dossier(id)).filing !== null, filing.ok)
      }),
    )
  })

  it('keeps the answer that another tab saved while it was being filed, or files without it', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => ready()))
    await Promise.all(
      ids.map(async (id) => {
        const digest = await digestOf(id)
        const [filing, late] = await Promise.all([
          story.dossiers.file({ id, key: newId(), digest, here: hereOf(amelie) }),
          story.act(answer, id, amelie, { values: { spouse: true } }),
        ])
        const { answers, filing: kept } = await story.dossier(id)
        assert.equal(answers['spouse'], late.ok)
        if (filing.ok) assert.deepEqual([kept!.values['spouse'], late.ok], [false, false])
        else assert.deepEqual([refusalOf(filing), kept], ['changed-since-summary', null])
      }),
    )
  })
})
