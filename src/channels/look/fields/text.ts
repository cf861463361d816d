import { html, type Html } from '#html'
import type { Kind } from '#catalogue'
import { attributes } from '../attributes.ts'
import { fieldId } from '../messages.ts'
import { words } from '../words.ts'
import { describedBy, single, valueOf, type Asked } from './asked.ts'

type Manner = {
  type?: string
  inputmode?: string
  width: string
  spellcheck?: 'false'
  autocapitalize?: string
  autocomplete?: string
}

/** How a device should help with each kind: which keyboard, how wide, no correction of what is not prose. */
const MANNERS: Partial<Record<Kind, Manner>> = {
  text: { width: 'w-full' },
  whole: { inputmode: 'numeric', width: 'w-4', spellcheck: 'false' },
  money: { inputmode: 'decimal', width: 'w-8', spellcheck: 'false' },
  email: {
    type: 'email',
    inputmode: 'email',
    width: 'w-full',
    spellcheck: 'false',
    autocapitalize: 'none',
    autocomplete: 'email',
  },
  phone: { type: 'tel', inputmode: 'tel', width: 'w-16', autocomplete: 'tel' },
  'postal-code': {
    width: 'w-8',
    spellcheck: 'false',
    autocapitalize: 'characters',
    autocomplete: 'postal-code',
  },
  sin: { inputmode: 'numeric', width: 'w-12', spellcheck: 'false', autocomplete: 'off' },
  'bank-account': { inputmode: 'numeric', width: 'w-16', spellcheck: 'false', autocomplete: 'off' },
}

export const line = (a: Asked): Html => {
  const { width, autocomplete, type, ...manner } = MANNERS[a.field.is] ?? { width: 'w-full' }
  const input = html`<input${attributes({
    type: type ?? 'text',
    id: fieldId(a.path),
    name: a.path,
    value: valueOf(a.form, a.path),
    class: `input ${width}`,
    ...manner,
    autocomplete: a.autocomplete ?? autocomplete,
    'aria-describedby': describedBy(a),
    'aria-invalid': a.fault && 'true',
  })}>`
  return single(a, a.field.is === 'money' ? withDollar(a, input) : input)
}

/** The symbol stands where the language writes it: after the amount in French, before it in English. */
const withDollar = (a: Asked, input: Html): Html => {
  const sign = html`<span class="affix" aria-hidden="true">$</span>`
  return html`<div class="affixed">
    ${a.language === 'fr' ? html`${input}${sign}` : html`${sign}${input}`}
  </div>`
}

/** The count is announced politely by the script; without it, the most is said in advance. */
export const paragraph = (a: Asked): Html => {
  const w = words[a.language]
  const id = fieldId(a.path)
  const counted = {
    id: `${id}-count`,
    'data-count-for': id,
    'data-most': a.most,
    'data-left': w.left,
    'data-over': w.over,
  }
  const count = a.most && html`<p class="hint count-left"${attributes(counted)}>${w.most(a.most)}</p>`
  const area = html`<textarea rows="5" class="input w-full"${attributes({
    id,
    name: a.path,
    'aria-describedby': describedBy(a, ...(a.most ? [`${id}-count`] : [])),
    'aria-invalid': a.fault && 'true',
  })}>
${valueOf(a.form, a.path)}</textarea>`
  return single(a, html`${area}${count}`)
}
