import type { parseExpression } from 'feelin'
import { nearest } from '#kernel'
import type { ExpressionFault } from './faults.ts'
import { functionOf, FUNCTIONS } from './functions.ts'

/** A node of feelin's syntax tree. */
export type SyntaxNode = ReturnType<typeof parseExpression>['topNode']

/**
 * What an expression mentions, found by walking its tree once. FEEL itself says nothing of an unknown name (it reads
 * null and goes on), which would turn a slip of the pen into a wrong decision.
 */
export type Mentions = {
  /** Top-level names read from the scope. */
  references: Set<string>
  /** FEEL's own functions and Parvis's additions that are called. */
  functions: Set<string>
  /** Every name of a field: paths, items of a filter, and texts (which `get value` and `rankBy` read as names). */
  fields: Set<string>
  /** Fields that the expression itself makes, as keys of a context. */
  made: Set<string>
  /** Each whole path from a top-level name: `parameters.child.max`. */
  paths: { root: string; path: string[]; from: number; to: number }[]
  /** Fields read by path or in a filter, with their place: what has to be known. */
  reads: { name: string; from: number; to: number }[]
  /** Names of the scope met bare in a filter, where a field of the item would hide them. */
  eitherWay: { name: string; from: number; to: number }[]
  faults: ExpressionFault[]
}

/** What temporal and range values offer by path, whatever the facts. */
export const PROPERTIES = [
  'year month day weekday hour minute second timezone years months days hours minutes seconds start end'.split(
    ' ',
  ),
  ['time offset', 'start included', 'end included'],
  // What `rankBy` adds to each item.
  ['rank'],
].flat()

/** The clock is given as `on`: a decision computed again must be the same decision. */
const CLOCK = new Set(['now', 'today'])

/** Filters of these forms are tests of each item; feelin takes any other form for a position in the list. */
const TESTS = new Set([
  'Comparison',
  'Conjunction',
  'Disjunction',
  'InstanceOfExpression',
  'QuantifiedExpression',
  'SimplePositiveUnaryTest',
])

/** `local`: names the expression gives itself; `hidden`: those that a field of the filter's items would hide. */
type Scope = { local: ReadonlySet<string>; item: boolean; hidden: ReadonlySet<string> }

const OUTSIDE: Scope = { local: new Set(), item: false, hidden: new Set() }

const within = (scope: Scope, names: Iterable<string>): Scope => {
  const given = new Set(names)
  return { ...scope, local: scope.local.union(given), hidden: scope.hidden.difference(given) }
}

const inItem = ({ local }: Scope): Scope => ({
  local: new Set([...local, 'item']),
  item: true,
  hidden: local,
})

export const mentionsOf = (top: SyntaxNode, text: string, names: ReadonlySet<string>): Mentions => {
  const walk = new Walk(text, names)
  walk.node(top, OUTSIDE)
  return walk.found
}

class Walk {
  readonly found: Mentions = {
    references: new Set(),
    functions: new Set(),
    fields: new Set(),
    made: new Set(),
    paths: [],
    reads: [],
    eitherWay: [],
    faults: [],
  }
  readonly #text: string
  readonly #names: ReadonlySet<string>

  constructor(text: string, names: ReadonlySet<string>) {
    this.#text = text
    this.#names = names
  }

  node(node: SyntaxNode, scope: Scope): void {
    switch (node.name) {
      case 'VariableName':
        return this.#variable(node, scope)
      case 'PathExpression':
        return this.#path(node, scope)
      case 'StringLiteral':
        return void this.found.fields.add(this.#textOf(node).slice(1, -1))
      case 'Comparison':
        return this.#comparison(node, scope)
      case 'FilterExpression':
        return this.#filter(node, scope)
      case 'ForExpression':
      case 'QuantifiedExpression':
        return this.#iteration(node, scope)
      case 'Context':
        return this.#context(node, scope)
      case 'FunctionDefinition':
        return this.#function(node, scope)
      case 'Interval':
        return this.#interval(node, scope)
      case 'Type':
      case 'ParameterName':
        return
      default:
        for (const child of children(node)) this.node(child, scope)
    }
  }

  /** `a = = b`: the grammar takes the second sign for a unary test, and the comparison would never hold. */
  #comparison(node: SyntaxNode, scope: Scope): void {
    const parts = children(node)
    const second = parts.find(
      (part, at) => part.name === 'SimplePositiveUnaryTest' && parts[at - 1]?.name === 'CompareOp',
    )
    if (second) this.#fault('syntax-fault', second, 'two comparison signs follow each other')
    for (const part of parts) this.node(part, scope)
  }

  #variable(node: SyntaxNode, scope: Scope): void {
    const name = this.#textOf(node).replace(/\s+/g, ' ')
    const { from, to } = node
    if (scope.hidden.has(name)) this.found.eitherWay.push({ name, from, to })
    if (scope.local.has(name)) return
    if (scope.item) {
      // In a filter an item's own field comes before a name of the scope: which one it is depends on the item.
      this.found.fields.add(name)
      if (this.#names.has(name)) this.found.eitherWay.push({ name, from, to })
      else if (!functionOf(name)) this.found.reads.push({ name, from, to })
    }
    if (this.#names.has(name)) this.found.references.add(name)
    else if (CLOCK.has(name))
      this.#fault('not-allowed', node, `\`${name}\` is not allowed: the day of the decision is \`on\``)
    else if (functionOf(name)) this.found.functions.add(name)
    else if (!scope.item) this.#unknown(node, name, scope)
  }

  #path(node: SyntaxNode, scope: Scope): void {
    const [target, , property] = children(node)
    if (property) {
      const name = this.#textOf(property)
      this.found.fields.add(name)
      const whole = this.#pathFrom(node)
      const rooted = whole && this.#names.has(whole.root) && !scope.local.has(whole.root)
      if (rooted && node.parent?.name !== 'PathExpression') this.found.paths.push(whole)
      this.found.reads.push({ name, from: property.from, to: property.to })
    }
    if (target) this.node(target, scope)
  }

  #pathFrom(node: SyntaxNode): { root: string; path: string[]; from: number; to: number } | null {
    const path: string[] = []
    let at: SyntaxNode | null = node
    while (at?.name === 'PathExpression') {
      path.unshift(this.#textOf(at.lastChild!))
      at = at.firstChild
    }
    return at?.name === 'VariableName' ? { root: this.#textOf(at), path, from: node.from, to: node.to } : null
  }

  #filter(node: SyntaxNode, scope: Scope): void {
    const [target, , test] = children(node)
    if (target) this.node(target, scope)
    if (!test) return
    if (isTest(test)) return this.node(test, inItem(scope))
    const before = this.found.faults.length
    this.node(test, scope)
    // `children[handicapped]` and `children[not(handicapped)]` read as a position: say how to write the test.
    for (const fault of this.found.faults.slice(before))
      fault.message += '; to choose the items of a list, write a comparison: [… = true]'
  }

  #iteration(node: SyntaxNode, outer: Scope): void {
    let scope = outer
    for (const child of children(node)) {
      if (child.name !== 'InExpressions') {
        this.node(child, within(scope, ['partial']))
        continue
      }
      for (const each of children(child)) {
        const [name, , source] = children(each)
        if (source) this.#iterated(source, scope)
        if (name) scope = within(scope, [this.#textOf(name)])
      }
    }
  }

  /** `1..familySize` would let one answer decide how long the computation takes. */
  #iterated(source: SyntaxNode, scope: Scope): void {
    const ends = children(source).filter((each) => each.name !== '..')
    if (ends.length === 2 && !ends.every((end) => this.#isBounded(end)))
      this.#fault('not-allowed', source, 'a range to go through ends with a whole number or count(…)')
    this.node(source, scope)
  }

  #isBounded(end: SyntaxNode): boolean {
    const text = this.#textOf(end)
    return /^\d{1,4}$/.test(text) || (end.name === 'FunctionInvocation' && /^count\s*\(/.test(text))
  }

  #interval(node: SyntaxNode, scope: Scope): void {
    let holder = node.parent?.parent
    while (holder?.name === 'ParenthesizedExpression') holder = holder.parent
    const isInTest = holder?.name === 'Comparison' || holder?.name === 'PositiveUnaryTest'
    const ends = children(node).filter((each) => !/^[[\](). ]+$/.test(each.name))
    if (!isInTest && !ends.every((end) => this.#isBounded(end)))
      this.#fault('not-allowed', node, 'a range whose ends are computed may only be tested with `in`')
    for (const end of ends) this.node(end, scope)
  }

  #context(node: SyntaxNode, outer: Scope): void {
    let scope = outer
    for (const entry of children(node).filter((each) => each.name === 'ContextEntry')) {
      const [key, value] = children(entry)
      if (value) this.node(value, scope)
      if (!key) continue
      const name = this.#textOf(key).replace(/^"|"$/g, '')
      this.found.made.add(name)
      scope = within(scope, [name])
    }
  }

  #function(node: SyntaxNode, outer: Scope): void {
    const formal = node.getChild('FormalParameters')
    const names = formal ? children(formal).map((each) => this.#textOf(each.firstChild!)) : []
    const body = node.getChild('FunctionBody')
    if (body) this.node(body, within(outer, names))
  }

  #unknown(node: SyntaxNode, name: string, scope: Scope): void {
    const known = [...scope.local, ...this.#names]
    this.#fault('unknown-name', node, `nothing is called \`${name}\``, {
      name,
      known,
      didYouMean: nearest(name, [...known, ...FUNCTIONS.keys()]),
    })
  }

  #fault(
    code: ExpressionFault['code'],
    node: SyntaxNode,
    message: string,
    more: Partial<ExpressionFault> = {},
  ) {
    const { from, to } = node
    this.found.faults.push({
      code,
      message,
      position: { from, to },
      near: this.#text.slice(from, to),
      ...more,
    })
  }

  #textOf(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to)
  }
}

export const children = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.type.isSkipped) found.push(child)
  return found
}

const isTest = (node: SyntaxNode): boolean => {
  if (node.name === 'ParenthesizedExpression') return isTest(children(node)[1]!)
  return TESTS.has(node.name)
}
