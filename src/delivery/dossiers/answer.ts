import { checkValue } from '#catalogue'
import { ok, refused, sha256Text } from '#kernel'
import { happened } from './events.ts'
import { faultsSoFar } from './faults.ts'
import { askedOf, onlyAsked, type Remainder, remainderOf } from './remainder.ts'
import type { Dossier } from './dossier.ts'
import { onlyDraft, verb } from './verb.ts'

export type Answers = {
  /** By need; `null`, or an empty text, takes an answer away. Of a list that a registry began, only what was asked of each item. */
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
  perform(dossier, { values: given, seen }: Answers, { now }) {
    const needs = Object.keys(given)
    const remainder = remainderOf(dossier.pinned, { ...dossier, answers: { ...dossier.answers, ...given } })
    const answerable = new Set([...remainder.hidden, ...askedOf(remainder).map(({ need }) => need.id)])
    const strangers = needs.filter((id) => !isAbsent(given[id]) && !answerable.has(id))
    if (strangers.length > 0) return refused('not-asked', { needs: strangers })
    const faults = faultsSoFar(remainder).filter(({ path }) => needs.includes(path.split('.')[0]!))
    if (faults.length > 0) return refused('answers-faulty', { faults })
    const values = keptOf(dossier, remainder, given)
    const changed = needs.filter((id) => seenOf(dossier.answers, [id]) !== seenOf(values, [id]))
    if (seen !== undefined && changed.length > 0 && seen !== seenOf(dossier.answers, needs))
      return refused('changed-elsewhere', { needs: changed })
    const after = { ...dossier, answers: merge(dossier.answers, values), updatedAt: now.toISOString() }
    const events = changed.length > 0 ? [happened('dossier.answered', { needs: changed })] : []
    return ok({ after, events, answer: { dossier: after } })
  },
})

/**
 * A short digest of the answers a page shows: the page carries it, and the answer to the page brings it back. Neither
 * the order of the needs nor that of an item's fields changes it.
 */
export const seenOf = (answers: Record<string, unknown>, needs: readonly string[]): string => {
  const shown: Record<string, unknown> = {}
  for (const id of needs) if (Object.hasOwn(answers, id) && !isAbsent(answers[id])) shown[id] = answers[id]
  return sha256Text(JSON.stringify(inOrder(shown))).slice(0, 12)
}

/** The same value, the names of its objects in order: half of what RFC 8785 costs, for a digest that only we read. */
const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const ordered: Record<string, unknown> = {}
  for (const name of Object.keys(value).toSorted())
    ordered[name] = inOrder((value as Record<string, unknown>)[name])
  return ordered
}

const isAbsent = (value: unknown): boolean => value === null || value === undefined || value === ''

/**
 * What is kept of what was given: of a list that a registry began, what was asked of its items; of a need that is hidden,
 * and so not checked, what is at least of its kind.
 */
const keptOf = (dossier: Dossier, remainder: Remainder, given: Answers['values']): Answers['values'] => {
  const inForce = new Map(remainder.inForce.map((one) => [one.need.id, one]))
  const kept = Object.entries(given).map(([id, value]) => {
    const asked = inForce.get(id)
    if (isAbsent(value)) return [id, null]
    if (asked) return [id, asked.how === 'completed' ? onlyAsked(value, asked) : value]
    const { need } = dossier.pinned.needs.get(id)!
    return [id, checkValue(need, value).length === 0 ? value : (dossier.answers[id] ?? null)]
  })
  return Object.fromEntries(kept)
}

const merge = (before: Dossier['answers'], values: Answers['values']): Dossier['answers'] =>
  Object.fromEntries(Object.entries({ ...before, ...values }).filter(([, value]) => !isAbsent(value)))
