import {
  evaluate,
  type FeelFunction,
  isFunction,
  parseExpression,
  SyntaxError as FeelSyntaxError,
} from 'feelin'
import { nearest, ok, type Refused, type Result } from '#kernel'
import { directOf, type Scope, UNSURE, valueOf } from './direct.ts'
import type { ExpressionFault, ExpressionRefusal } from './faults.ts'
import { functionOf } from './functions.ts'
import { type Mentions, mentionsOf, PROPERTIES, type SyntaxNode } from './names.ts'

export type { Scope } from './direct.ts'

export type Expression = {
  source: string
  /** The top-level names it reads from the scope. */
  references: string[]
  /** Every field or path segment it mentions. */
  fields: string[]
  /**
   * The value, null when FEEL has none. Text days, dollars, booleans, lists of plain objects in; the same out.
   * Throws only `MissingParameter`, and only when the scope carries `parameters`.
   */
  evaluate(scope: Scope): unknown
  /** Why the last value was null, as FEEL says it; null when it says nothing. */
  trouble(): string | null
  mentions: Mentions
}

/** Thrown through FEEL by a parameter that has no value on the day: the only exception that crosses an expression. */
export class MissingParameter extends Error {
  readonly parameter: string
  readonly on: string
  constructor(parameter: string, on: string) {
    super(`the parameter ${parameter} has no value on ${on}`)
    this.parameter = parameter
    this.on = on
  }
}

export type RefusedExpression = Refused<ExpressionRefusal> & { details: ExpressionFault }

/**
 * Parses a FEEL expression once, checks every name in it, and keeps it.
 *
 * `names` may be read from the scope. When `fields` is given, a path or a filter may only mention one of these, a key
 * that the expression makes, or a property of FEEL's own values.
 * Refused `syntax-fault`, `unknown-name`, `ambiguous-name` or `not-allowed`, with an `ExpressionFault` as details.
 */
export const compileExpression = (
  feel: string,
  names: Iterable<string>,
  fields?: Iterable<string>,
): Result<Expression, ExpressionRefusal> => {
  try {
    return compile(feel, new Set(names), fields)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refuse({ code: 'not-allowed', message: 'nested too deeply', ...wholeOf(feel) })
  }
}

const compile = (feel: string, names: ReadonlySet<string>, fields: Iterable<string> | undefined) => {
  const unparsed = syntaxFault(feel)
  if (unparsed) return refuse(unparsed)
  const tree = parseExpression(feel, {}, undefined).topNode
  const mentions = mentionsOf(tree, feel, names)
  const fault = mentions.faults[0] ?? (fields && fieldFault(mentions, feel, fields))
  return fault ? refuse(fault) : ok(keep(feel, tree, mentions))
}

const wholeOf = (feel: string) => ({ position: { from: 0, to: feel.length }, near: feel.slice(0, 60) })

const refuse = (fault: ExpressionFault): RefusedExpression => ({
  ok: false,
  refusal: fault.code,
  details: fault,
})

const PREFIX = 'function() '

/** feelin reports the first fault of a text by throwing; as the body of a function nothing of it is run. */
const syntaxFault = (feel: string): ExpressionFault | null => {
  try {
    if (isFunction(evaluate(PREFIX + feel).value)) return null
    return { code: 'syntax-fault', message: 'not an expression', ...wholeOf(feel) }
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error
    const { position, message } = error as FeelSyntaxError
    const from = Math.max(0, position.from - PREFIX.length)
    const to = Math.max(from, position.to - PREFIX.length)
    const near = feel.slice(from, to) || feel.slice(Math.max(0, from - 12), from).trim()
    return { code: 'syntax-fault', message, position: { from, to }, near }
  }
}

const fieldFault = (mentions: Mentions, feel: string, fields: Iterable<string>): ExpressionFault | null => {
  const known = new Set([...fields, ...mentions.made])
  const either = mentions.eitherWay.find(({ name }) => known.has(name))
  if (either) {
    const message = `\`${either.name}\` is a field of the items and a name outside: write \`item.${either.name}\``
    return faultAt('ambiguous-name', either, feel, message, [`item.${either.name}`])
  }
  const read = mentions.reads.find(({ name }) => !known.has(name) && !PROPERTIES.includes(name))
  if (!read) return null
  const message = `no field is called \`${read.name}\``
  return faultAt('unknown-name', read, feel, message, [...known])
}

const faultAt = (
  code: ExpressionRefusal,
  { name, from, to }: { name: string; from: number; to: number },
  feel: string,
  message: string,
  known: string[],
): ExpressionFault => {
  const didYouMean = code === 'ambiguous-name' ? known[0]! : nearest(name, known)
  return { code, message, position: { from, to }, near: feel.slice(from, to), name, known, didYouMean }
}

/**
 * feelin parses at each `evaluate`; the value of a function definition is a closure that it never parses again.
 * Its parameters are the names read, its scope holds the functions called and nothing else, because FEEL copies the
 * scope at each item of a list.
 */
const keep = (source: string, tree: SyntaxNode, mentions: Mentions): Expression => {
  const direct = directOf(tree, source, mentions.references)
  const references = [...mentions.references]
  const scope = Object.fromEntries([...mentions.functions].map((name) => [name, functionOf(name)]))
  const { value: closure, warnings } = evaluate(`function(${references.join(', ')}) ${source}`, scope)
  const { fn } = closure as FeelFunction
  let thrown: string | null = null
  return {
    source,
    references,
    fields: [...mentions.fields],
    mentions,
    evaluate(given) {
      // feelin adds to the same list at each call: emptied, or it would grow for as long as the process lives.
      warnings.length = 0
      thrown = null
      const value = direct ? direct(given) : UNSURE
      if (value !== UNSURE) return value
      try {
        return fn(...references.map((name) => valueOf(given, name))) ?? null
      } catch (error) {
        if (error instanceof MissingParameter) throw error
        // FEEL is total: what feelin throws (a range of mixed kinds, a stack too deep) is a value that is not there.
        thrown = error instanceof Error ? error.message : String(error)
        return null
      }
    },
    trouble: () => thrown ?? warnings[0]?.message ?? null,
  }
}
