import { centsOf, MOST_CENTS } from '#kernel'
import type { Expression } from '#rules'
import type { CompiledNeed, CompiledVersion } from './compiled.ts'
import type { Need } from './definition.ts'
import { checkValue, feelValue, settleValue } from './kinds/index.ts'
import { isItem } from './kinds/list.ts'

/** What a need in force comes to, for whoever asks. */
export type Met = {
  /** The value in force, `undefined` while nothing is. */
  value: unknown
  /** Of a list's conditional fields, the ones whose condition holds for no item: nobody was asked them. */
  hiddenFields: readonly string[]
}

export type NeedsMet<M extends Met> = {
  /** The needs whose condition holds, in the order of the service's file. */
  met: M[]
  /** The needs whose condition does not hold: kept apart, neither checked nor sent. */
  hidden: string[]
  /** What FEEL sees: the value of each need in force, null for the others. */
  scope: Record<string, unknown>
}

/**
 * Which needs are in force, and with which value: the one rule of conditions, derivations and hidden fields, for a
 * dossier as for a golden case. `meet` says what a need comes to; of a derived one, from what was computed.
 *
 * One pass over the needs in dependency order: the cost grows with their number and with nothing else.
 */
export const meetNeeds = <M extends Met>(
  { order, blank }: Pick<CompiledVersion, 'order' | 'blank'>,
  meet: (compiled: CompiledNeed, derived: { value: unknown } | null) => M,
): NeedsMet<M> => {
  const scope: Record<string, unknown> = { ...blank }
  const met = order.map((): M | null => null)
  const hidden: string[] = []
  for (const compiled of order) {
    const { need, when, derive } = compiled
    if (when && when.evaluate(scope) !== true) {
      hidden.push(need.id)
      continue
    }
    const one = meet(compiled, derive ? { value: keptAs(need, derive.evaluate(scope)) } : null)
    const seen = feelValue(need, one.value)
    met[compiled.place] = derive ? one : withoutHiddenFields(compiled, one, seen, scope)
    scope[need.id] = seen
  }
  return { met: met.filter((one) => one !== null), hidden, scope }
}

/** What was computed, as its kind is kept: FEEL says dollars, and days of its own. Not of its kind: no value. */
const keptAs = (need: Need, computed: unknown): unknown => {
  if (computed === null || computed === undefined) return undefined
  const value = settleValue(need, need.is === 'money' ? cents(computed) : textOfDay(need, computed))
  return checkValue(need, value).length === 0 ? (value ?? undefined) : undefined
}

const cents = (dollars: unknown): unknown =>
  typeof dollars === 'number' && Math.abs(dollars) <= MOST_CENTS / 100 ? centsOf(dollars) : undefined

const textOfDay = ({ is }: Need, computed: unknown): unknown =>
  is === 'date' && typeof computed === 'object' ? String(computed) : computed

/**
 * A field whose condition does not hold for its item is like a hidden need: neither checked nor sent, and nothing to the
 * conditions that follow it (`seen`, the items as FEEL sees them, forgets it).
 */
const withoutHiddenFields = <M extends Met>(
  { fields }: CompiledNeed,
  one: M,
  seen: unknown,
  scope: object,
): M => {
  if (fields.length === 0 || !Array.isArray(one.value)) return one
  const conditional = fields.filter(({ when }) => when !== null)
  if (conditional.length === 0) return one
  const hidden = new Set(conditional.map(({ field }) => field.id))
  const value = one.value.map((row: unknown, at) => {
    if (!isItem(row)) return row
    const item = (seen as Record<string, unknown>[])[at]!
    const shown = { ...row }
    for (const { field, when } of conditional) {
      if (holdsFor(item, when!, scope)) {
        hidden.delete(field.id)
        continue
      }
      item[field.id] = null
      delete shown[field.id]
    }
    return shown
  })
  return { ...one, value, hiddenFields: [...hidden] }
}

/** A field's condition sees its item's own fields, then the needs; what it does not name is not looked up. */
export const holdsFor = (item: object, when: Expression, scope: object): boolean => {
  const seen: Record<string, unknown> = {}
  for (const name of when.references) {
    const from = Object.hasOwn(item, name) ? item : scope
    seen[name] = Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : null
  }
  return when.evaluate(seen) === true
}
