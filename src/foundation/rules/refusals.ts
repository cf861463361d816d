import type { RuleKind } from './source.ts'

/** Why a decision cannot be computed from good facts. Closed; `docs/refusals.md` is generated from here. */
export const REFUSALS = {
  'parameter-missing':
    'A rule reads a figure that has no value on that day: never taken as zero. Details: `rule`, `parameter`, `on`.',
  'rule-undefined':
    'A rule yields nothing, or not what its kind says. Details: `rule`, `expected`, `because`.',
  'table-ambiguous':
    'Two rows of a table that promises one (`hit: unique`) both apply. Details: `rule`, `rows`.',
} as const

type Details = {
  'parameter-missing': { rule: string; parameter: string; on: string }
  'rule-undefined': { rule: string; expected: RuleKind; because: string | null }
  'table-ambiguous': { rule: string; rows: number[] }
}

export type AssessmentRefusal = {
  [Code in keyof typeof REFUSALS]: { refusal: Code; details: Details[Code] }
}[keyof typeof REFUSALS]
