import { dollarsOf, ok, refused, type Result, type Text } from '#kernel'
import {
  type Assessment,
  compileRules,
  type ExplanationEntry,
  NO_ROW,
  type RefusedAssessment,
  type RuleBook,
  type RuleFault,
  type RuleKind,
  type RulesSource,
} from '#rules'
import type { Definition, Need } from './definition.ts'
import { factNamesOf } from './facts.ts'
import { readFacts, saidOf } from './given-facts.ts'

/** The result of one line: the assessment with amounts in dollars, or one readable sentence, in each language in `says`. */
export type AssessedLine =
  | {
      outcome: string | null
      amounts: Record<string, number>
      explanation: ExplanationEntry[]
      provisional?: true
    }
  | RefusedLine

/** `refusal` is the English sentence. */
export type RefusedLine = { refusal: string; says: Text }

export const refusedLine = (fr: string, en: string): RefusedLine => ({ refusal: en, says: { fr, en } })

export type Assessor = (line: string, on: string) => AssessedLine

/**
 * What computes a service's decisions from facts alone, with no dossier and no registry: a policy analyst's golden
 * cases, a model's comparison, a partner's simulation. Derived needs are computed like rules.
 * Refused `no-rules`, or `rules-faulty` with `faults` (RuleFault[]).
 */
export const assessorOf = (definition: Definition): Result<Assessor, 'no-rules' | 'rules-faulty'> => {
  if (!definition.rules) return refused('no-rules', { service: definition.id })
  const asked = { needs: definition.needs.filter((need) => need.derive === null) }
  const compiled = compileRules(withDerived(definition), definition.parameters, factNamesOf(asked))
  return compiled.ok ? ok((line, on) => assessWith(definition, compiled.value, line, on)) : compiled
}

/** One line of facts on one day (`2026-11-22`). Throws when the service's own rules are at fault: check it first. */
export const assessLine = (definition: Definition, line: string, on: string): AssessedLine => {
  let assessor = assessors.get(definition)
  if (!assessor) {
    const made = assessorOf(definition)
    if (!made.ok)
      throw new Error(`the rules of ${definition.id} are not usable: ${faultsOf(made).join('; ')}`)
    assessors.set(definition, (assessor = made.value))
  }
  return assessor(line, on)
}

const assessors = new WeakMap<Definition, Assessor>()

/** The faults of refused rules, one line each, for a terminal or a log. */
export const faultsOf = ({
  refusal,
  details,
}: {
  refusal: string
  details: Record<string, unknown>
}): string[] =>
  ((details['faults'] as RuleFault[] | undefined) ?? [{ code: refusal }]).map((fault) =>
    Object.entries(fault)
      .filter(([key, value]) => value !== null && !['position', 'known'].includes(key))
      .map(([key, value]) => (key === 'code' ? value : `${key} ${String(value)}`))
      .join(', '),
  )

const assessWith = (definition: Definition, book: RuleBook, line: string, on: string): AssessedLine => {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch (error) {
    const { message } = error as Error
    return refusedLine(`La ligne n’est pas du JSON : ${message}.`, `The line is not JSON: ${message}.`)
  }
  const facts = readFacts(definition, book.facts, given)
  if (!facts.ok) return refusedWith(saidOf(facts))
  const assessed = book.assess(facts.value, { on })
  return assessed.ok ? shown(assessed.value) : refusedWith(sentenceOf(assessed))
}

const refusedWith = ({ fr, en }: Text): RefusedLine => refusedLine(fr, en)

const shown = ({ outcome, amounts, explanation, provisional }: Assessment): AssessedLine => {
  const dollars: Record<string, number> = {}
  for (const name in amounts) dollars[name] = dollarsOf(amounts[name]!)
  return { outcome, amounts: dollars, explanation, ...(provisional && { provisional }) }
}

const KINDS: Record<RuleKind, string> = {
  money: 'montant',
  number: 'nombre',
  'yes-no': 'oui ou non',
  text: 'texte',
  date: 'date',
  list: 'liste',
}

const sentenceOf = (refused: RefusedAssessment): Text => {
  switch (refused.refusal) {
    case 'parameter-missing': {
      const { rule, parameter, on } = refused.details
      return {
        fr: `La règle « ${rule} » a besoin du paramètre « ${parameter} », dont aucune valeur n’est connue le ${on} : rien n’est calculé.`,
        en: `The rule “${rule}” needs the parameter “${parameter}”, which has no known value on ${on}: nothing is computed.`,
      }
    }
    case 'rule-undefined': {
      const { rule, expected, because } = refused.details
      return {
        fr: `La règle « ${rule} » ne donne pas de ${KINDS[expected]} d’après ces faits${because ? ` : ${because === NO_ROW ? 'aucune ligne de la table ne s’applique' : because}` : ''}.`,
        en: `The rule “${rule}” gives no ${expected} from these facts${because ? `: ${because}` : ''}.`,
      }
    }
    case 'table-ambiguous': {
      const { rule, rows } = refused.details
      return {
        fr: `Les lignes ${rows.join(' et ')} de la table « ${rule} » s’appliquent toutes à ces faits : une seule devrait.`,
        en: `Rows ${rows.join(' and ')} of the table “${rule}” both apply to these facts: only one should.`,
      }
    }
  }
}

const withDerived = (definition: Definition): RulesSource => {
  const derived = definition.needs.filter((need) => need.derive !== null)
  const rules = derived.map((need) => [need.id, { is: ruleKindOf(need), feel: need.derive! }])
  return { ...definition.rules!, rules: { ...Object.fromEntries(rules), ...definition.rules!.rules } }
}

const ruleKindOf = (need: Need): RuleKind => {
  if (need.is === 'money' || need.is === 'yes-no' || need.is === 'date') return need.is
  if (need.is === 'whole') return 'number'
  return need.is === 'list' || need.is === 'many-of' || need.is === 'file' ? 'list' : 'text'
}
