import type { Definition } from '#catalogue'
import { html, type Html } from '#html'
import {
  centsOf,
  defineWords,
  formatDay,
  formatMoney,
  formatNumber,
  formatPercent,
  isDay,
  type Language,
} from '#kernel'
import { emptyState, table } from '#look'
import type { Assessment, ExplanationEntry } from '#rules'

const words = defineWords({
  fr: {
    caption: 'Le calcul, étape par étape',
    step: 'Étape',
    from: 'À partir de',
    result: 'Résultat',
    yes: 'oui',
    no: 'non',
    none: 'aucun',
    count: (n: number) => String(n),
    provisional: 'provisoire',
    empty: 'Aucun calcul',
  },
  en: {
    caption: 'The calculation, step by step',
    step: 'Step',
    from: 'From',
    result: 'Result',
    yes: 'yes',
    no: 'no',
    none: 'none',
    count: (n: number) => String(n),
    provisional: 'provisional',
    empty: 'No calculation',
  },
})

/**
 * The explanation of a computation, in words and figures: each rule in the order it was applied, what it was applied
 * to, the figures it read and where they stand, and its result (A-2.1, s. 65.2). It is the computation that was made.
 */
export const explanation = (p: {
  definition: Definition
  assessment: Assessment
  language: Language
}): Html => {
  const w = words[p.language]
  const say = sayer(p.definition, p.language)
  return table<ExplanationEntry>({
    language: p.language,
    caption: w.caption,
    columns: [
      { id: 'step', label: w.step, heads: true, cell: ({ rule }) => say.name(rule) },
      { id: 'from', label: w.from, cell: (entry) => sources(entry, say, p.language) },
      { id: 'result', label: w.result, numeric: true, cell: ({ rule, result }) => say.value(rule, result) },
    ],
    rows: p.assessment.explanation.filter(({ rule }) => rule !== p.definition.rules?.outcome),
    empty: emptyState({ title: w.empty }),
  })
}

type Sayer = {
  name(id: string): string
  value(id: string, value: unknown): string
  parameter(name: string): string
}

const sources = ({ inputs, parameters }: ExplanationEntry, say: Sayer, language: Language): Html => {
  const given = Object.entries(inputs)
    .filter(([id]) => id !== 'on' && id !== 'contested' && id !== 'unavailable')
    .map(([id, value]) => html`<li>${say.name(id)}${colon(language)}${say.value(id, value)}</li>`)
  const read = parameters.map(
    ({ name, value, status }) =>
      html`<li>${say.parameter(name)}${colon(language)}${figure(value, language)}${status === 'provisional' && ` (${words[language].provisional})`}</li>`,
  )
  return html`<ul class="plain">${[...given, ...read]}</ul>`
}

const colon = (language: Language): string => (language === 'fr' ? '\u00a0: ' : ': ')

const sayer = (definition: Definition, language: Language): Sayer => {
  const said = definition.words[language]
  const inDollars = new Set<string>([
    ...definition.needs.filter(({ is }) => is === 'money').map(({ id }) => id),
    ...Object.entries(definition.rules?.rules ?? {}).flatMap(([id, { is, of }]) =>
      (of ?? is) === 'money' ? [id] : [],
    ),
  ])
  return {
    name: (id) => said.rules?.[id] ?? said.needs[id]?.short ?? said.needs[id]?.label ?? id,
    value: (id, value) =>
      said.needs[id]?.options?.[String(value)] ?? inWords(value, inDollars.has(id), language),
    parameter: (name) => said.parameters?.[name] ?? name,
  }
}

/** A figure of a table: a share below one is a rate, everything else is dollars a year. */
const figure = (value: unknown, language: Language): string => {
  if (Array.isArray(value)) return value.map((one) => figure(one, language)).join(' · ')
  if (typeof value !== 'number') return inWords(value, false, language)
  return value > 0 && value < 1 ? formatPercent(value, language) : formatMoney(centsOf(value), language)
}

const inWords = (value: unknown, money: boolean, language: Language): string => {
  const w = words[language]
  if (value === null || value === undefined) return w.none
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (typeof value === 'number')
    return money ? formatMoney(centsOf(value), language) : formatNumber(value, language)
  if (isDay(value)) return formatDay(value, language)
  if (!Array.isArray(value)) return String(value)
  if (value.length === 0) return w.none
  return value.every((one) => typeof one === 'number')
    ? value.map((one) => inWords(one, money, language)).join(' · ')
    : w.count(value.length)
}
