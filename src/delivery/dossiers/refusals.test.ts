import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Act, attempt } from '#acts'
import { newId, type Result } from '#kernel'
import { type Actor, type Agent, type Person, robot } from '#parties'
import {
  CERTIFICATE_ANSWERS,
  hereOf,
  openStory,
  refusalOf,
  type Story,
} from '../../../tests/support/story.ts'
import { announceIntention } from './announce-intention.ts'
import { answer } from './answer.ts'
import { askReview } from './ask-review.ts'
import { assess } from './assess.ts'
import { assign, release, take } from './assign.ts'
import { contest } from './contest.ts'
import { decide } from './decide.ts'
import type { Dossier } from './dossier.ts'
import { contentOf, file } from './file.ts'
import { observe } from './observe.ts'
import { printLetter } from './print-letter.ts'
import { read } from './read.ts'
import { type DossierRefusal, REFUSALS } from './refusals.ts'
import { remainderOf } from './remainder.ts'
import { requestCompletion } from './request-completion.ts'
import { withdraw } from './withdraw.ts'

let story: Story
let amelie: Person
let mathieu: Agent
let ines: Agent
/** Amélie's certificate, as it goes along its path. */
let draft: Dossier
let filed: Dossier
let taken: Dossier
let intended: Dossier
let refusedOne: Dossier

before(async () => {
  story = await openStory({ services: ['allocation-famille', 'certificat-naissance'], still: true })
  amelie = story.person('amelie-tremblay')
  mathieu = story.agent('mathieu-lefebvre')
  ines = story.agent('ines-carvalho')
  const opened = (await story.openAs(amelie, 'certificat-naissance')).dossier
  const identityEvidence = [await story.photo('piece')]
  draft = await story.answerAll(opened.id, amelie, { ...CERTIFICATE_ANSWERS, identityEvidence })
  filed = then(draft, file, amelie, { key: newId(), digest: digestOf(draft) })
  taken = then(filed, take, mathieu, {})
  intended = then(taken, announceIntention, mathieu, REFUSE)
  refusedOne = then(then(intended, observe, amelie, { text: 'Voici.' }), decide, mathieu, REFUSE)
})
after(() => story.close())

const REFUSE = { outcome: 'refuse', reason: 'La pièce est illisible.' }
const digestOf = (of: Dossier) => contentOf(of, remainderOf(of.pinned, of)).digest

const on = <Input, Answer, R extends string>(
  dossier: Dossier,
  verb: Act<Dossier, Input, Answer, R>,
  actor: Actor,
  input: Input,
  day = '2026-11-23',
) => attempt(verb, dossier, input, { ...hereOf(actor), now: new Date(`${day}T15:00:00Z`) })

const then = <Input, Answer, R extends string>(
  dossier: Dossier,
  verb: Act<Dossier, Input, Answer, R>,
  actor: Actor,
  input: Input,
): Dossier => {
  const done = on(dossier, verb, actor, input)
  if (!done.ok) throw new Error(`${verb.name}: ${done.refusal}`)
  return done.value.after
}

const open = (service: string, actor: Actor) => story.dossiers.open({ service, ...hereOf(actor) })
const request = { message: 'Une autre pièce ?', needs: [] as string[] }

/** One way to each refusal. A refusal that is declared and not listed here does not compile, nor pass. */
const WAYS: Record<DossierRefusal, () => Result<unknown> | Promise<Result<unknown>>> = {
  'not-found': () => on(draft, answer, story.person('karim-haddad'), { values: {} }),
  'service-unknown': () => open('nothing', amelie),
  'sign-in-needed': () => open('certificat-naissance', mathieu),
  'answers-faulty': () => on(draft, answer, amelie, { values: { speed: 'yesterday' } }),
  'not-asked': () => on(draft, answer, amelie, { values: { nothing: 1 } }),
  'changed-elsewhere': () => on(draft, answer, amelie, { values: { speed: 'accelerated' }, seen: 'other' }),
  'changed-too-often': () => on({ ...draft, revision: 5_000 }, answer, amelie, { values: {} }),
  'changed-since-summary': () => on(draft, file, amelie, { key: newId(), digest: 'other' }),
  'key-malformed': () => on(draft, file, amelie, { key: 'mine', digest: digestOf(draft) }),
  'already-filed': () => on(filed, file, amelie, { key: newId(), digest: 'other' }),
  'evidence-not-stored': () => {
    const lost = { id: 'a', name: 'a.png', type: 'image/png', size: 1, digest: 'ab'.repeat(32) }
    return story.act(answer, draft.id, amelie, { values: { identityEvidence: [lost] } })
  },
  'not-a-draft': () => on(filed, answer, amelie, { values: {} }),
  'not-known': () => on(draft, contest, amelie, { need: 'speed', reason: 'Non.' }),
  'reason-missing': () => on(taken, decide, mathieu, { ...REFUSE, reason: '\n' }),
  'reason-too-long': () => on(taken, decide, mathieu, { ...REFUSE, reason: 'a'.repeat(5_001) }),
  'nothing-awaited': () => on(filed, observe, amelie, { text: 'Voici.' }),
  'person-awaited': () => {
    const asked = then(taken, requestCompletion, mathieu, request)
    return on(asked, requestCompletion, mathieu, request)
  },
  'not-in-progress': () => on(draft, take, mathieu, {}),
  'already-decided': () => on(refusedOne, withdraw, amelie, {}),
  'already-withdrawn': () => on(then(draft, withdraw, amelie, {}), withdraw, amelie, {}),
  'not-an-agent-stage': async () => {
    const { dossier } = await story.openAs(amelie, 'allocation-famille')
    return on({ ...dossier, status: 'in-progress', stage: 'filed' }, take, story.agent('lucie-gagnon'), {})
  },
  'role-needed': () => on(filed, take, { ...mathieu, roles: ['accueil'] }, {}),
  'assigned-to-another': () => on(taken, take, ines, {}),
  'not-assigned': () => on(filed, release, mathieu, {}),
  'already-yours': () => on(taken, take, mathieu, {}),
  'agent-unknown': () => on(taken, assign, mathieu, { to: story.agent('lucie-gagnon') }),
  'need-unknown': () => on(taken, requestCompletion, mathieu, { ...request, needs: ['nothing'] }),
  'outcome-unknown': () => on(taken, decide, mathieu, { ...REFUSE, outcome: 'nothing' }),
  'intention-needed': () => on(taken, decide, mathieu, REFUSE),
  'intention-announced': () => on(intended, announceIntention, mathieu, REFUSE, '2027-01-11'),
  'observations-awaited': () => on(intended, decide, mathieu, REFUSE),
  'favourable-needs-none': () => on(taken, announceIntention, mathieu, { ...REFUSE, outcome: 'issue' }),
  'not-decided': () => on(filed, askReview, amelie, { reason: 'Relisez.' }),
  'letter-printed': () => on(then(refusedOne, printLetter, mathieu, {}), printLetter, mathieu, {}),
  'review-too-late': () => on(refusedOne, askReview, amelie, { reason: 'Relisez.' }, '2027-03-01'),
  'review-asked': () => {
    const again = then(refusedOne, askReview, amelie, { reason: 'Relisez.' })
    return on(again, askReview, amelie, { reason: 'Relisez.' })
  },
  'not-a-robot-stage': () => on(filed, assess, robot('assess'), {}),
  'purpose-missing': () => on(filed, read, mathieu, { purpose: '  ' }),
}

describe('every refusal that is declared', () => {
  for (const [refusal, sentence] of Object.entries(REFUSALS))
    it(`is met: ${refusal}. ${sentence}`, async () => {
      const way = WAYS[refusal as DossierRefusal]
      assert.ok(way, 'there is no way to it: declare none that cannot be met')
      assert.equal(refusalOf(await way()), refusal)
    })

  it('is all there is', () => {
    assert.deepEqual(Object.keys(WAYS), Object.keys(REFUSALS))
  })
})
