import type { Need } from '#catalogue'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { isDay, type Text } from '#kernel'
import { details, type Faults, fieldId, type Form, needField, NO, YES } from '#look'
import { valueIn } from '#web'

/** What was typed in a form of these pages, and what is wrong with it. */
export type Typed = { form: Form; faults: Faults }

type Said = { label: string; why?: string | undefined; options?: Record<string, string> }

const drawn = (need: Need, { form, faults }: Typed, { label, why, options }: Said): Html =>
  needField({
    need,
    words: { label, ...(why && { why }), ...(options && { options }) },
    language: 'fr',
    form,
    faults,
  })

const agents = { party: 'agent' } as const

export const line = (id: string, typed: Typed, said: Said & { most: number; optional?: boolean }): Html =>
  drawn(needOf(id, 'text', { ...agents, most: said.most, optional: said.optional ?? false }), typed, said)

export const paragraph = (
  id: string,
  typed: Typed,
  said: Said & { most: number; optional?: boolean },
): Html =>
  drawn(
    needOf(id, 'long-text', { ...agents, most: said.most, optional: said.optional ?? false }),
    typed,
    said,
  )

export const day = (id: string, typed: Typed, said: Said): Html =>
  drawn(needOf(id, 'date', agents), typed, said)

export const number = (id: string, typed: Typed, said: Said): Html =>
  drawn(needOf(id, 'whole', agents), typed, said)

export const oneOf = (id: string, typed: Typed, said: Said & { options: Record<string, string> }): Html =>
  drawn(needOf(id, 'one-of', { ...agents, options: Object.keys(said.options) }), typed, said)

/** `order`: where the options are numbers, which an object would put first. */
export const manyOf = (
  id: string,
  typed: Typed,
  said: Said & { options: Record<string, string>; order?: readonly string[] },
): Html => {
  const options = [...(said.order ?? Object.keys(said.options))]
  return drawn(needOf(id, 'many-of', { ...agents, options, optional: true }), typed, said)
}

export const yesNo = (id: string, typed: Typed, said: Said): Html =>
  drawn(needOf(id, 'yes-no', agents), typed, said)

/** A closed list too long for buttons, or one of many in a row. */
export const select = (
  id: string,
  { form, faults }: Typed,
  {
    label,
    none,
    options,
  }: { label: string; none: string; options: readonly { value: string; label: string }[] },
): Html => {
  const field = fieldId(id)
  const fault = faults[id]
  const chosen = form.get(id)?.[0] ?? ''
  const option = (one: { value: string; label: string }) =>
    html`<option value="${one.value}"${one.value === chosen && html` selected`}>${one.label}</option>`
  return html`<div class="${fault ? 'field faulty' : 'field'}"><label class="label" for="${field}">${label}</label>
${fault && html`<p class="fault" id="${field}-fault">${fault}</p>`}
<select class="input w-full" id="${field}" name="${id}"${fault && html` aria-describedby="${field}-fault"`}><option value="">${none}</option>${options.map(option)}</select></div>`
}

/** English beside French, folded away unless something is in it. */
export const inEnglish = (
  summary: string,
  { form, faults }: Typed,
  ids: readonly string[],
  body: Html,
): Html => details({ summary, body, open: ids.some((id) => form.get(id)?.[0] || faults[id]) })

export const textIn = (form: Form, id: string): Text => ({
  fr: valueIn(form as Map<string, string[]>, id),
  en: valueIn(form as Map<string, string[]>, `${id}En`),
})

/** The day that three fields say, as `2026-11-22`; what is no day comes as it was typed, to be refused; '' when empty. */
export const dayIn = (form: Form, id: string): string => {
  const parts = ['year', 'month', 'day'].map((part) => (form.get(`${id}.${part}`)?.[0] ?? '').trim())
  if (parts.every((part) => part === '')) return ''
  const [year = '', month = '', date = ''] = parts
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(text) ? text : 'no-day'
}

export const isYes = (form: Form, id: string): boolean => form.get(id)?.[0] === YES

/** A form filled with what is there already. */
export const filled = (values: Record<string, string | readonly string[] | boolean>): Map<string, string[]> =>
  new Map(
    Object.entries(values).flatMap(([id, value]): [string, string[]][] =>
      typeof value === 'boolean'
        ? [[id, [value ? YES : NO]]]
        : typeof value === 'string'
          ? [[id, [value]]]
          : [[id, [...value]]],
    ),
  )

export const dayParts = (id: string, value: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = value.split('-')
  return { [`${id}.year`]: year, [`${id}.month`]: month, [`${id}.day`]: date }
}

/** « Le parc | The park », a line each: how short lists are written in both languages. */
export const linesOf = (texts: readonly Text[]): string =>
  texts.map(({ fr, en }) => (en ? `${fr} | ${en}` : fr)).join('\n')

export const textsIn = (form: Form, id: string): Text[] =>
  (form.get(id)?.[0] ?? '')
    .split(/\r?\n/)
    .map((one) => one.split('|').map((half) => half.trim()))
    .filter(([fr]) => fr)
    .map(([fr = '', en = '']) => ({ fr, en }))
