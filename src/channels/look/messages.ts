import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon, type Icon } from './icons.ts'
import { words } from './words.ts'

/** Path of an answer (`need`, `need.itemId.field`) → the sentence that says what to mend. */
export type Faults = Readonly<Record<string, string>>

/** The id of the first thing to fill for a path: what an error links to, and what tests may look for. */
export const fieldId = (path: string): string => path.replaceAll('.', '-')

/** At the top of a page in error, before its h1, each fault a link to its field (WCAG 3.3.1, 3.3.3). */
export const errorSummary = (p: {
  language: Language
  faults: Faults
  /** The form carried a file that was not kept: no browser sends it again by itself. */
  fileLost?: boolean | undefined
}): Html => {
  const faults = Object.entries(p.faults)
  if (!faults.length) return none
  const w = words[p.language]
  const link = ([path, sentence]: [string, string]) =>
    html`<li><a${attributes({ href: `#${fieldId(path)}` })}>${sentence}</a></li>`
  return html`<div class="error-summary" role="alert" aria-labelledby="error-title" tabindex="-1" data-focus>
<p class="error-title" id="error-title">${icon('alert')}${w.summaryTitle(faults.length)}</p>
<ul>${faults.map(link)}</ul>
<p>${p.fileLost ? w.fileLost : w.nothingLost}</p></div>`
}

const TONES = {
  information: ['info', 'info'],
  success: ['good', 'done'],
  warning: ['warn', 'alert'],
  problem: ['bad', 'alert'],
} as const satisfies Record<string, readonly [string, Icon]>

export type Tone = keyof typeof TONES

/**
 * What a person has to notice. `live` when it answers an act of theirs: it is then read aloud. `level` is the
 * heading's, 2 unless told.
 */
export const notice = (p: {
  language: Language
  tone: Tone
  title?: string | undefined
  /** A sentence or two, in one paragraph; more goes to `action`. */
  body?: string | undefined
  action?: Html | undefined
  live?: boolean | undefined
  level?: 2 | 3 | undefined
}): Html => {
  const [tone, drawing] = TONES[p.tone]
  const title = p.title && (p.level === 3 ? html`<h3>${p.title}</h3>` : html`<h2>${p.title}</h2>`)
  return html`<div class="notice ${tone}"${attributes({ role: p.live && (p.tone === 'problem' ? 'alert' : 'status') })}>
${icon(drawing)}<div><span class="unseen">${words[p.language][p.tone]}. </span>
${title}${p.body && html`<p>${p.body}</p>`}${p.action}</div></div>`
}

/** Quoted matter, an aside that nobody must act on. */
export const inset = (body: Html): Html => html`<div class="inset">${body}</div>`

export const details = (p: { summary: string; body: Html; open?: boolean }): Html =>
  html`<details${attributes({ open: p.open })}><summary>${p.summary}</summary><div class="flow">${p.body}</div></details>`

/** Nothing here, why, and what to do: never a blank. */
export const emptyState = (p: { title: string; body?: string; action?: Html; icon?: Icon }): Html =>
  html`<div class="empty">
    ${icon(p.icon ?? 'inbox')}
    <h2>${p.title}</h2>
    ${p.body && html`<p>${p.body}</p>`}${p.action}
  </div>`
