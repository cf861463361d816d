/**
 * Rules: FEEL (DMN 1.5) compiled once, decision tables, dated parameters, and assessments that carry the explanation
 * of their own computation. Knows no service: names come from the caller. In plain words: docs/rules.md.
 */
export { compileExpression, MissingParameter, type Expression, type Scope } from './expression.ts'
export { compileParameters, parametersOn, type Parameters, type Reading, type Status } from './parameters.ts'
export { compileRules, RESERVED, type FaultyRules, type RuleBook } from './rulebook.ts'
export { NO_ROW } from './assess.ts'
export type { Assess, Assessment, Circumstances, ExplanationEntry, RefusedAssessment } from './assess.ts'
export type { Rule } from './rule.ts'
export type { AssessmentRefusal } from './refusals.ts'
export type { ExpressionFault, ExpressionRefusal, RuleFault } from './faults.ts'
export type { FactNames, ParametersSource, RuleKind, RuleSource, RulesSource, TableSource } from './source.ts'
