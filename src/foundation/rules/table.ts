import type { SyntaxNode } from '@lezer/common'
import { parseUnaryTests } from 'feelin'
import { compileExpression, type Expression } from './expression.ts'
import type { ExpressionFault, RuleFault } from './faults.ts'
import type { RuleKind, TableSource } from './source.ts'

/** A decision table (DMN 1.5, 8): `matching` gives the numbers of the rows that apply, from 1, then one is read. */
export type Table = {
  matching: Expression
  hit: TableSource['hit']
  results: (Expression | string | number | boolean)[]
}

type Compile = (feel: string) => ReturnType<typeof compileExpression>
type Cell = string | number | boolean

/**
 * One FEEL expression for all the tests (an input is computed once, and the first row that applies ends the search
 * when the table says `first`), one per result. A cell that does not read is named by its row and column, from 1.
 */
export const compileTable = (
  rule: string,
  kind: RuleKind,
  table: TableSource,
  compile: Compile,
): { table: Table } | { faults: RuleFault[] } => {
  const faults: RuleFault[] = []
  const width = table.inputs.length
  const read = (feel: string, row: number, column: number): Expression | null => {
    const compiled = compile(feel)
    if (!compiled.ok) faults.push({ rule, row, column, ...(compiled.details as ExpressionFault) })
    return compiled.ok ? compiled.value : null
  }
  for (const [at, input] of table.inputs.entries()) read(input, 0, at + 1)
  const conditions: string[] = []
  const results: Table['results'] = []
  for (const [at, cells] of table.rows.entries()) {
    const row = at + 1
    if (cells.length !== width + 1) {
      faults.push({ code: 'row-length', rule, row, expected: width + 1, found: cells.length })
      continue
    }
    conditions.push(
      conditionOf(cells, width, (fault, column) => faults.push({ rule, row, column, ...fault }), read, row),
    )
    results.push(resultOf(cells[width]!, kind, (feel) => read(feel, row, width + 1)))
  }
  if (faults.length > 0) return { faults }
  const matching = compile(wholeOf(table, conditions))
  // Each piece compiled: the whole can only fail if this file is wrong.
  if (!matching.ok)
    throw new Error(`the table of ${rule} does not compile: ${JSON.stringify(matching.details)}`)
  return { table: { matching: matching.value, hit: table.hit, results } }
}

/** No name of a service has an underscore: an input cannot hide a fact. */
const inputName = (at: number) => `input_${at + 1}`

const conditionOf = (
  cells: Cell[],
  width: number,
  report: (fault: ExpressionFault, column: number) => void,
  read: (feel: string, row: number, column: number) => unknown,
  row: number,
): string => {
  const tests: string[] = []
  for (const [at, cell] of cells.slice(0, width).entries()) {
    const written = String(cell).trim()
    const test = testOf(written, inputName(at))
    if ('fault' in test) report(test.fault, at + 1)
    else if (test.feel) {
      read(test.feel.replaceAll(inputName(at), 'null'), row, at + 1)
      tests.push(test.feel)
    }
  }
  return tests.map((test) => `(${test})`).join(' and ') || 'true'
}

/** A unary test of FEEL as an expression over the input; null when any value passes. */
const testOf = (written: string, input: string): { feel: string | null } | { fault: ExpressionFault } => {
  if (written === '-') return { feel: null }
  const fault = syntaxFault(written)
  if (fault) return { fault }
  const top = parseUnaryTests(written, {}, undefined).topNode
  const elements = top.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest') ?? []
  const tests = elements.map((each) => elementOf(each.firstChild!, written.slice(each.from, each.to), input))
  const any = tests.map((test) => `(${test})`).join(' or ')
  return { feel: top.getChild('not') ? `not(${any})` : any }
}

const CONDITIONS = new Set([
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
])

/** `> 5` and `"full"` are compared with the input; `? > 5 and spouse` is a condition that says what it compares. */
const elementOf = (node: SyntaxNode, text: string, input: string): string => {
  // feelin takes `in null` for a test that is itself absent.
  if (node.name === 'null') return `${input} = null`
  if (CONDITIONS.has(node.name) || mentionsInput(node)) return `{ "?": ${input}, holds: ${text} }.holds`
  return `${input} in ${text}`
}

const mentionsInput = (node: SyntaxNode): boolean => {
  let found = false
  node.cursor().iterate((each) => void (found ||= each.name === '?'))
  return found
}

const syntaxFault = (written: string): ExpressionFault | null => {
  const top = parseUnaryTests(written, {}, undefined).topNode
  let broken: { from: number; to: number } | null = written ? null : { from: 0, to: 0 }
  top.cursor().iterate(({ type, from, to }) => void (type.isError && (broken ??= { from, to })))
  if (!broken) return null
  const { from, to } = broken as { from: number; to: number }
  const near = written.slice(from, to) || written.slice(Math.max(0, from - 12), from).trim()
  return { code: 'syntax-fault', message: 'not a test of FEEL', position: { from, to }, near }
}

/** The result of a `text` rule is the word itself: an analyst does not have to quote it twice. */
const resultOf = (cell: Cell, kind: RuleKind, compile: (feel: string) => Expression | null) => {
  if (kind === 'text') return String(cell)
  return typeof cell === 'string' ? (compile(cell) ?? '') : cell
}

const wholeOf = (table: TableSource, conditions: string[]): string => {
  const inputs = table.inputs.map((feel, at) => `${inputName(at)}: (${feel}\n)`)
  const first = conditions.map((condition, at) => `if ${condition} then [${at + 1}] else `).join('') + '[]'
  const unique = `concatenate(${conditions.map((each, at) => `if ${each} then [${at + 1}] else []`).join(', ')})`
  return `{ ${[...inputs, `rows: ${table.hit === 'first' ? first : unique}`].join(', ')} }.rows`
}
