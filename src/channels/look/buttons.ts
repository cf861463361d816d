import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon, type Icon } from './icons.ts'
import { inBoth } from './words.ts'

export type Weight = 'primary' | 'secondary' | 'quiet' | 'danger'

type Face = {
  label: string
  weight?: Weight | undefined
  icon?: Icon | undefined
  about?: string | undefined
}

/**
 * A button acts, a link goes. `about` is read after the label by those who cannot see what it stands beside
 * (« Retirer » → « Retirer Léo »). `act` is the `_do` of a button that stays on the page.
 */
export const button = (
  p: Face & { name?: string; value?: string; act?: string; form?: string; formaction?: string },
): Html =>
  html`<button type="submit"${attributes({
    class: faceClass(p.weight),
    name: p.act ? '_do' : p.name,
    value: p.act ?? p.value,
    form: p.form,
    formaction: p.formaction,
  })}>
    ${face(p)}
  </button>`

export const linkButton = (p: Face & { href: string }): Html =>
  html`<a${attributes({ class: faceClass(p.weight), href: p.href })}>${face(p)}</a>`

const faceClass = (weight: Weight = 'primary') => `button ${weight}`

/** The arrow of what goes further comes after the words, every other icon before. */
const face = (p: Face): Html => {
  const drawing = p.icon && icon(p.icon)
  const label = html`<span>${p.label}${p.about && html`<span class="unseen"> ${p.about}</span>`}</span>`
  return p.icon === 'arrow-right' ? html`${label}${drawing}` : html`${drawing}${label}`
}

/** Buttons side by side, the main one first. */
export const buttons = (...them: readonly Html[]): Html => html`<div class="buttons">${them}</div>`

export type FormProps = {
  language: Language
  action: string
  body: Html
  /** The form carries files. */
  files?: boolean | undefined
  /** Where a draft is saved while the person types (POST, urlencoded, files left out). */
  autosave?: string | undefined
  /** What the form carries unseen: an idempotency key, a purpose. */
  hidden?: Readonly<Record<string, string>> | undefined
}

/**
 * A form that Enter always submits as its main button would: browsers press the first button they find, which could
 * otherwise be a « Retirer ». The server's sentences replace the browser's (`novalidate`).
 */
export const postForm = (p: FormProps): Html => {
  const fields = Object.entries(p.hidden ?? {})
  return html`<form method="post" novalidate data-once class="flow"${attributes({
    action: p.action,
    enctype: p.files && 'multipart/form-data',
    'data-autosave': p.autosave,
  })}${p.autosave && SAVING[p.language]}>
    ${ENTER[p.language]}${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${
      p.body
    }${p.autosave && SAVED}
  </form>`
}

const ENTER = inBoth(
  (w) => html`<button type="submit" class="unseen" tabindex="-1" aria-hidden="true">${w.continue}</button>`,
)
const SAVING = inBoth((w) =>
  attributes({ 'data-saving': w.saving, 'data-saved': w.saved, 'data-unsaved': w.unsaved }),
)
const SAVED = html`<p class="autosave" role="status" data-autosave-status></p>`
