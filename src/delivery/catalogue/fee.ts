import { type Cents, centsOf } from '#kernel'
import { MissingParameter } from '#rules'
import type { CompiledVersion } from './compiled.ts'

/**
 * The fee for these facts (as FEEL sees them) on a day, in cents: 0 when the service is free, null while what it
 * depends on is not answered yet or has no figure on that day.
 */
export const feeOf = (version: CompiledVersion, facts: Record<string, unknown>, on: string): Cents | null => {
  if (!version.fee) return 0 as Cents
  const scope: Record<string, unknown> = { ...facts, on }
  for (const { need } of version.order) scope[need.id] ??= null
  const results = rulesNeeded(version) ? resultsOf(version, scope, on) : {}
  if (!results) return null
  const dollars = valueOf(version, { ...scope, ...results }, on)
  return typeof dollars === 'number' && Number.isFinite(dollars) && dollars >= 0 ? centsOf(dollars) : null
}

const rulesNeeded = ({ fee, book }: CompiledVersion): boolean =>
  book?.rules.some((rule) => fee?.references.includes(rule.id)) ?? false

const resultsOf = ({ book }: CompiledVersion, facts: Record<string, unknown>, on: string) => {
  const assessed = book?.assess(facts, { on })
  if (!assessed?.ok) return null
  return Object.fromEntries(assessed.value.explanation.map(({ rule, result }) => [rule, result]))
}

const valueOf = ({ fee, book }: CompiledVersion, scope: Record<string, unknown>, on: string): unknown => {
  try {
    return fee?.evaluate({ ...scope, parameters: book?.parameters.on(on).scope ?? {} })
  } catch (error) {
    // A figure that has no value on that day: the caller shows that the fee is not known, never zero.
    if (error instanceof MissingParameter) return null
    throw error
  }
}
