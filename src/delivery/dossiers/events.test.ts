import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '#kernel'
import { robot } from '#parties'
import {
  AMELIES_ANSWERS,
  CERTIFICATE_ANSWERS,
  openStory,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { announceIntention } from './announce-intention.ts'
import { askReview } from './ask-review.ts'
import { escalate } from './assess.ts'
import { complete } from './complete.ts'
import { contest, restore } from './contest.ts'
import { decide } from './decide.ts'
import { EVENTS } from './events.ts'
import { observe } from './observe.ts'
import { printLetter } from './print-letter.ts'
import { requestCompletion } from './request-completion.ts'
import { withdraw } from './withdraw.ts'

let story: Story
before(async () => {
  story = await openStory({ services: ['allocation-famille', 'certificat-naissance'] })
})
after(() => story.close())

const NAME = 'Amélie Tremblay'
const SECRET = 'Ma pièce a brûlé'

/** Everything that can happen to a dossier, in three of them. */
const everything = async (): Promise<string[]> => {
  const amelie = story.person('amelie-tremblay')
  const mathieu = story.agent('mathieu-lefebvre')
  const identityEvidence = [await story.photo('piece')]
  const certificate = { ...CERTIFICATE_ANSWERS, identityEvidence, reason: SECRET }
  const { id } = await story.filed(amelie, 'certificat-naissance', certificate)
  await story.takenBy(mathieu, id)
  valueOf(await story.act(requestCompletion, id, mathieu, { message: SECRET, needs: [] }))
  valueOf(await story.act(complete, id, amelie, { values: {}, message: SECRET }))
  const refusal = { outcome: 'refuse', reason: SECRET }
  valueOf(await story.act(announceIntention, id, mathieu, refusal))
  valueOf(await story.act(observe, id, amelie, { text: SECRET }))
  valueOf(await story.act(decide, id, mathieu, refusal))
  valueOf(await story.act(printLetter, id, mathieu, {}))
  valueOf(await story.act(askReview, id, amelie, { reason: SECRET }))

  const decided = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
  const other = (await story.openAs(amelie, 'allocation-famille')).dossier
  valueOf(await story.act(contest, other.id, amelie, { need: 'familyIncome', reason: SECRET }))
  valueOf(await story.act(restore, other.id, amelie, { need: 'familyIncome' }))
  valueOf(await story.act(withdraw, other.id, amelie, {}))

  await story.robots.stop()
  const stuck = (await story.openAs(amelie, 'allocation-famille')).dossier
  await story.answerAll(stuck.id, amelie, AMELIES_ANSWERS)
  valueOf(await story.fileIt(stuck.id, amelie))
  valueOf(await story.act(escalate, stuck.id, robot('assess'), { details: SECRET }))
  return [id, decided.id, other.id, stuck.id]
}

describe('every event that is declared', () => {
  it('happens, says what it is declared to say, and nothing that a person wrote or is called', async () => {
    const ids = await everything()
    const events = (await Promise.all(ids.map((id) => story.dossiers.history(id)))).flat()
    const kinds = new Set(events.map(({ kind }) => kind))
    assert.deepEqual([...kinds].toSorted(), Object.keys(EVENTS).toSorted())
    for (const { kind, body } of events) {
      const declared = /^\{([^}]*)\}/.exec(EVENTS[kind as keyof typeof EVENTS])![1]!
      const names = declared.split(',').flatMap((name) => name.trim() || [])
      assert.deepEqual(Object.keys(body).toSorted(), names.toSorted(), kind)
      assert.doesNotMatch(JSON.stringify(body), new RegExp(`${NAME}|${SECRET}|Trois-Rivières|4125050`))
    }
  })

  it('takes the next place of its dossier’s stream, which its revision counts', async () => {
    const gaps = await story.db.query(sql`
      SELECT d.id FROM dossier d LEFT JOIN event e ON e.stream = d.id GROUP BY d.id, d.revision
      HAVING d.revision <> count(*) OR d.revision <> max(e.seq)`)
    assert.deepEqual(gaps, [])
  })
})
