import { type Cents, dollarsOf } from '#kernel'
import type { FactNames } from '#rules'
import type { Definition, Field, Need } from './definition.ts'

/** The names that a service's rules may mention: its needs, and for a list the fields of its items. */
export const factNamesOf = (definition: Pick<Definition, 'needs'>): FactNames =>
  Object.fromEntries(definition.needs.map((need) => [need.id, need.fields.map((field) => field.id)]))

/**
 * Answers as FEEL sees them: money in dollars, everything else as it is kept; a need without an answer is null, so
 * that an expression meets every name it mentions.
 */
export const factsOf = (
  definition: Pick<Definition, 'needs'>,
  answers: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const facts: Record<string, unknown> = {}
  for (const need of definition.needs)
    facts[need.id] = Object.hasOwn(answers, need.id) ? factOf(need, answers[need.id]) : null
  return facts
}

/** One answer, or one field of an item, as FEEL sees it. */
export const factOf = (need: Field | Need, answer: unknown): unknown => {
  if (answer === null || answer === undefined) return null
  if (need.is === 'money') return dollarsOf(answer as Cents)
  if (need.is === 'list')
    return (answer as Record<string, unknown>[]).map((item) => itemOf(need as Need, item))
  return answer
}

const itemOf = (need: Need, item: Record<string, unknown>): Record<string, unknown> => {
  const fact: Record<string, unknown> = { id: item['id'] ?? null }
  for (const field of need.fields) fact[field.id] = factOf(field, item[field.id])
  return fact
}
