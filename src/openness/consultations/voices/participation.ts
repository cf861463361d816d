import type { Person } from '#parties'
import type { Contribution } from '../contribution.ts'
import type { Answers } from '../questions.ts'
import type { ConsultationTools } from '../tools.ts'
import type { DraftKind } from './drafts.ts'
import { answerOf, consultationsWithKeys, contributionsOfVoice, type Incident, whereVoices } from './store.ts'
import type { Voices } from './voice.ts'

/** What became of what somebody wrote: the rule, an appeal, its judgment. Who moderated is not told. */
export type Fate =
  | { is: 'hidden'; rule: string; on: string }
  | { is: 'restored'; on: string }
  | { is: 'appealed'; text: string; on: string }
  | { is: 'judged'; verdict: 'restored' | 'upheld'; reason: string; on: string }

/** What a person did in one consultation: their own words are there even when they were withdrawn. */
export type Participation = {
  answer: { id: string; answers: Answers; region: string; day: string } | null
  contributions: (Contribution & { fates: Fate[] })[]
}

/** A consultation in which a person took part or began to. */
export type Took = { consultation: string; answered: boolean; drafts: DraftKind[]; contributions: number }

export const participation = ({ db }: ConsultationTools, voices: Voices) => ({
  async participationIn(person: Person, id: string): Promise<Participation> {
    const its = await voices.find(db, id, person.person)
    if (!its) return { answer: null, contributions: [] }
    const answer = await answerOf(db, id, its.voice)
    const written = await contributionsOfVoice(db, id, its.voice)
    return {
      answer: answer && { id: answer.id, answers: answer.answers, region: answer.region, day: answer.day },
      contributions: written.map(({ history, ...one }) => ({ ...one, fates: history.map(fateOf) })),
    }
  },
  async participations(person: Person): Promise<Took[]> {
    const ids = await consultationsWithKeys(db)
    const found = await Promise.all(
      ids.map(async (consultation) => ({
        consultation,
        voice: (await voices.find(db, consultation, person.person))?.voice,
      })),
    )
    const known = found.flatMap(({ consultation, voice }) => (voice ? [{ consultation, voice }] : []))
    const took = await whereVoices(db, known)
    return took
      .filter((one) => one.took || one.drafts.length > 0)
      .map(({ took: _took, drafts, ...one }) => ({ ...one, drafts: drafts as DraftKind[] }))
  },
})

const fateOf = (incident: Incident): Fate => {
  if (!('by' in incident)) return incident
  const { by: _by, ...fate } = incident
  return fate
}
