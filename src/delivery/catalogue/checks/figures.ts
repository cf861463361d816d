import type { Expression, Rule } from '#rules'
import type { CompiledVersion } from '../compiled.ts'
import { type Finding, reporter, warning } from '../findings.ts'
import type { Checked } from './checked.ts'

export const FIGURES = {
  'no-figure-today': warning<{ parameter: string; rule: string; today: string }>(
    (d) => [
      `La règle « ${d.rule} » lit « ${d.parameter} », qui n’a pas de valeur le ${d.today}.`,
      `Ajoutez le chiffre de cette année : sans lui, aucune décision ne se calcule, et des agents les étudient toutes.`,
    ],
    (d) => [
      `The rule “${d.rule}” reads “${d.parameter}”, which has no value on ${d.today}.`,
      `Add this year’s figure: without it no decision is computed, and agents study them all.`,
    ],
  ),
}

const report = reporter(FIGURES)

/**
 * The figures that rules read have a value today. A warning: a figure that the law has not published yet must not
 * take the service away, and a decision that needs it goes to an agent.
 */
export const figures = (
  { source, surroundings: { today } }: Checked,
  { book }: CompiledVersion,
): Finding[] => {
  if (!book) return []
  const { values } = book.parameters.on(today)
  const missing = book.parameters.names.filter((name) => !values.has(name))
  return missing.flatMap((parameter) => {
    const reader = book.rules.find((rule) => readsOf(rule).some((read) => isWithin(parameter, read)))
    if (!reader) return []
    const where = source.at('rules.yaml', ['rules', reader.id])
    return [report('no-figure-today', where, { parameter, rule: reader.id, today })]
  })
}

/** `child.max` is read by whoever reads it, or the whole of `child`. */
const isWithin = (parameter: string, read: string) => parameter === read || parameter.startsWith(`${read}.`)

const readsOf = ({ computes }: Rule): string[] => {
  const expressions =
    'hit' in computes ? [computes.matching, ...computes.results.filter(isExpression)] : [computes]
  return expressions.flatMap(({ mentions }) =>
    mentions.paths.filter(({ root }) => root === 'parameters').map(({ path }) => path.join('.')),
  )
}

const isExpression = (result: unknown): result is Expression => typeof result === 'object'
