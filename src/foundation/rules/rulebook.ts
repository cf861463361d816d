import { nearest, type Ok, ok } from '#kernel'
import { assess, type Assess } from './assess.ts'
import { compileExpression, type Expression } from './expression.ts'
import type { ExpressionFault, RuleFault } from './faults.ts'
import { compileParameters, type Parameters } from './parameters.ts'
import type { FactNames, ParametersSource, RuleKind, RuleSource, RulesSource } from './source.ts'
import type { Compiled, Rule } from './rule.ts'
import { compileTable } from './table.ts'

/** Names that every rule may read besides the facts: the day, what is in doubt, the figures. */
export const RESERVED = ['on', 'contested', 'unavailable', 'parameters'] as const

export type RuleBook = Compiled & { assess: Assess }

export type FaultyRules = { ok: false; refusal: 'rules-faulty'; details: { faults: RuleFault[] } }

/**
 * Compiles the rules of one service, whatever their order in the file.
 * `facts` are the names that rules may mention: the needs of the service and the fields of its lists.
 * Refused `rules-faulty` with `faults`: all of them, not the first.
 */
export const compileRules = (
  source: RulesSource,
  parametersSource: ParametersSource | null,
  facts: FactNames,
): Ok<RuleBook> | FaultyRules => {
  const figures = compileParameters(parametersSource)
  const parameters = figures.ok ? figures.value : null
  const faults: RuleFault[] = figures.ok ? [] : [...figures.details.faults]
  const names = new Set([...RESERVED, ...Object.keys(facts), ...Object.keys(source.rules)])
  const compiled: Draft[] = []
  for (const [id, rule] of Object.entries(source.rules)) {
    if (Object.hasOwn(facts, id) || RESERVED.includes(id as never))
      faults.push({ code: 'name-taken', rule: id })
    const result = compileRule(id, rule, names)
    if ('faults' in result) faults.push(...result.faults)
    else compiled.push(result)
  }
  faults.push(...unknownFields(compiled, facts, parameters), ...unknownEnds(source))
  const { ordered, cycles } = inOrder(compiled)
  // A name taken for another makes circles of its own: the first fault is the one to mend.
  if (faults.length === 0) faults.push(...cycles)
  if (faults.length > 0 || !parameters) return { ok: false, refusal: 'rules-faulty', details: { faults } }
  return ok(bookOf(source, ordered, facts, parameters))
}

type Draft = Rule & { expressions: { at: { row?: number; column?: number }; expression: Expression }[] }

const compileRule = (id: string, source: RuleSource, names: Set<string>): Draft | { faults: RuleFault[] } => {
  const compile = (feel: string) => compileExpression(feel, names)
  if (source.table && source.feel === undefined) {
    const compiled = compileTable(id, source.is, source.table, compile)
    if ('faults' in compiled) return compiled
    const { matching, results } = compiled.table
    const expressions = [matching, ...results.filter((each) => typeof each === 'object')]
    return ruleOf(id, source.is, compiled.table, expressions)
  }
  if (source.feel === undefined || source.table) return { faults: [{ code: 'rule-empty', rule: id }] }
  const compiled = compile(source.feel)
  if (!compiled.ok) return { faults: [{ rule: id, ...(compiled.details as ExpressionFault) }] }
  return ruleOf(id, source.is, compiled.value, [compiled.value])
}

const ruleOf = (id: string, is: RuleKind, computes: Rule['computes'], expressions: Expression[]): Draft => {
  const inputs = [...new Set(expressions.flatMap((each) => each.references))].filter(
    (name) => name !== 'parameters',
  )
  return { id, is, inputs, computes, expressions: expressions.map((expression) => ({ at: {}, expression })) }
}

/** A path or a filter that mentions a field that nothing has; a parameter that no year has. */
const unknownFields = (compiled: Draft[], facts: FactNames, parameters: Parameters | null): RuleFault[] => {
  const expressions = compiled.flatMap(({ id, expressions }) =>
    expressions.map(({ expression }) => ({ id, expression })),
  )
  const made = expressions.flatMap(({ expression }) => [...expression.mentions.made])
  const segments = parameters?.names.flatMap((name) => name.split('.')) ?? []
  const fields = [...Object.values(facts).flat(), ...made, ...segments]
  return expressions.flatMap(({ id, expression }) => {
    const { references, source, mentions } = expression
    const faults = parameters ? unknownParameters(mentions, source, parameters) : []
    // The names were accepted above; asked again with the fields, only a field can be refused.
    const again = compileExpression(source, references, fields)
    if (faults.length === 0 && !again.ok) faults.push(again.details as ExpressionFault)
    return faults.map((fault) => ({ rule: id, ...fault }))
  })
}

const unknownParameters = (
  mentions: Expression['mentions'],
  source: string,
  parameters: Parameters,
): ExpressionFault[] =>
  mentions.paths
    .filter(({ root, path }) => root === 'parameters' && !parameters.has(path))
    .map(({ path, from, to }) => {
      const name = path.join('.')
      return {
        code: 'unknown-name',
        message: `no parameter is called \`${name}\``,
        position: { from, to },
        near: source.slice(from, to),
        name,
        known: parameters.names,
        didYouMean: nearest(name, parameters.names),
      }
    })

const unknownEnds = (source: RulesSource): RuleFault[] => {
  const known = Object.keys(source.rules)
  const faults: RuleFault[] = []
  const check = (rule: string, kind: RuleKind, wrong: RuleFault) => {
    const found = Object.hasOwn(source.rules, rule) ? source.rules[rule]! : null
    if (!found) faults.push({ code: 'unknown-rule', rule, known, didYouMean: nearest(rule, known) })
    else if (found.is !== kind) faults.push(wrong)
  }
  if (source.outcome) check(source.outcome, 'text', { code: 'outcome-not-text', rule: source.outcome })
  for (const [amount, rule] of Object.entries(source.amounts ?? {}))
    check(rule, 'money', { code: 'amount-not-money', rule, amount })
  return faults
}

/** Depth first, in the order of the file: what a rule mentions comes before it, and a circle is told as it turns. */
const inOrder = (compiled: Draft[]): { ordered: Draft[]; cycles: RuleFault[] } => {
  const byId = new Map(compiled.map((rule) => [rule.id, rule]))
  const ordered = new Set<Draft>()
  const cycles: RuleFault[] = []
  const visit = (rule: Draft, trail: string[]): void => {
    if (ordered.has(rule)) return
    const before = trail.indexOf(rule.id)
    if (before >= 0) {
      cycles.push({ code: 'rule-cycle', rule: rule.id, through: [...trail.slice(before), rule.id] })
      return
    }
    for (const name of rule.inputs) {
      const input = byId.get(name)
      if (input) visit(input, [...trail, rule.id])
    }
    ordered.add(rule)
  }
  for (const rule of compiled) visit(rule, [])
  return { ordered: [...ordered], cycles }
}

const bookOf = (
  source: RulesSource,
  ordered: Draft[],
  facts: FactNames,
  parameters: Parameters,
): RuleBook => {
  const rules = ordered.map(({ id, is, inputs, computes }) => ({ id, is, inputs, computes }))
  const mentioned = new Set(ordered.flatMap((rule) => rule.inputs))
  const fields = new Set(
    ordered.flatMap((rule) => rule.expressions.flatMap((each) => each.expression.fields)),
  )
  const book = {
    rules,
    outcome: source.outcome ?? null,
    amounts: source.amounts ?? {},
    facts: new Map(
      Object.entries(facts)
        .filter(([name]) => mentioned.has(name))
        .map(([name, of]) => [name, of.length > 0 ? of.filter((field) => fields.has(field)) : null]),
    ),
    parameters,
  }
  return { ...book, assess: assess(book) }
}
