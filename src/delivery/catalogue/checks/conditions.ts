import { nearest } from '#kernel'
import type { Field, Need } from '../definition.ts'
import { error, type Finding, meant, reporter } from '../findings.ts'
import type { Path } from '../source.ts'
import type { Check, Checked } from './checked.ts'
import { comparedTexts, type Formula, formulaOf } from './formula.ts'
import { type Domain, isPossible } from './possible.ts'

export const CONDITIONS = {
  'never-holds': error<{ feel: string }>(
    (d) => [
      `« ${d.feel} » ne peut jamais être vrai.`,
      `Corrigez la condition, ou retirez ce qu’elle garde : personne ne le verra.`,
    ],
    (d) => [
      `“${d.feel}” can never hold.`,
      `Mend the condition, or remove what it guards: nobody will ever see it.`,
    ],
  ),
  'unknown-option': error<{ need: string; option: string; near: string | null; known: string[] }>(
    (d) => [`« ${d.need} » n’offre pas le choix « ${d.option} ».`, meant(d.near, d.known).fr],
    (d) => [`“${d.need}” does not offer the choice “${d.option}”.`, meant(d.near, d.known).en],
  ),
}

const report = reporter(CONDITIONS)

type Written = { feel: string; where: string; item: Need | null; isCondition: boolean }

/** What a condition compares exists, and some answers satisfy it. Only for a definition whose expressions compile. */
export const conditions: Check = (checked) => {
  const written = expressionsOf(checked)
  const findings = written.flatMap((each) => options(each, checked))
  // A choice that does not exist makes its condition impossible: said once, by its cause.
  const faulty = new Set(findings.map((finding) => finding.where))
  return [
    ...findings,
    ...tables(checked),
    ...written
      .filter((each) => each.isCondition && !faulty.has(each.where))
      .flatMap((each) => never(each, checked)),
  ]
}

const expressionsOf = ({ source, definition }: Checked): Written[] => {
  const at = (...path: Path) => source.at('service.yaml', path)
  const needs = definition.needs.flatMap((need): (Written | null)[] => [
    condition(need.when, at('needs', need.id, 'when'), null),
    expression(need.derive, at('needs', need.id, 'derive')),
    ...need.checks.map((check) => condition(check.must, at('needs', need.id, 'check'), null)),
    ...need.fields.map((field) => condition(field.when, at('needs', need.id, 'of', field.id, 'when'), need)),
  ])
  const rules = Object.entries(definition.rules?.rules ?? {}).map(([id, rule]) =>
    expression(rule.feel, source.at('rules.yaml', ['rules', id, 'feel'])),
  )
  const fee = typeof definition.fee?.amount === 'string' ? definition.fee.amount : null
  return [...needs, ...rules, expression(fee, at('fee', 'amount'))].filter((each) => each !== null)
}

const condition = (feel: string | null, where: string, item: Need | null): Written | null =>
  feel === null ? null : { feel, where, item, isCondition: true }

const expression = (feel: string | null | undefined, where: string): Written | null =>
  feel ? { feel, where, item: null, isCondition: false } : null

const options = (written: Written, { definition }: Checked): Finding[] =>
  comparedTexts(written.feel).flatMap(({ name, isPath, value }) => {
    const field = choiceField(name, written.item ? [written.item] : isPath ? definition.needs : [])
    const need = isPath ? undefined : definition.needs.find((each) => each.id === name)
    return unknownOption(written.where, field ?? need, value)
  })

/** The field of that name, when every list that has one agrees that it is a choice. */
const choiceField = (name: string, needs: Need[]): Field | undefined => {
  const fields = needs.flatMap((need) => need.fields.filter((field) => field.id === name))
  return fields.length === 1 ? fields[0] : undefined
}

const unknownOption = (where: string, choice: Field | undefined, value: string): Finding[] => {
  if (choice?.is !== 'one-of' || choice.options.includes(value)) return []
  const details = {
    need: choice.id,
    option: value,
    near: nearest(value, choice.options),
    known: choice.options,
  }
  return [report('unknown-option', where, details)]
}

/** A column over a choice names only its options. */
const tables = ({ source, definition }: Checked): Finding[] =>
  Object.entries(definition.rules?.rules ?? {}).flatMap(([id, { table }]) =>
    (table?.inputs ?? []).flatMap((input, column) => {
      const need = definition.needs.find((each) => each.id === input.trim())
      return (table?.rows ?? []).flatMap((row, index) => {
        const where = source.at('rules.yaml', ['rules', id, 'table', 'rows', index, column])
        return quoted(row[column]).flatMap((value) => unknownOption(where, need, value))
      })
    }),
  )

/** `"full"`, `"full", "shared"`, `not("full")`: the texts of a cell that holds nothing but choices. */
const quoted = (cell: unknown): string[] => {
  const text = typeof cell === 'string' ? cell.trim() : ''
  const list = /^not\((.*)\)$/.exec(text)?.[1] ?? text
  return /^("[^"]*"\s*,?\s*)+$/.test(list) ? [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1]!) : []
}

const never = (written: Written, { definition }: Checked): Finding[] => {
  const domains = new Map<string, Domain>(definition.needs.map((need) => [need.id, domainOf(need)]))
  // An item's own field comes before a need of the same name.
  for (const field of written.item?.fields ?? []) domains.set(field.id, domainOf(field))
  const possible = isPossible(formulaOf(written.feel), (name) => domains.get(name) ?? null)
  return possible ? [] : [report('never-holds', written.where, { feel: written.feel })]
}

const domainOf = (field: Field): Domain => ({
  values: field.is === 'yes-no' ? [true, false] : field.is === 'one-of' ? field.options : null,
  isWhole: field.is === 'whole',
  given: field.when === null ? ('always' satisfies Formula) : formulaOf(field.when),
})
