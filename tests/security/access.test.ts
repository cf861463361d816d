import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { answer, contentOf, remainderOf } from '#dossiers'
import { storeEvidence } from '#documents'
import { idOfKey, newId } from '#kernel'
import { CERTIFICATE_ANSWERS, PIXEL, valueOf } from '../support/story.ts'
import { AMELIE, type Answered, type Attacked, KARIM, LUCIE, MATHIEU, openAttacked } from './platform.ts'

/** What Amélie wrote, and nobody but her and the agents who handle it may read. */
const SECRET = 'rue des Lilas secrets'

describe('the dossier of somebody else', () => {
  let place: Attacked
  let filed: string
  let draft: string
  let digest: string
  let key: string
  before(async () => {
    place = await openAttacked()
    const { dossiers, access, db, clock } = place.platform
    const amelie = access.people().find(({ id }) => id === AMELIE)!
    const here = { actor: amelie, channel: 'portal', language: 'fr' } as const
    const begun = async () => {
      const { dossier } = valueOf(await dossiers.open({ service: 'certificat-naissance', ...here }))
      const stored = valueOf(await storeEvidence(db, PIXEL, clock()))
      digest = stored.digest
      const identityEvidence = [{ id: 'piece', name: 'piece.png', ...stored }]
      const values = { ...CERTIFICATE_ANSWERS, identityEvidence, deliveryStreet: SECRET }
      return valueOf(await dossiers.perform(answer, dossier.id, { values }, here)).dossier
    }
    draft = (await begun()).id
    const ready = await begun()
    filed = ready.id
    const content = contentOf(ready, remainderOf(ready.pinned, ready))
    valueOf(await dossiers.file({ id: filed, key: newId(), digest: content.digest, here }))
    const nobody = { kind: 'holder', id: 'key', dossier: '' } as const
    key = valueOf(await dossiers.open({ service: 'signalement-chaussee', ...here, actor: nobody })).key!
    await place.ledger.caughtUp()
  })
  after(() => place.close())

  const addresses = (under: string) => place.routes.filter(({ url }) => url.includes(under))

  const filledWith = (url: string, id: string) =>
    url
      .replace(/:(ref|id)/, id)
      .replace(':digest', digest)
      .replace(':page', 'delivery')
      .replace(':need', 'name')
      .replace(/:\w+/, 'letter')

  /** An answer without what was asked in it: two that are equal tell nothing apart. */
  const toldOf = ({ status, headers, body }: Answered, id: string) => ({
    status,
    location: String(headers['location']).replaceAll(id, '…'),
    type: headers['content-type'],
    body: body.replaceAll(id, '…'),
  })

  const compare = async (under: string, id: string, unknown: string, as: string | null) => {
    let compared = 0
    for (const { method, url } of addresses(under)) {
      const form = method === 'POST' ? { persona: 'x', outcome: 'issue', decisionReason: 'x' } : undefined
      const ask = async (one: string) =>
        toldOf(await place.ask({ method: method as 'GET', url: filledWith(url, one), as, form }), one)
      const [theirs, none] = [await ask(id), await ask(unknown)]
      assert.deepEqual(theirs, none, `${method} ${url} as ${as}`)
      assert.equal(theirs.body.includes(SECRET), false)
      assert.notEqual(theirs.status, 200, `${method} ${url} as ${as}`)
      compared += 1
    }
    return compared
  }
  const unchanged = async (work: () => Promise<unknown>) => {
    const { dossiers } = place.platform
    const happened = async () => (await Promise.all([filed, draft].map(dossiers.history))).flat().length
    const before = await happened()
    await work()
    assert.equal(await happened(), before)
  }

  for (const as of [null, KARIM, LUCIE])
    it(`is, at every address of the portal, the same answer as no dossier for ${as ?? 'a visitor'}`, async () => {
      await unchanged(async () => {
        for (const id of [filed, draft, idOfKey(key)])
          assert.ok((await compare(':ref', id, newId(), as)) > 60)
      })
    })
  it('is the same answer for whoever guesses a key', async () => {
    const guess = `k${'0'.repeat(32)}`
    assert.ok((await compare(':ref', guess, `k${'1'.repeat(32)}`, KARIM)) > 60)
  })
  it('is opened by nobody with the number, the id of its key or the digest of its files', async () => {
    const { dossiers } = place.platform
    const number = (await dossiers.history(filed)).find(({ kind }) => kind === 'dossier.filed')!.body[
      'number'
    ]
    for (const ref of [String(number), digest, idOfKey(key).toUpperCase()])
      for (const as of [null, KARIM, MATHIEU])
        assert.equal((await place.ask({ url: `/demandes/${ref}`, as })).status, 404, ref)
  })
  it('is, at every address of the desk, the same answer as no dossier for another organisation', async () => {
    await unchanged(async () => {
      for (const id of [filed, draft])
        assert.ok((await compare('/bureau/dossiers/:id', id, newId(), LUCIE)) > 12)
    })
  })
  it('is, as long as it is a draft, no dossier for its own organisation either', async () => {
    await unchanged(() => compare('/bureau/dossiers/:id', draft, newId(), MATHIEU))
  })
  it('opens to no person at the desk, and to no agent at the portal', async () => {
    for (const { method, url } of addresses('/bureau')) {
      const form = method === 'POST' ? {} : undefined
      const answer = await place.ask({
        method: method as 'GET',
        url: filledWith(url, filed),
        as: AMELIE,
        form,
      })
      assert.equal(answer.status, 403, url)
    }
    const answer = await place.ask({ url: `/demandes/${filed}`, as: MATHIEU })
    assert.equal(answer.status, 303)
  })
  it('gives its files at its own address only, as files and never as pages', async () => {
    const own = await place.ask({ url: `/demandes/${filed}/fichiers/${digest}`, as: AMELIE })
    assert.equal(own.status, 200)
    assert.match(String(own.headers['content-disposition']), /^attachment/)
    assert.match(String(own.headers['content-security-policy']), /sandbox/)
    const { dossiers, access } = place.platform
    const actor = access.people().find(({ id }) => id === KARIM)!
    const here = { actor, channel: 'portal', language: 'fr' } as const
    const karims = valueOf(await dossiers.open({ service: 'certificat-naissance', ...here })).dossier.id
    const other = await place.ask({ url: `/demandes/${karims}/fichiers/${digest}`, as: KARIM })
    assert.equal(other.status, 404)
  })
  it('is read by an agent only once a purpose is recorded', async () => {
    const { body } = await place.ask({ url: `/bureau/dossiers/${filed}`, as: MATHIEU })
    assert.equal(body.includes(SECRET), false)
    const file = await place.ask({ url: `/bureau/dossiers/${filed}/fichiers/${digest}`, as: MATHIEU })
    assert.match(String(file.headers['content-type']), /^text\/html/)
    await place.ask({
      url: `/bureau/dossiers/${filed}/consulter`,
      as: MATHIEU,
      form: { purpose: 'processing' },
    })
    const read = await place.ask({ url: `/bureau/dossiers/${filed}`, as: MATHIEU })
    assert.ok(read.body.includes(SECRET))
    const happened = await place.platform.dossiers.history(filed)
    assert.equal(happened.at(-1)!.kind, 'dossier.read')
  })
})
