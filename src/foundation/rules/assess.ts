import { type Cents, centsOf, dollarsOf, MOST_CENTS, ok, type Ok } from '#kernel'
import { type Expression, MissingParameter, type Scope } from './expression.ts'
import type { AssessmentRefusal } from './refusals.ts'
import type { ParametersOnDay, Reading } from './parameters.ts'
import type { Compiled, Rule } from './rule.ts'
import type { RuleKind } from './source.ts'
import type { Table } from './table.ts'

/** Why a decision table gives nothing: said in French too by whoever shows it. */
export const NO_ROW = 'no row of the table applies'

/** One rule of the computation, as it was made: values are as FEEL sees them (money in dollars, days as texts). */
export type ExplanationEntry = {
  rule: string
  inputs: Record<string, unknown>
  parameters: Reading[]
  result: unknown
}

export type Assessment = {
  /** The option that the outcome rule chose; null when the rules have none. */
  outcome: string | null
  amounts: Record<string, Cents>
  /** In the order of the computation. */
  explanation: ExplanationEntry[]
  /** Some figure that was read is not the published one: the decision must say so (A-2.1, s. 65.2: its parameters). */
  provisional: boolean
}

/** The day of the decision, and the needs whose fact was contested or whose source did not answer. */
export type Circumstances = { on: string; contested?: string[]; unavailable?: string[] }

export type RefusedAssessment = { ok: false } & AssessmentRefusal

/**
 * Applies the rules to facts as FEEL sees them: money in dollars, days as texts, an absent answer as null.
 * Same facts, same circumstances, same parameters: same assessment.
 */
export type Assess = (
  facts: Record<string, unknown>,
  circumstances: Circumstances,
) => Ok<Assessment> | RefusedAssessment

export const assess =
  (book: Compiled): Assess =>
  (facts, { on, contested = [], unavailable = [] }) => {
    const figures = book.parameters.on(on)
    const scope: Scope = {
      ...narrowed(facts, book.facts),
      on,
      contested,
      unavailable,
      parameters: figures.scope,
    }
    const explanation: ExplanationEntry[] = []
    for (const rule of book.rules) {
      const refusal = apply(rule, scope, figures, explanation)
      if (refusal) return { ok: false, ...refusal }
    }
    return ok(concluded(book, scope, explanation))
  }

/** What no rule mentions (a child's name) neither enters the computation nor its explanation. */
const narrowed = (facts: Scope, mentioned: Compiled['facts']): Scope => {
  const scope: Scope = {}
  for (const [name, fields] of mentioned) {
    const value = Object.hasOwn(facts, name) ? (facts[name] ?? null) : null
    scope[name] = fields && Array.isArray(value) ? value.map((item) => keep(item, fields)) : value
  }
  return scope
}

const keep = (item: Record<string, unknown>, fields: string[]): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const field of fields) kept[field] = item[field] ?? null
  return kept
}

const apply = (
  rule: Rule,
  scope: Scope,
  figures: ParametersOnDay,
  explanation: ExplanationEntry[],
): AssessmentRefusal | null => {
  figures.read.length = 0
  const computed = compute(rule, scope)
  if ('refusal' in computed) return computed
  const result = settled(rule.is, computed.value)
  if (result === undefined)
    return {
      refusal: 'rule-undefined',
      details: { rule: rule.id, expected: rule.is, because: computed.because() },
    }
  const inputs: Record<string, unknown> = {}
  for (const name of rule.inputs) inputs[name] = scope[name]
  explanation.push({ rule: rule.id, inputs, parameters: figures.read.slice(), result })
  scope[rule.id] = result
  return null
}

type Computed = { value: unknown; because: () => string | null }

const compute = (rule: Rule, scope: Scope): Computed | AssessmentRefusal => {
  try {
    return 'hit' in rule.computes ? lookUp(rule.id, rule.computes, scope) : run(rule.computes, scope)
  } catch (error) {
    if (!(error instanceof MissingParameter)) throw error
    const { parameter, on } = error
    return { refusal: 'parameter-missing', details: { rule: rule.id, parameter, on } }
  }
}

const run = (expression: Expression, scope: Scope): Computed => ({
  value: expression.evaluate(scope),
  because: () => expression.trouble(),
})

const lookUp = (rule: string, table: Table, scope: Scope): Computed | AssessmentRefusal => {
  const rows = (table.matching.evaluate(scope) ?? []) as number[]
  if (rows.length > 1) return { refusal: 'table-ambiguous', details: { rule, rows } }
  const [row] = rows
  if (row === undefined) return { value: null, because: () => NO_ROW }
  const result = table.results[row - 1]!
  return typeof result === 'object' ? run(result, scope) : { value: result, because: () => null }
}

/** The value as its kind says, undefined when it is not of that kind. */
const settled = (kind: RuleKind, value: unknown): unknown => {
  switch (kind) {
    case 'money':
      return isAmount(value) ? dollarsOf(centsOf(value)) : undefined
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'yes-no':
      return typeof value === 'boolean' ? value : undefined
    case 'text':
      return typeof value === 'string' ? value : undefined
    case 'date':
      return dayText(value)
    case 'list':
      return Array.isArray(value) ? value : undefined
  }
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= dollarsOf(MOST_CENTS)

/** A day computed by Parvis's additions is a text; one computed by FEEL's own `date(…)` says itself as the same text. */
const dayText = (value: unknown): string | undefined => {
  const text = typeof value === 'object' && value !== null ? String(value) : value
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}

const concluded = (book: Compiled, scope: Scope, explanation: ExplanationEntry[]): Assessment => {
  const amounts: Record<string, Cents> = {}
  for (const [name, rule] of Object.entries(book.amounts)) amounts[name] = centsOf(scope[rule] as number)
  return {
    outcome: book.outcome && (scope[book.outcome] as string),
    amounts,
    explanation,
    provisional: explanation.some((entry) => entry.parameters.some((each) => each.status === 'provisional')),
  }
}
