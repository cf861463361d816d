import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'
import { fieldId } from '../messages.ts'
import { words } from '../words.ts'
import { group, valueOf, type Asked } from './asked.ts'

/** Year, month, day: the order of the written date in Québec (`2026-11-22`), each in its own input, no picker to fight. */
export const PARTS = ['year', 'month', 'day'] as const

export const date = (a: Asked): Html =>
  group(a, html`<div class="date">${PARTS.map((part, at) => input(a, part, at === 0))}</div>`)

const input = (a: Asked, part: (typeof PARTS)[number], first: boolean): Html => {
  const id = first ? fieldId(a.path) : `${fieldId(a.path)}-${part}`
  const name = `${a.path}.${part}`
  const on = attributes({
    id,
    name,
    value: valueOf(a.form, name),
    class: part === 'year' ? 'input w-4' : 'input w-2',
    autocomplete: a.autocomplete === 'bday' ? `bday-${part}` : a.autocomplete,
    'aria-invalid': a.fault && 'true',
  })
  return html`<div><label${attributes({ for: id })}>${words[a.language][part]}</label>
<input type="text" inputmode="numeric" spellcheck="false"${on}></div>`
}
