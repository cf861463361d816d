import { parseExpression } from 'feelin'

type SyntaxNode = ReturnType<typeof parseExpression>['topNode']

/**
 * A condition of FEEL, as far as its truth can be reasoned about: comparisons of a name with a constant, joined by
 * `and`, `or` and `not`. Everything else is `anything`, which may hold: what is reported is only what is certain.
 */
export type Formula =
  | { all: Formula[] }
  | { any: Formula[] }
  | { name: string; op: Op; value: Constant }
  | 'anything'
  | 'always'
  | 'never'

export type Op = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Constant = string | number | boolean | null

export const formulaOf = (feel: string): Formula => read(parseExpression(feel, {}, undefined).topNode, feel)

const read = (node: SyntaxNode | null, text: string): Formula => {
  if (!node) return 'anything'
  const inner = parts(node)
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
      return read(inner.find((child) => !'()'.includes(child.name)) ?? null, text)
    case 'Conjunction':
      return { all: operands(inner, 'and', text) }
    case 'Disjunction':
      return { any: operands(inner, 'or', text) }
    case 'BooleanLiteral':
      return textOf(node, text) === 'true' ? 'always' : 'never'
    case 'VariableName':
      return { name: textOf(node, text), op: '=', value: true }
    case 'FunctionInvocation':
      return negation(inner, text)
    case 'Comparison':
      return comparison(inner, text)
    default:
      return 'anything'
  }
}

const operands = (inner: SyntaxNode[], joint: string, text: string) =>
  inner.filter((child) => child.name !== joint).map((child) => read(child, text))

const negation = (inner: SyntaxNode[], text: string): Formula => {
  const [called, given] = inner
  if (!called || textOf(called, text) !== 'not' || given?.name !== 'PositionalParameters') return 'anything'
  const [only, ...others] = parts(given)
  if (!only || others.length > 0) return 'anything'
  // A bare answer: `not(spouse)` holds when it is no, and not when it is unanswered.
  if (only.name === 'VariableName') return { name: textOf(only, text), op: '=', value: false }
  return not(read(only, text))
}

const OPPOSITE = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const
const MIRRORED = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

const not = (formula: Formula): Formula => {
  if (formula === 'anything') return 'anything'
  if (formula === 'always') return 'never'
  if (formula === 'never') return 'always'
  if ('all' in formula) return { any: formula.all.map(not) }
  if ('any' in formula) return { all: formula.any.map(not) }
  return { ...formula, op: OPPOSITE[formula.op] }
}

const comparison = (inner: SyntaxNode[], text: string): Formula => {
  const [left, operator, ...right] = inner
  if (!left || !operator) return 'anything'
  if (operator.name === 'between') return between(left, right, text)
  if (operator.name === 'in') return within(left, right, text)
  const op = textOf(operator, text) as Op
  const [other] = right
  if (!other || !(op in OPPOSITE)) return 'anything'
  return atom(left, op, other, text) ?? atom(other, MIRRORED[op], left, text) ?? 'anything'
}

const atom = (subject: SyntaxNode, op: Op, other: SyntaxNode, text: string): Formula | null => {
  const value = constantOf(other, text)
  if (subject.name !== 'VariableName' || value === undefined) return null
  return { name: textOf(subject, text), op, value }
}

const between = (subject: SyntaxNode, right: SyntaxNode[], text: string): Formula => {
  const [low, high] = right.filter((child) => child.name !== 'and')
  const from = low && atom(subject, '>=', low, text)
  const to = high && atom(subject, '<=', high, text)
  return from && to ? { all: [from, to] } : 'anything'
}

const within = (subject: SyntaxNode, right: SyntaxNode[], text: string): Formula => {
  const list = right.find((child) => child.name === 'PositiveUnaryTests')
  const tests = list ? parts(list) : right.filter((child) => child.name === 'PositiveUnaryTest')
  const values = tests.map((test) => atom(subject, '=', parts(test)[0] ?? test, text))
  const isKnown = values.length > 0 && values.every((value) => value !== null)
  return isKnown ? { any: values } : 'anything'
}

const constantOf = (node: SyntaxNode, text: string): Constant | undefined => {
  const written = textOf(node, text)
  switch (node.name) {
    case 'StringLiteral':
      return written.includes('\\') ? undefined : written.slice(1, -1)
    case 'NumericLiteral':
      return Number(written)
    case 'BooleanLiteral':
      return written === 'true'
    case 'null':
      return null
    default:
      return undefined
  }
}

const textOf = (node: SyntaxNode, text: string): string => text.slice(node.from, node.to)

const parts = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.type.isSkipped && !'(),'.includes(child.name)) found.push(child)
  return found
}

/** Every comparison of a name, or of the last step of a path, with a text: `payment = "deposit"`, `child.custody = "full"`. */
export const comparedTexts = (feel: string): { name: string; isPath: boolean; value: string }[] => {
  const found: { name: string; isPath: boolean; value: string }[] = []
  parseExpression(feel, {}, undefined)
    .topNode.cursor()
    .iterate(({ node, name }) => {
      if (name !== 'Comparison') return
      const [left, operator, right] = parts(node)
      if (!left || !right || !operator || !['=', '!='].includes(textOf(operator, feel))) return
      for (const [subject, other] of [
        [left, right],
        [right, left],
      ] as const)
        if (other.name === 'StringLiteral' && ['VariableName', 'PathExpression'].includes(subject.name))
          found.push({
            name: textOf(subject.name === 'PathExpression' ? subject.lastChild! : subject, feel),
            isPath: subject.name === 'PathExpression',
            value: textOf(other, feel).slice(1, -1),
          })
    })
  return found
}
