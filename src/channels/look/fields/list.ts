import { html, type Html } from '#html'
import type { Field, Need, NeedWords } from '#catalogue'
import { attributes } from '../attributes.ts'
import { button } from '../buttons.ts'
import { fieldId } from '../messages.ts'
import { openKept } from '../template.ts'
import { words } from '../words.ts'
import type { Asked } from './asked.ts'

/**
 * An item of a list of which a registry already holds something: that is shown, the rest is asked, and it cannot be
 * removed here (a fact is contested, not deleted).
 */
export type KnownItem = {
  id: string
  title: string
  shown: readonly (readonly [string, string])[]
  source?: string | undefined
}

export type ListAsked = Asked & {
  need: Need
  needWords: NeedWords
  knownItems: readonly KnownItem[]
  /** Whether this item is asked this field (its `when` holds, no registry knows it). */
  asks: (itemId: string, fieldId: string) => boolean
  /** The registry's items are all there is: none is added here. */
  closed: boolean
  /** Renders one field of one item. */
  fieldOf: (itemId: string, field: Field) => Html
}

export const list = (a: ListAsked): Html => {
  const w = words[a.language]
  const known = new Set(a.knownItems.map((item) => item.id))
  const typed = (a.form.get(`${a.path}._items`) ?? []).filter((id) => ITEM_ID.test(id) && !known.has(id))
  const noun = a.needWords.item ?? w.item
  return html`<div class="items">${a.knownItems.map((item) => knownItem(a, item))}${typed.map((id, at) =>
    typedItem(a, id, `${noun} ${known.size + at + 1}`),
  )}${!a.closed && addition(a, noun, known.size + typed.length)}</div>`
}

const addition = (a: ListAsked, noun: string, count: number): Html => {
  const w = words[a.language]
  const full = a.most !== null && count >= a.most
  return html`<div${attributes({ class: 'add', id: `${fieldId(a.path)}-add` })}>${
    full
      ? html`<p class="hint">${w.mostItems(a.most!)}</p>`
      : button({
          label: a.needWords.add ?? w.addItem(noun),
          act: `add:${a.path}`,
          weight: 'secondary',
          icon: 'plus',
        })
  }</div>`
}

/** Ids come back from the browser: what is not one is not written. */
const ITEM_ID = /^[a-z0-9]{1,40}$/

const fieldsOf = (a: ListAsked, id: string): Html =>
  html`<input type="hidden" name="${a.path}._items" value="${id}">${a.need.fields.map(
    (field) => a.asks(id, field.id) && a.fieldOf(id, field),
  )}`

/** An item says the same but for its texts: what a registry calls a fact is in the key, what it holds is not. */
const knownItem = (a: ListAsked, item: KnownItem): Html => {
  const labels = item.shown.map(([label]) => label)
  const key = `${a.language} ${item.source !== undefined} ${labels.join('\n')}`
  const texts = item.shown.map(([, text]) => text)
  return keptItem(
    key,
    [fieldsOf(a, item.id), item.title, item.source ?? '', ...texts],
    ([fields, title, source, ...shown]) =>
      html`<fieldset class="item known-item">
    <legend>${title}</legend>
    <dl class="shown">
      ${shown.map(
        (text, at) =>
          html`<div>
            <dt>${labels[at]}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    ${source && html`<p class="source">${words[a.language].fromSource} ${source}</p>`}${fields}
  </fieldset>`,
  )
}

/** Each list of each service, in two languages. */
const keptItem = openKept(1_000)

const typedItem = (a: ListAsked, id: string, title: string): Html =>
  html`<fieldset class="item">
    <legend>${title}</legend>
    ${fieldsOf(a, id)}
    <div class="item-remove">
      ${button({
        label: words[a.language].remove,
        about: title,
        act: `remove:${a.path}:${id}`,
        weight: 'quiet',
        icon: 'trash',
      })}
    </div>
  </fieldset>`
