import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon } from './icons.ts'
import { words } from './words.ts'

/**
 * An act on a dossier: possible (a link to its page, or a form of one's own), or not, and then the reason stands
 * where the button would: nobody has to guess why it is missing.
 */
export type Act =
  | {
      label: string
      hint?: string | undefined
      href: string
      main?: boolean | undefined
      current?: boolean | undefined
    }
  | { label: string; form: Html }
  | { label: string; because: string }

export const actList = (p: { language: Language; acts: readonly Act[]; title?: string }): Html => {
  const possible = p.acts.flatMap((a) => ('because' in a ? [] : [a]))
  const impossible = p.acts.filter((a) => 'because' in a)
  const w = words[p.language]
  return html`<div class="acts">
    <h2>${p.title ?? w.acts}</h2>
    ${
      !!possible.length &&
      html`<ul>
        ${possible.map((a) => html`<li>${act(a)}</li>`)}
      </ul>`
    }${
      !!impossible.length &&
      html`<h3>${w.notNow}</h3>
        <ul>
          ${[...Map.groupBy(impossible, ({ because }) => because)].map(([because, barred]) => html`<li>${impossibleActs(barred, because)}</li>`)}
        </ul>`
    }
  </div>`
}

/** What the same reason bars stands together: it is read once. */
const impossibleActs = (acts: readonly { label: string }[], because: string): Html =>
  html`<div class="act impossible">
    ${icon('lock')}
    <p>${acts.map(({ label }, at) => html`${at > 0 && html`<br>`}${label}`)}</p>
    <p class="reason">${because}</p>
  </div>`

const act = (a: Exclude<Act, { because: string }>): Html => {
  if ('form' in a) return a.form
  const hint = a.hint && html`<span class="reason">${a.hint}</span>`
  return html`<a${attributes({ class: a.main ? 'act main' : 'act', href: a.href, 'aria-current': a.current && 'true' })}>
<span>${a.label}</span>${hint}${icon('arrow-right')}</a>`
}
