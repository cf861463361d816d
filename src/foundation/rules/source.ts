/** Rules and parameters as they are written. The catalogue's schema checks files against the same shape. */
export type RuleKind = 'money' | 'number' | 'yes-no' | 'text' | 'date' | 'list'

export type TableSource = {
  inputs: string[]
  hit: 'first' | 'unique'
  /** A FEEL unary test per input (`-` is any), then the result. */
  rows: (string | number | boolean)[][]
}

export type RuleSource = {
  is: RuleKind
  /** What a list holds: only how its figures are shown. */
  of?: 'money' | undefined
  feel?: string | undefined
  table?: TableSource | undefined
  basis?: string | undefined
}

export type RulesSource = {
  rules: Record<string, RuleSource>
  outcome?: string | undefined
  amounts?: Record<string, string> | undefined
}

/** `published` and `provisional` are by year (`2026`) or by period, both ends included (`2024-07-01..2025-06-30`). */
export type ParametersSource = {
  source: string
  always?: Record<string, unknown> | undefined
  published?: Record<string, Record<string, unknown>> | undefined
  provisional?: Record<string, Record<string, unknown>> | undefined
}

/** What the rules may mention: each fact, and the fields of its items when it is a list. */
export type FactNames = Record<string, readonly string[]>
