import type { Expression } from './expression.ts'
import type { Parameters } from './parameters.ts'
import type { RuleKind } from './source.ts'
import type { Table } from './table.ts'

export type Rule = {
  id: string
  is: RuleKind
  /** Facts and earlier rules that it mentions, in the order they are met. */
  inputs: string[]
  computes: Expression | Table
}

/** The rules of one service, ready to be applied. */
export type Compiled = {
  /** In an order where each comes after those it mentions. */
  rules: Rule[]
  outcome: string | null
  amounts: Record<string, string>
  /** The facts that at least one rule mentions; for a list, the fields of its items that some rule mentions, else null. */
  facts: Map<string, string[] | null>
  parameters: Parameters
}
