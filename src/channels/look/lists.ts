import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon } from './icons.ts'
import { words } from './words.ts'

export type SummaryRow = {
  label: string
  /** Several lines when several values; nothing, null or '' says that it was not given. */
  value: string | Html | readonly (string | Html)[] | null | undefined
  action?: { href: string; label?: string } | undefined
  /** Where the value comes from, under it. */
  source?: string | undefined
  money?: boolean | undefined
}

/** Pairs of words and values: what is about to be filed, what a dossier holds. */
export const summaryList = (p: {
  language: Language
  rows: readonly SummaryRow[]
  dense?: boolean
}): Html => {
  const w = words[p.language]
  const kind = `summary${p.dense ? ' dense' : ''}${p.rows.some((r) => r.action) ? ' changeable' : ''}`
  return html`<dl class="${kind}">${p.rows.map(
    (r) =>
      html`<div><dt>${r.label}</dt><dd${attributes({ class: r.money && 'figures' })}>${shown(r.value, w.none)}${
        r.source && html`<span class="source">${r.source}</span>`
      }</dd>${r.action && change(r.label, r.action, w.change)}</div>`,
  )}</dl>`
}

const change = (about: string, action: { href: string; label?: string }, word: string): Html =>
  html`<dd class="action"><a${attributes({ href: action.href })}>${action.label ?? word}<span class="unseen"> ${about}</span></a></dd>`

const shown = (value: SummaryRow['value'], absent: string): Html => {
  const lines = (Array.isArray(value) ? value : [value]) as readonly (string | null | undefined)[]
  const kept = lines.filter((line) => line !== null && line !== undefined && line !== '')
  if (!kept.length) return html`<span class="absent">${absent}</span>`
  return html`${kept.map((line, at) => html`${at > 0 && LINE}${line}`)}`
}
const LINE = html`<br>`

/** A summary's part: its title and, beside it, the way to change the whole part. */
export const section = (p: { title: string; body: Html; action?: Html | undefined; id?: string }): Html =>
  html`<section class="section flow"${attributes({ id: p.id })}>
    <div class="section-head">
      <h2>${p.title}</h2>
      ${p.action}
    </div>
    ${p.body}
  </section>`

/** One thing that happened, or will: `ahead` is not there yet, `now` is where the dossier stands. */
export type Moment = {
  title: string
  when?: { text: string; machine: string } | undefined
  body?: string | Html | undefined
  by?: string | undefined
  state?: 'past' | 'now' | 'ahead' | undefined
}

export const timeline = (p: { moments: readonly Moment[]; dense?: boolean }): Html =>
  html`<ol class="${p.dense ? 'timeline dense' : 'timeline'}">
    ${p.moments.map(moment)}
  </ol>`

const moment = (m: Moment): Html =>
  html`<li class="${m.state ?? 'past'}"${attributes({ 'aria-current': m.state === 'now' && 'step' })}>
    ${m.state === 'ahead' ? icon('ring') : m.state === 'now' ? icon('half') : icon('done')}
    <div>
      <p class="moment">${m.title}</p>
      ${
        (m.when || m.by) &&
        html`<p class="when">${m.when && time(m.when)}${m.when && m.by && ' · '}${m.by}</p>`
      }${m.body && html`<div class="moment-body">${m.body}</div>`}
    </div>
  </li>`

/** A day or an instant, as people read it and as machines do (`2026-11-22`, `2026-11-22T14:30-05:00`). */
export const time = (p: { text: string; machine: string }): Html =>
  html`<time${attributes({ datetime: p.machine })}>${p.text}</time>`

/** Steps to come, in order: what happens after filing. */
export const nextSteps = (lines: readonly string[]): Html =>
  lines.length
    ? html`<ol class="next-steps">
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ol>`
    : none
