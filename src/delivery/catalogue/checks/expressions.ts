import type { ExpressionFault, RuleFault } from '#rules'
import { type CompileFault, compileVersion } from '../compile.ts'
import type { CompiledVersion } from '../compiled.ts'
import { error, type Finding, meant, reporter } from '../findings.ts'
import type { NeedCycle } from '../order.ts'
import type { Checked } from './checked.ts'

type Unknown = { name: string; near: string | null; known: string[] }

export const EXPRESSIONS = {
  'feel-unreadable': error<{ near: string }>(
    (d) => [
      `Cette expression ne se lit pas, autour de « ${d.near} ».`,
      `Vérifiez guillemets, parenthèses et opérateurs.`,
    ],
    (d) => [
      `This expression cannot be read, around “${d.near}”.`,
      `Look at quotes, parentheses and operators.`,
    ],
  ),
  'feel-unknown-name': error<Unknown>(
    (d) => [`Cette expression parle de « ${d.name} », que rien ne déclare.`, meant(d.near, d.known).fr],
    (d) => [`This expression mentions “${d.name}”, which nothing declares.`, meant(d.near, d.known).en],
  ),
  'feel-not-allowed': error<{ near: string; message: string }>(
    (d) => [
      `« ${d.near} » n’est pas permis ici : ${d.message}.`,
      `Une décision refaite plus tard doit être la même : le jour de la décision s’écrit « on ».`,
    ],
    (d) => [
      `“${d.near}” is not allowed here: ${d.message}.`,
      `A decision computed again later must be the same: the day of the decision is written “on”.`,
    ],
  ),
  'need-cycle': error<{ through: string }>(
    (d) => [
      `Ces besoins s’attendent l’un l’autre : ${d.through}.`,
      `Retirez l’un d’eux d’un « when » ou d’un « derive ».`,
    ],
    (d) => [
      `These needs wait for each other: ${d.through}.`,
      `Take one of them out of a “when” or a “derive”.`,
    ],
  ),
  'rule-cycle': error<{ through: string }>(
    (d) => [
      `Ces règles s’attendent l’une l’autre : ${d.through}.`,
      `Retirez l’une d’elles d’une expression.`,
    ],
    (d) => [`These rules wait for each other: ${d.through}.`, `Take one of them out of an expression.`],
  ),
  'name-taken': error<{ rule: string }>(
    (d) => [
      `La règle « ${d.rule} » porte le nom d’un besoin ou d’un mot réservé.`,
      `Donnez-lui un nom à elle.`,
    ],
    (d) => [
      `The rule “${d.rule}” bears the name of a need or a reserved word.`,
      `Give it a name of its own.`,
    ],
  ),
  'rule-empty': error<{ rule: string }>(
    (d) => [
      `La règle « ${d.rule} » n’a pas exactement un calcul.`,
      `Donnez un « feel » ou un « table », pas les deux.`,
    ],
    (d) => [
      `The rule “${d.rule}” has not exactly one computation.`,
      `Give one “feel” or one “table”, not both.`,
    ],
  ),
  'row-length': error<{ row: number; expected: number; found: number }>(
    (d) => [
      `La rangée ${d.row} a ${d.found} cases au lieu de ${d.expected}.`,
      `Une case par entrée, puis le résultat ; « - » accepte tout.`,
    ],
    (d) => [
      `Row ${d.row} has ${d.found} cells instead of ${d.expected}.`,
      `One cell per input, then the result; “-” accepts anything.`,
    ],
  ),
  'outcome-not-text': error<{ rule: string }>(
    (d) => [`La règle d’issue « ${d.rule} » ne donne pas un texte.`, `Écrivez « is: text ».`],
    (d) => [`The outcome rule “${d.rule}” does not give a text.`, `Write “is: text”.`],
  ),
  'amount-not-money': error<{ rule: string; amount: string }>(
    (d) => [
      `Le montant « ${d.amount} » vient de « ${d.rule} », qui n’est pas en argent.`,
      `Écrivez « is: money ».`,
    ],
    (d) => [`The amount “${d.amount}” comes from “${d.rule}”, which is not money.`, `Write “is: money”.`],
  ),
  'unknown-rule': error<Unknown>(
    (d) => [`Aucune règle ne s’appelle « ${d.name} ».`, meant(d.near, d.known).fr],
    (d) => [`No rule is called “${d.name}”.`, meant(d.near, d.known).en],
  ),
  'unknown-parameter': error<Unknown>(
    (d) => [`Aucun paramètre ne s’appelle « ${d.name} », en aucune année.`, meant(d.near, d.known).fr],
    (d) => [`No parameter is called “${d.name}”, in any year.`, meant(d.near, d.known).en],
  ),
  'period-unreadable': error<{ period: string }>(
    (d) => [`« ${d.period} » n’est pas une période.`, `Écrivez 2026, ou 2026-07-01..2027-06-30.`],
    (d) => [`“${d.period}” is not a period.`, `Write 2026, or 2026-07-01..2027-06-30.`],
  ),
  'parameter-name': error<{ parameter: string }>(
    (d) => [
      `« ${d.parameter} » ne peut pas nommer un paramètre.`,
      `Un mot sans espace ni trait d’union : childMaximum.`,
    ],
    (d) => [`“${d.parameter}” cannot name a parameter.`, `One word without spaces or hyphens: childMaximum.`],
  ),
  'parameter-shape': error<{ parameter: string }>(
    (d) => [
      `« ${d.parameter} » est tantôt un montant, tantôt un groupe.`,
      `Gardez la même forme en toute année.`,
    ],
    (d) => [`“${d.parameter}” is now a figure, now a group.`, `Keep the same shape in every year.`],
  ),
  'parameter-twice': error<{ parameter: string; periods: string }>(
    (d) => [
      `« ${d.parameter} » a deux valeurs le même jour (${d.periods}).`,
      `Faites se suivre les périodes.`,
    ],
    (d) => [
      `“${d.parameter}” has two values on one day (${d.periods}).`,
      `Let the periods follow each other.`,
    ],
  ),
}

const report = reporter(EXPRESSIONS)

/** Compiles the service: what runs, or why it does not. */
export const expressions = ({
  source,
  definition,
}: Checked): { findings: Finding[]; compiled: CompiledVersion | null } => {
  const version = { service: definition.id, version: 1, digest: '', publishedAt: new Date(0), definition }
  const compiled = compileVersion(version)
  if (compiled.ok) return { findings: [], compiled: compiled.value }
  const faults = compiled.details['faults'] as CompileFault[]
  return {
    findings: faults.map(({ file, path, fault }) => findingOf(source.at(file, path), fault)),
    compiled: null,
  }
}

const findingOf = (where: string, fault: CompileFault['fault']): Finding => {
  if (isOfExpression(fault)) return ofExpression(where, fault)
  if (fault.code === 'need-cycle' || fault.code === 'rule-cycle')
    return report(fault.code, where, { through: fault.through.join(' → ') })
  return ofRule(where, fault)
}

const isOfExpression = (fault: CompileFault['fault']): fault is ExpressionFault & CompileFault['fault'] =>
  'near' in fault

const ofExpression = (where: string, fault: ExpressionFault): Finding => {
  const { near, message } = fault
  if (fault.code === 'syntax-fault') return report('feel-unreadable', where, { near })
  if (fault.code === 'not-allowed') return report('feel-not-allowed', where, { near, message })
  const name = fault.name ?? near
  const unknown = { name, near: fault.didYouMean ?? null, known: fault.known ?? [] }
  return report(near.startsWith('parameters.') ? 'unknown-parameter' : 'feel-unknown-name', where, unknown)
}

type Other = Exclude<RuleFault | NeedCycle, ExpressionFault | { code: 'need-cycle' | 'rule-cycle' }>

const ofRule = (where: string, fault: Other): Finding => {
  switch (fault.code) {
    case 'unknown-rule':
      return report('unknown-rule', where, { name: fault.rule, near: fault.didYouMean, known: fault.known })
    case 'period-invalid':
      return report('period-unreadable', where, { period: fault.period })
    case 'parameter-twice':
      return report('parameter-twice', where, {
        parameter: fault.parameter,
        periods: fault.periods.join(', '),
      })
    case 'row-length':
      return report('row-length', where, fault)
    case 'amount-not-money':
      return report('amount-not-money', where, fault)
    case 'parameter-name':
    case 'parameter-shape':
      return report(fault.code, where, { parameter: fault.parameter })
    case 'name-taken':
    case 'rule-empty':
    case 'outcome-not-text':
      return report(fault.code, where, { rule: fault.rule })
  }
}
