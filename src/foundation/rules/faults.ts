/**
 * Why an expression is not accepted.
 * `syntax-fault`: it does not parse. `unknown-name`: it mentions what nothing declares. `ambiguous-name`: in a filter, a
 * field of the items and a name outside are called the same. `not-allowed`: it would make a decision depend on the
 * moment it is computed, or take a time that nothing bounds.
 */
export type ExpressionRefusal = 'syntax-fault' | 'unknown-name' | 'ambiguous-name' | 'not-allowed'

export type ExpressionFault = {
  code: ExpressionRefusal
  /** In English, for a log; the catalogue words it for people. */
  message: string
  /** Characters from the start of the expression. */
  position: { from: number; to: number }
  /** The text at that place. */
  near: string
  /** The name at fault and what could have been written, when it is a name. */
  name?: string
  known?: string[]
  didYouMean?: string | null
}

/** Why rules or parameters are not accepted: the closed list of what `parvis check` can say of them. */
export type RuleFault =
  | ({ rule: string; row?: number; column?: number } & ExpressionFault)
  | { code: 'rule-cycle'; rule: string; through: string[] }
  | { code: 'name-taken'; rule: string }
  | { code: 'rule-empty'; rule: string }
  | { code: 'row-length'; rule: string; row: number; expected: number; found: number }
  | { code: 'outcome-not-text'; rule: string }
  | { code: 'amount-not-money'; rule: string; amount: string }
  | { code: 'unknown-rule'; rule: string; known: string[]; didYouMean: string | null }
  | { code: 'period-invalid'; period: string }
  | { code: 'parameter-name'; parameter: string }
  | { code: 'parameter-shape'; parameter: string }
  | { code: 'parameter-twice'; parameter: string; periods: [string, string] }
