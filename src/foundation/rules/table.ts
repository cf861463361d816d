import { parseUnaryTests } from 'feelin'
import type { compileExpression, Expression } from './expression.ts'
import type { ExpressionFault, RuleFault } from './faults.ts'
import type { SyntaxNode } from './names.ts'
import type { RuleKind, TableSource } from './source.ts'

/** A decision table (DMN 1.5, 8): `matching` gives the numbers of the rows that apply, from 1, then one is read. */
export type Table = {
  matching: Expression
  hit: TableSource['hit']
  results: (Expression | string | number | boolean)[]
}

type Compile = (feel: string) => ReturnType<typeof compileExpression>
type Cell = string | number | boolean
type Read<T> = { value: T } | { fault: ExpressionFault }

/**
 * One FEEL expression for all the tests (an input is computed once, and the first row that applies ends the search
 * when the table says `first`), one per result. A cell that does not read is named by its row and column, from 1; an
 * input by its column.
 */
export const compileTable = (
  rule: string,
  kind: RuleKind,
  table: TableSource,
  compile: Compile,
): { table: Table } | { faults: RuleFault[] } => {
  const faults: RuleFault[] = []
  const width = table.inputs.length
  const keep = <T>(read: Read<T>, at: { row?: number; column: number }, into: T[]) =>
    'fault' in read ? faults.push({ rule, ...at, ...read.fault }) : into.push(read.value)
  for (const [at, input] of table.inputs.entries()) keep(compiled(input, compile), { column: at + 1 }, [])
  const conditions: string[] = []
  const results: Table['results'] = []
  for (const [at, cells] of table.rows.entries()) {
    const row = at + 1
    if (cells.length !== width + 1) {
      faults.push({ code: 'row-length', rule, row, expected: width + 1, found: cells.length })
      continue
    }
    const tests: string[] = []
    for (const [column, cell] of cells.slice(0, width).entries())
      keep(testOf(String(cell).trim(), inputName(column), compile), { row, column: column + 1 }, tests)
    conditions.push(tests.map((test) => `(${test})`).join(' and '))
    keep(resultOf(cells[width]!, kind, compile), { row, column: width + 1 }, results)
  }
  if (faults.length > 0) return { faults }
  const matching = compiled(wholeOf(table, conditions), compile)
  if ('fault' in matching) return { faults: [{ rule, ...matching.fault }] }
  return { table: { matching: matching.value, hit: table.hit, results } }
}

const compiled = (feel: string, compile: Compile): Read<Expression> => {
  const result = compile(feel)
  return result.ok ? { value: result.value } : { fault: result.details as ExpressionFault }
}

/** No name of a service has an underscore: an input cannot hide a fact. */
const inputName = (at: number) => `input_${at + 1}`

/** A unary test of FEEL as an expression over the input. */
const testOf = (written: string, input: string, compile: Compile): Read<string> => {
  if (written === '-') return { value: 'true' }
  const fault = syntaxFault(written)
  if (fault) return { fault }
  const top = parseUnaryTests(written, {}, undefined).topNode
  const elements = top.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest') ?? []
  const tests = elements.map((each) => elementOf(each.firstChild!, written.slice(each.from, each.to), input))
  const any = tests.map((test) => `(${test})`).join(' or ')
  const feel = top.getChild('not') ? `not(${any})` : any
  const alone = compiled(feel.replaceAll(input, 'null'), compile)
  return 'fault' in alone ? { fault: placedIn(written, alone.fault) } : { value: feel }
}

/** What was compiled is not what was written: the fault is told at its place in the cell. */
const placedIn = (written: string, fault: ExpressionFault): ExpressionFault => {
  const from = Math.max(0, written.indexOf(fault.near))
  return { ...fault, position: { from, to: Math.min(written.length, from + fault.near.length) } }
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
  return `${input} in (${text})`
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
const resultOf = (cell: Cell, kind: RuleKind, compile: Compile): Read<Table['results'][number]> => {
  if (kind === 'text') return { value: String(cell) }
  return typeof cell === 'string' ? compiled(cell, compile) : { value: cell }
}

const wholeOf = (table: TableSource, conditions: string[]): string => {
  const inputs = table.inputs.map((feel, at) => `${inputName(at)}: (${feel}\n)`)
  const first = conditions.map((condition, at) => `if ${condition} then [${at + 1}] else `).join('') + '[]'
  const unique = `concatenate(${conditions.map((each, at) => `if ${each} then [${at + 1}] else []`).join(', ')})`
  return `{ ${[...inputs, `rows: ${table.hit === 'first' ? first : unique}`].join(', ')} }.rows`
}
