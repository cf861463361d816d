import { ok, refused, sha256 } from '#kernel'
import { happened } from './events.ts'
import { faultsSoFar } from './faults.ts'
import { askedOf, remainderOf } from './remainder.ts'
import type { Dossier } from './dossier.ts'
import { onlyDraft, verb } from './verb.ts'

export type Answers = {
  /** By need; `null` takes an answer away. Of a list that a registry began, only what was asked of each item. */
  values: Record<string, unknown>
  /** What the page was made from (`seenOf`), so that another tab's answer is never overwritten unseen. */
  seen?: string | undefined
}

/**
 * Answers some needs of a draft: what is given is checked, what is still missing is not held against it. The answers
 * are saved at once, for another device or another channel to go on from.
 */
export const answer = verb({
  name: 'dossier.answer',
  by: ['applicant'],
  barred: onlyDraft,
  perform(dossier, { values, seen }: Answers, { now }) {
    const needs = Object.keys(values)
    const remainder = remainderOf(dossier.pinned, { ...dossier, answers: { ...dossier.answers, ...values } })
    const answerable = new Set([...remainder.hidden, ...askedOf(remainder).map(({ need }) => need.id)])
    const strangers = needs.filter((id) => values[id] !== null && !answerable.has(id))
    if (strangers.length > 0) return refused('not-asked', { needs: strangers })
    const changed = needs.filter((id) => seenOf({ [id]: dossier.answers[id] }, [id]) !== seenOf(values, [id]))
    if (seen !== undefined && changed.length > 0 && seen !== seenOf(dossier.answers, needs))
      return refused('changed-elsewhere', { needs: changed })
    const after = { ...dossier, answers: merge(dossier.answers, values), updatedAt: now.toISOString() }
    const given = new Set(needs)
    const faults = faultsSoFar(remainderOf(dossier.pinned, after)).filter(({ path }) =>
      given.has(path.split('.')[0]!),
    )
    if (faults.length > 0) return refused('answers-faulty', { faults })
    const events = changed.length > 0 ? [happened('dossier.answered', { needs: changed })] : []
    return ok({ after, events, answer: { dossier: after } })
  },
})

/** A short digest of the answers a page shows: the page carries it, and the answer to the page brings it back. */
export const seenOf = (answers: Record<string, unknown>, needs: readonly string[]): string =>
  sha256(JSON.stringify(needs.map((id) => answers[id] ?? null)))
    .toString('base64url')
    .slice(0, 12)

const merge = (before: Dossier['answers'], values: Answers['values']): Dossier['answers'] =>
  Object.fromEntries(
    Object.entries({ ...before, ...values }).filter(([, value]) => value !== null && value !== undefined),
  )
