import { html, type Html } from '#html'
import type { Language } from '#kernel'
import type { Field } from '#catalogue'
import { attributes } from '../attributes.ts'
import { fieldId } from '../messages.ts'
import { words } from '../words.ts'

/** What a person typed or chose, by the names of the form; several values under one name for checkboxes and items. */
export type Form = ReadonlyMap<string, readonly string[]>

/** A file that the dossier already holds for this need. */
export type HeldFile = { id: string; name: string; size: number; href?: string | undefined }

/** What a need takes as files: the words that a person reads (`PDF, JPEG ou PNG`), the `accept` of HTML, the most bytes. */
export type FileRules = { words: string; accept: string; mostBytes: number }

/** One thing to fill, whether a need or the field of a list's item. */
export type Asked = {
  /** `need` or `need.itemId.field`: the name in the form. */
  path: string
  /** Of an item's field: its list and its item. */
  list: string | null
  item: string | null
  field: Field
  most: number | null
  label: string
  why?: string | undefined
  example?: string | undefined
  optionWords: Readonly<Record<string, string>>
  language: Language
  form: Form
  fault: string | undefined
  /** The label is the page's h1: the question is alone on its page. */
  alone: boolean
  autocomplete: string | undefined
  held: readonly HeldFile[]
  fileRules: FileRules
}

export const valueOf = (form: Form, name: string): string => form.get(name)?.[0] ?? ''

/** The ids that describe a field, in the order they are read: why, example, count or rules, fault. */
export const describedBy = (a: Asked, ...more: readonly string[]): string | undefined => {
  const id = fieldId(a.path)
  const ids = [a.why && `${id}-why`, a.example && `${id}-example`, ...more, a.fault && `${id}-fault`].filter(
    Boolean,
  )
  return ids.length ? ids.join(' ') : undefined
}

/** The frame of a field that has one input: its label is a label. */
export const single = (a: Asked, input: Html): Html => {
  const label = html`<label class="label"${attributes({ for: fieldId(a.path) })}>${labelWords(a)}</label>`
  return html`<div class="${frame(a)}">
    ${a.alone ? html`<h1 class="question">${label}</h1>` : label}${hints(a)}${faultLine(a)}${input}
  </div>`
}

/** The frame of a field that has several inputs: its label is the legend of their group. */
export const group = (a: Asked, inputs: Html, ...described: readonly string[]): Html =>
  html`<fieldset${attributes({ class: frame(a), 'aria-describedby': describedBy(a, ...described) })}><legend class="label">${
    a.alone ? html`<h1 class="question">${labelWords(a)}</h1>` : labelWords(a)
  }</legend>${hints(a)}${faultLine(a)}${inputs}</fieldset>`

const frame = (a: Asked) => (a.fault ? 'field faulty' : 'field')

const labelWords = (a: Asked): Html =>
  html`${a.label}${a.field.optional && html` <span class="optional">${words[a.language].optional}</span>`}`

const hints = (a: Asked): Html =>
  html`${a.why && html`<p class="hint"${attributes({ id: `${fieldId(a.path)}-why` })}>${a.why}</p>`}${
    a.example &&
    html`<p class="hint"${attributes({ id: `${fieldId(a.path)}-example` })}>
      ${words[a.language].example} ${a.example}
    </p>`
  }`

const faultLine = (a: Asked): Html | undefined => {
  if (!a.fault) return undefined
  const id = attributes({ id: `${fieldId(a.path)}-fault` })
  return html`<p class="fault"${id}><span class="unseen">${words[a.language].error} </span>${a.fault}</p>`
}
