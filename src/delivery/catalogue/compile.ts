import { ok, refused, type Result } from '#kernel'
import { compileExpression, compileRules } from '#rules'
import type { Expression, ExpressionFault, RuleBook, RuleFault } from '#rules'
import type { CompiledNeed, CompiledVersion } from './compiled.ts'
import type { Definition, Field, Need, Version } from './definition.ts'
import { factNamesOf } from './facts.ts'
import { type NeedCycle, inDependencyOrder } from './order.ts'
import type { Path } from './source.ts'

/** What keeps a definition from running, at its place in the service's folder. */
export type CompileFault = { file: string; path: Path; fault: ExpressionFault | RuleFault | NeedCycle }

/**
 * Parses every expression of a version once, so that serving it parses nothing.
 * Refused `not-compilable` with `faults` (CompileFault[]): all of them, not the first.
 */
export const compileVersion = (version: Version): Result<CompiledVersion, 'not-compilable'> => {
  const work = new Compilation(version.definition)
  const needs = version.definition.needs.map((need, place) => work.need(need, place))
  const book = work.book()
  const fee = work.fee(book)
  const { order, cycles } = inDependencyOrder(needs)
  work.faults.push(
    ...cycles.map((fault) => ({ file: 'service.yaml', path: ['needs', fault.through[0]!], fault })),
  )
  if (work.faults.length > 0) return refused('not-compilable', { faults: work.faults })
  const blank = Object.fromEntries(needs.map(({ need }) => [need.id, null]))
  return ok({
    ...version,
    order,
    needs: new Map(needs.map((each) => [each.need.id, each])),
    blank,
    fee,
    book,
  })
}

class Compilation {
  readonly faults: CompileFault[] = []
  readonly #definition: Definition
  readonly #names: string[]
  readonly #fields: string[]

  constructor(definition: Definition) {
    this.#definition = definition
    this.#names = definition.needs.map((need) => need.id)
    this.#fields = definition.needs.flatMap((need) => need.fields.map((field) => field.id))
  }

  need(need: Need, place: number): CompiledNeed {
    const at = ['needs', need.id]
    const field = (each: Field) => ({
      field: each,
      when: this.#expression(
        each.when,
        [...at, 'of', each.id, 'when'],
        need.fields.map((other) => other.id),
      ),
    })
    return {
      need,
      place,
      when: this.#expression(need.when, [...at, 'when']),
      derive: this.#expression(need.derive, [...at, 'derive']),
      checks: need.checks.flatMap((check) => {
        const must = this.#expression(check.must, [...at, 'check'])
        return must ? [{ must, else: check.else }] : []
      }),
      fields: need.fields.map(field),
    }
  }

  book(): RuleBook | null {
    const { rules, parameters, needs } = this.#definition
    if (!rules && !parameters) return null
    const compiled = compileRules(rules ?? { rules: {} }, parameters, factNamesOf({ needs }))
    if (compiled.ok) return compiled.value
    this.faults.push(
      ...compiled.details.faults.map((fault) => ({ ...placeOf(fault, this.#definition), fault })),
    )
    return null
  }

  fee(book: RuleBook | null): Expression | null {
    const { fee } = this.#definition
    if (!fee) return null
    const rules = book?.rules.map((rule) => rule.id) ?? []
    const figures = book?.parameters.names.flatMap((name) => name.split('.')) ?? []
    // A book that does not compile has said why: the fee that leans on it would only repeat it.
    if (!book && (this.#definition.rules || this.#definition.parameters)) return null
    return this.#expression(String(fee.amount), ['fee', 'amount'], ['on', 'parameters', ...rules], figures)
  }

  #expression(
    feel: string | null,
    path: Path,
    also: string[] = [],
    fields: string[] = [],
  ): Expression | null {
    if (feel === null) return null
    const compiled = compileExpression(feel, [...also, ...this.#names], [...this.#fields, ...fields])
    if (compiled.ok) return compiled.value
    this.faults.push({ file: 'service.yaml', path, fault: compiled.details as ExpressionFault })
    return null
  }
}

/** Where the rules or the parameters say what is at fault. */
const placeOf = (fault: RuleFault, definition: Definition): { file: string; path: Path } => {
  if ('period' in fault) {
    const status = definition.parameters?.published?.[fault.period] ? 'published' : 'provisional'
    return { file: 'parameters.yaml', path: [status, fault.period] }
  }
  if ('parameter' in fault)
    return { file: 'parameters.yaml', path: pathOfParameter(fault.parameter, definition) }
  if (fault.code === 'unknown-rule' || fault.code === 'outcome-not-text')
    return { file: 'rules.yaml', path: [definition.rules?.outcome === fault.rule ? 'outcome' : 'amounts'] }
  if (fault.code === 'amount-not-money') return { file: 'rules.yaml', path: ['amounts', fault.amount] }
  const row = 'row' in fault && fault.row ? ['table', 'rows', fault.row - 1] : []
  const column = 'column' in fault && fault.column && row.length > 0 ? [fault.column - 1] : []
  return { file: 'rules.yaml', path: ['rules', fault.rule, ...row, ...column] }
}

const pathOfParameter = (parameter: string, { parameters }: Definition): Path => {
  const path = parameter.split('.')
  const top = path[0] ?? ''
  if (parameters?.always && top in parameters.always) return ['always', ...path]
  for (const status of ['published', 'provisional'] as const)
    for (const [period, values] of Object.entries(parameters?.[status] ?? {}).toReversed())
      if (top in values) return [status, period, ...path]
  return []
}
