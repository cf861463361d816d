import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { forecourt, icon } from './icons.ts'
import { time } from './lists.ts'
import { tag } from './status.ts'
import { words } from './words.ts'

/**
 * What a registry already holds, shown and not asked: the value, where it comes from, since when, and the way to say
 * that it is wrong. A source that is down is a state one can see, with a way out (`wayOut`).
 */
export type KnownFact = {
  language: Language
  label: string
  value: string | Html
  source: string
  asOf?: { text: string; machine: string } | undefined
  state?: 'fetched' | 'contested' | 'unavailable' | undefined
  /** A link, or the `_do` of a button in the page's form. */
  contest?: { href: string } | { act: string } | undefined
  wayOut?: string | Html | undefined
}

export const knownFact = (p: KnownFact): Html => {
  const w = words[p.language]
  const state = p.state ?? 'fetched'
  return html`<div class="known ${state}">
    <div class="known-fact">
      <p class="known-label">${p.label}</p>
      ${
        state === 'unavailable'
          ? tag({ status: 'problem', label: w.unavailable })
          : html`<p class="known-value">${p.value}</p>`
      }
      <p class="source">
        ${icon('lock')}<span>${w.fromSource} ${p.source}${p.asOf && html`, ${w.asOf} ${time(p.asOf)}`}</span>
      </p>
      ${p.wayOut && html`<p>${p.wayOut}</p>`}
    </div>
    ${state === 'contested' ? tag({ status: 'paused', label: w.contested }) : contest(p)}
  </div>`
}

const contest = (p: KnownFact) => {
  if (!p.contest || p.state === 'unavailable') return undefined
  const face = html`${words[p.language].wrong}<span class="unseen"> (${p.label})</span>`
  return 'href' in p.contest
    ? html`<a class="contest"${attributes({ href: p.contest.href })}>${face}</a>`
    : html`<button type="submit" name="_do" class="contest"${attributes({ value: p.contest.act })}>
        ${face}
      </button>`
}

/** The proof that a dossier was filed: its number, large enough to read aloud and to photograph. */
export const receipt = (p: {
  language: Language
  title: string
  number: string
  when: { text: string; machine: string }
  body?: string | Html | undefined
  rows?: readonly [string, string][] | undefined
}): Html => {
  const w = words[p.language]
  return html`<div class="receipt">
    <h1>${icon('done')}${p.title}</h1>
    <p class="receipt-label">${w.number}</p>
    <p class="receipt-number">${p.number}</p>
    <p>${time(p.when)}</p>
    ${p.body && html`<p>${p.body}</p>`}${
      !!p.rows?.length &&
      html`<dl>
        ${p.rows.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`
    }
  </div>`
}

/** A figure that matters: an amount, a delay. `value` comes formatted for the language. */
export const figure = (p: { label: string; value: string; note?: string | Html }): Html =>
  html`<div class="figure">
    <p class="figure-label">${p.label}</p>
    <p class="figure-value">${p.value}</p>
    ${p.note && html`<p class="figure-note">${p.note}</p>`}
  </div>`

export const figures = (...them: readonly Html[]): Html => html`<div class="figure-row">${them}</div>`

/** The main matter and, beside it where there is room, what goes with it (acts, facts at a glance). */
export const beside = (p: { main: Html; aside: Html; asideLabel: string }): Html =>
  html`<div class="beside">
    <div class="flow">${p.main}</div>
    <aside class="flow" aria-label="${p.asideLabel}">${p.aside}</aside>
  </div>`

/** The top of the front door: what this place is, and the way in (a search). */
export const hero = (p: { title: string; lead?: string | undefined; body: Html }): Html =>
  html`<div class="hero">${forecourt}<h1>${p.title}</h1>${p.lead && html`<p class="lead">${p.lead}</p>`}${p.body}</div>`

/** One service among those one may ask for. */
export type ServiceCard = { href: string; title: string; summary: string; note?: string | undefined }

export const serviceList = (services: readonly ServiceCard[]): Html =>
  html`<ul class="services">
    ${services.map(
      (s) =>
        html`<li><h3><a${attributes({ href: s.href })}>${s.title}</a></h3><p>${s.summary}</p>
${s.note && html`<p class="source">${s.note}</p>`}${icon('arrow-right')}</li>`,
    )}
  </ul>`

/** A few ways in, side by side and lighter than services: a title, a line, what it comes to now. */
export const doors = (them: readonly ServiceCard[]): Html =>
  html`<ul class="doors">
    ${them.map(
      (d) =>
        html`<li><h3><a${attributes({ href: d.href })}>${d.title}</a></h3><p>${d.summary}</p>
${d.note && html`<p class="source">${d.note}</p>`}</li>`,
    )}
  </ul>`

/**
 * A letter, on screen and on letter paper: who writes, to whom, when, about what, signed. Lines of an address come in
 * order; the two spaces before a postal code are kept.
 */
export const letter = (p: {
  from: readonly string[]
  to: readonly string[]
  place: string | Html
  reference: readonly [string, string][]
  subject: string
  body: Html
  signature: readonly string[]
}): Html =>
  html`<article class="letter flow">
    <div class="letter-head">
      <address>${lines(p.from)}</address>
      <dl>
        ${p.reference.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </div>
    <p>${p.place}</p>
    <address>${lines(p.to)}</address>
    <h1>${p.subject}</h1>
    ${p.body}
    <p class="signature">${lines(p.signature)}</p>
  </article>`

const lines = (them: readonly string[]): Html =>
  html`${them.map((line, at) => html`${at > 0 && BREAK}${line}`)}`
const BREAK = html`<br>`
