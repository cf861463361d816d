import { children, type SyntaxNode } from './names.ts'

export type Scope = Record<string, unknown>

/**
 * The plainest expressions, worked out without FEEL's interpreter, which makes a context for each: names, texts, whole
 * numbers, `=`, `!=`, `and`, `or`, `if`. Nearly every condition of a service is one, and a page asks for all of them.
 *
 * Only what cannot be two things is answered: null, or values of one and the same simple kind. For the rest it is
 * `UNSURE`, and feelin is asked: `direct.test.ts` holds that both say the same.
 */
export type Direct = (scope: Scope) => unknown

export const UNSURE = Symbol('unsure')

/** `names`: what is read from the scope. Null for an expression of any other form. */
export const directOf = (node: SyntaxNode, source: string, names: ReadonlySet<string>): Direct | null => {
  const text = source.slice(node.from, node.to)
  const parts = children(node)
  const part = (at: number): Direct | null => (parts[at] ? directOf(parts[at], source, names) : null)
  switch (node.name) {
    case 'Expression':
      return parts.length === 1 ? part(0) : null
    case 'ParenthesizedExpression':
      return parts.length === 3 ? part(1) : null
    case 'VariableName':
      return names.has(text) && PLAIN_NAME.test(text) ? (scope) => simple(valueOf(scope, text)) : null
    case 'StringLiteral':
      return text.includes('\\') ? null : constant(text.slice(1, -1))
    case 'BooleanLiteral':
      return constant(text === 'true')
    case 'NumericLiteral':
      return /^\d{1,15}$/.test(text) ? constant(Number(text)) : null
    case 'null':
      return constant(null)
    case 'Comparison':
      return parts.length === 3
        ? comparison(part(0), source.slice(parts[1]!.from, parts[1]!.to), part(2))
        : null
    case 'Conjunction':
      return parts.length === 3 ? joined(part(0), part(2), false) : null
    case 'Disjunction':
      return parts.length === 3 ? joined(part(0), part(2), true) : null
    case 'IfExpression':
      return parts.length === 6 ? choice(part(1), part(3), part(5)) : null
    default:
      return null
  }
}

/** A name of one word: how FEEL joins several is its own matter. */
const PLAIN_NAME = /^[A-Za-z_]\w*$/

const constant =
  (value: unknown): Direct =>
  () =>
    value

const simple = (value: unknown): unknown =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? value
    : UNSURE

const comparison = (left: Direct | null, sign: string, right: Direct | null): Direct | null => {
  if (!left || !right || (sign !== '=' && sign !== '!=')) return null
  return (scope) => {
    const a = left(scope)
    const b = right(scope)
    if (a === UNSURE || b === UNSURE) return UNSURE
    if (a !== null && b !== null && typeof a !== typeof b) return UNSURE
    return (a === b) === (sign === '=')
  }
}

/** `and` and `or`, of three values: `decides` alone settles it, and both others give the contrary. */
const joined = (left: Direct | null, right: Direct | null, decides: boolean): Direct | null => {
  if (!left || !right) return null
  return (scope) => {
    const a = left(scope)
    const b = right(scope)
    if (typeof a !== 'boolean' || typeof b !== 'boolean') return UNSURE
    return a === decides || b === decides ? decides : !decides
  }
}

const choice = (test: Direct | null, then: Direct | null, otherwise: Direct | null): Direct | null => {
  if (!test || !then || !otherwise) return null
  return (scope) => {
    const chosen = test(scope)
    if (typeof chosen !== 'boolean') return UNSURE
    return (chosen ? then : otherwise)(scope)
  }
}

/** Own names only: a need called `constructor` is not JavaScript's. */
export const valueOf = (scope: Scope, name: string): unknown =>
  Object.hasOwn(scope, name) ? (scope[name] ?? null) : null
