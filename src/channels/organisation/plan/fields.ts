import { missing, type Need, needOf, type NeedWords, readAnswer, typedValue, faultSentence } from '#catalogue'
import { html, type Html } from '#html'
import type { Text } from '#kernel'
import { type Faults, type Form, needField } from '#look'
import type { PlanRefusal } from '#plans'
import { REFUSALS, words } from './words.ts'

/** One thing that a form of the plan asks, in the shape of a service's needs: drawn, read and mended alike. */
export type Asked = { need: Need; words: NeedWords }

/** What a form holds, and what is wrong with it. */
export type Typed = { form: Form; faults: Faults }

export const NOTHING: Typed = { form: new Map(), faults: {} }

const asking =
  (is: Need['is']) =>
  (id: string, said: NeedWords, more: Partial<Need> = {}): Asked => ({
    need: needOf(id, is, { party: 'agent', ...more }),
    words: said,
  })

export const line = asking('text')
export const paragraph = asking('long-text')
export const day = asking('date')
export const file = asking('file')
export const whole = asking('whole')

/** A choice among a closed list, each in words. */
export const choice = (
  id: string,
  label: string,
  options: Readonly<Record<string, string>>,
  more: Partial<Need> & { why?: string; several?: boolean } = {},
): Asked => {
  const { why, several = false, ...need } = more
  return {
    need: needOf(id, several ? 'many-of' : 'one-of', {
      options: Object.keys(options),
      party: 'agent',
      ...(several && { optional: true }),
      ...need,
    }),
    words: { label, options, ...(why !== undefined && { why }) },
  }
}

export const drawn = (asked: readonly Asked[], { form, faults }: Typed): Html =>
  html`${asked.map(({ need, words: said }) => needField({ need, words: said, language: 'fr', form, faults }))}`

/** The values that were typed, each in its kept form, and what is wrong with the others. */
export const readFields = (
  asked: readonly Asked[],
  form: Form,
): { values: ReadonlyMap<string, unknown>; faults: Record<string, string> } => {
  const values = new Map<string, unknown>()
  const faults: Record<string, string> = {}
  for (const { need } of asked) {
    const read = readAnswer(need, new Map([...form].map(([name, all]) => [name, [...all]])))
    const found =
      'faults' in read ? read.faults : read.value === undefined && !need.optional ? [missing(need)] : []
    for (const fault of found) faults[fault.path] ??= faultSentence(fault, '', 'fr')
    if ('value' in read) values.set(need.id, read.value)
  }
  return { values, faults }
}

/** What is kept, as a form holds it: to be changed. */
export const typedFrom = (asked: readonly Asked[], values: Readonly<Record<string, unknown>>): Form => {
  const form = new Map<string, string[]>()
  for (const { need } of asked) typedValue(need, values[need.id], 'fr', form)
  return form
}

export const textIn = (values: ReadonlyMap<string, unknown>, id: string): string =>
  String(values.get(id) ?? '')

export const listIn = (values: ReadonlyMap<string, unknown>, id: string): string[] => {
  const value = values.get(id)
  return Array.isArray(value) ? value.map(String) : []
}

/** A text and its English, asked under two names. */
export const bothIn = (values: ReadonlyMap<string, unknown>, id: string): Text => ({
  fr: textIn(values, id),
  en: textIn(values, `${id}En`),
})

type Refused = { refusal: keyof typeof REFUSALS; details: Record<string, unknown> }

/** Where a refusal is to be mended, for those that do not say so themselves. */
const AT: Partial<Record<PlanRefusal | 'not-found' | 'evidence-not-stored', string>> = {
  'dependency-cycle': 'after',
  'share-malformed': 'share',
  'reason-missing': 'reason',
  'day-ahead': 'day',
  'link-malformed': 'href',
  'proof-missing': 'href',
  'count-malformed': 'numerator',
  'same-state': 'state',
  'evidence-not-stored': 'file',
}

/** A refusal at its field among those of a form; null when it is about the whole. */
export const faultOf = (refused: Refused, asked: readonly Asked[]): Record<string, string> | null => {
  const field = String(refused.details['field'] ?? AT[refused.refusal] ?? '')
  return asked.some(({ need }) => need.id === field) ? { [field]: sentenceOf(refused) } : null
}

export const sentenceOf = ({ refusal, details }: Refused): string => {
  const through = details['through']
  const sentence = REFUSALS[refusal]
  return Array.isArray(through) ? `${sentence} (${through.map((one) => `« ${one} »`).join(' → ')})` : sentence
}

/** The English half of a form, folded until something is in it. */
export const inEnglish = (typed: Typed): boolean =>
  [...typed.form.entries()].some(([name, [value]]) => name.endsWith('En') && !!value) ||
  Object.keys(typed.faults).some((name) => name.endsWith('En'))

export const cancelled = words.back
