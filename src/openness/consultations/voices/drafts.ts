import { ok, refused, type Result } from '#kernel'
import type { Person } from '#parties'
import type { ConsultationTools } from '../tools.ts'
import { dropDraft, findDraft, keepDraft } from './store.ts'
import type { Voices } from './voice.ts'

export const DRAFT_KINDS = ['answer', 'contribution'] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]

/** What was typed, field by field, as the form sends it: read again, and checked, when it is sent for good. */
export type Draft = Record<string, string[]>

const MOST_FIELDS = 200
const MOST_CHARACTERS = 60_000

/** Only what can be written and read again: a lone surrogate or a NUL would be refused by the database. */
const readDraft = (typed: Draft): Draft | null => {
  const fields = Object.entries(typed).slice(0, MOST_FIELDS)
  const draft = Object.fromEntries(
    fields.map(([name, values]) => [
      name.toWellFormed().replaceAll('\0', '').slice(0, 100),
      values.slice(0, 50).map((value) => value.toWellFormed().replaceAll('\0', '')),
    ]),
  )
  const size = Object.values(draft)
    .flat()
    .reduce((sum, value) => sum + value.length, 0)
  return size > MOST_CHARACTERS ? null : draft
}

/** Kept under the voice: whoever signs in on another device finds it again. */
export const drafts = ({ db, clock }: ConsultationTools, voices: Voices) => ({
  async save(
    person: Person,
    consultation: string,
    kind: DraftKind,
    typed: Draft,
  ): Promise<Result<null, 'contribution-faulty'>> {
    const draft = readDraft(typed)
    if (!draft) return refused('contribution-faulty', { faults: { text: 'too-long' } })
    const { voice } = await voices.make(db, consultation, person.person)
    await keepDraft(db, { consultation, voice, kind }, draft, clock())
    return ok(null)
  },
  async find(person: Person, consultation: string, kind: DraftKind) {
    const its = await voices.find(db, consultation, person.person)
    return its && findDraft<Draft>(db, { consultation, voice: its.voice, kind })
  },
  async drop(person: Person, consultation: string, kind: DraftKind): Promise<void> {
    const its = await voices.find(db, consultation, person.person)
    if (its) await dropDraft(db, { consultation, voice: its.voice, kind })
  },
})
