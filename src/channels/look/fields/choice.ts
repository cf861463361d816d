import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'
import { fieldId } from '../messages.ts'
import { words } from '../words.ts'
import { group, valueOf, type Asked } from './asked.ts'

type Choice = { value: string; label: string }

/** What the form carries for a boolean. */
export const YES = 'yes'
export const NO = 'no'

export const yesNo = (a: Asked): Html => {
  const w = words[a.language]
  return radios(
    a,
    [
      { value: YES, label: w.yes },
      { value: NO, label: w.no },
    ],
    true,
  )
}

export const oneOf = (a: Asked): Html => radios(a, optionsOf(a), false)

/** What is marked: null when nothing was answered, undefined when somebody sent what is no option. */
export const chosenOf =
  (options?: readonly string[]) =>
  (a: Asked): string | null | undefined => {
    if (!a.form.has(a.path)) return null
    const chosen = valueOf(a.form, a.path)
    return chosen === '' || (options ?? a.field.options).includes(chosen) ? chosen : undefined
  }

/** A radio cannot be unchecked: an optional choice has one more, which answers nothing. */
const radios = (a: Asked, options: readonly Choice[], inline: boolean): Html => {
  const chosen = valueOf(a.form, a.path)
  const all = a.field.optional ? [...options, { value: '', label: words[a.language].noAnswer }] : options
  const answered = a.form.has(a.path)
  return group(
    a,
    html`<div class="${inline ? 'choices inline' : 'choices'}">
      ${all.map((o, at) => choice('radio', a, o, at, o.value === chosen && (o.value !== '' || answered)))}
    </div>`,
  )
}

export const manyOf = (a: Asked): Html => {
  const chosen = a.form.get(a.path) ?? []
  const id = `${fieldId(a.path)}-several`
  return group(
    a,
    html`<p class="hint"${attributes({ id })}>${words[a.language].chooseSeveral}</p>
      <div class="choices">
        ${optionsOf(a).map((o, at) => choice('checkbox', a, o, at, chosen.includes(o.value)))}
      </div>`,
    id,
  )
}

const optionsOf = (a: Asked): Choice[] =>
  a.field.options.map((value) => ({ value, label: a.optionWords[value] ?? value }))

const choice = (type: 'radio' | 'checkbox', a: Asked, o: Choice, at: number, checked: boolean): Html => {
  const id = at === 0 ? fieldId(a.path) : `${fieldId(a.path)}-${at + 1}`
  return html`<div class="choice"><input${attributes({
    type,
    id,
    name: a.path,
    value: o.value,
    checked,
    'aria-invalid': a.fault && type === 'checkbox' && 'true',
  })}><label${attributes({ for: id })}>${o.label}</label></div>`
}
