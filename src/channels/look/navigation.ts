import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon } from './icons.ts'
import { openKept } from './template.ts'
import { words } from './words.ts'

/** Without `href`, the crumb is where the person stands. */
export type Crumb = { label: string; href?: string | undefined }

export const breadcrumb = (p: { language: Language; crumbs: readonly Crumb[] }): Html =>
  html`<nav class="breadcrumb" aria-label="${words[p.language].trail}">
    <ol>
      ${p.crumbs.map(
        (c) =>
          html`<li>
            ${c.href ? html`<a${attributes({ href: c.href })}>${c.label}</a>` : html`<span aria-current="page">${c.label}</span>`}
          </li>`,
      )}
    </ol>
  </nav>`

export const backLink = (p: { language: Language; href: string; label?: string }): Html =>
  html`<a class="back"${attributes({ href: p.href })}>${icon('arrow-left')}${p.label ?? words[p.language].back}</a>`

export type Tab = { label: string; href: string; count?: number | undefined; current?: boolean | undefined }

/** Tabs are links: each view has an address, and works without a script. `label` names the whole. */
export const tabs = (p: { label: string; tabs: readonly Tab[] }): Html =>
  html`<nav class="tabs" aria-label="${p.label}">
    <ul>
      ${p.tabs.map(
        (t) =>
          html`<li><a${attributes({ href: t.href, 'aria-current': t.current && 'page' })}>${t.label}${
            t.count !== undefined && html` <span class="count">${t.count}</span>`
          }</a></li>`,
      )}
    </ul>
  </nav>`

/** Where a person is in a form: « Étape 2 sur 4 ». The bars only draw what the words say. */
export const steps = (p: Steps): Html =>
  keptSteps(`${p.language} ${p.current} ${p.total} ${p.label ?? ''}`, [], () => drawnSteps(p))

type Steps = { language: Language; current: number; total: number; label?: string }

const keptSteps = openKept(500)

const drawnSteps = (p: Steps): Html => {
  const bars = Array.from({ length: p.total }, (_, at) => (at < p.current ? PASSED : AHEAD))
  return html`<div class="steps">
    <p>
      ${words[p.language].step(p.current, p.total)}${p.label && html`<span class="steps-label"> · ${p.label}</span>`}
    </p>
    <div class="bars" aria-hidden="true">${bars}</div>
  </div>`
}

const PASSED = html`<i class="passed"></i>`
const AHEAD = html`<i></i>`

/** `href(page)` gives each page's address. Nothing is written for one page or none. */
export const pagination = (p: {
  language: Language
  current: number
  pages: number
  href: (page: number) => string
  range?: { from: number; to: number; total: number } | undefined
}): Html => {
  const w = words[p.language]
  const range = p.range && html`<p class="range">${w.range(p.range.from, p.range.to, p.range.total)}</p>`
  if (p.pages <= 1) return range ? html`<div class="pagination">${range}</div>` : none
  return html`<nav class="pagination" aria-label="${w.pages}">
    ${range}
    <ul>
      ${p.current > 1 && step(p.href(p.current - 1), w.previous, 'prev')}${near(p.current, p.pages).map(
        (n) =>
          n === null
            ? html`<li class="gap" aria-hidden="true">…</li>`
            : html`<li><a${attributes({ href: p.href(n), 'aria-label': w.pageNumber(n), 'aria-current': n === p.current && 'page' })}>${n}</a></li>`,
      )}${p.current < p.pages && step(p.href(p.current + 1), w.next, 'next')}
    </ul>
  </nav>`
}

const step = (href: string, label: string, rel: 'prev' | 'next'): Html =>
  html`<li><a${attributes({ href, rel })}>${rel === 'prev' && icon('arrow-left')}${label}${rel === 'next' && icon('arrow-right')}</a></li>`

/** First, last, and the neighbours of where one is; `null` is a gap. */
const near = (current: number, pages: number): (number | null)[] => {
  const kept = [...new Set([1, current - 1, current, current + 1, pages])]
    .filter((n) => n >= 1 && n <= pages)
    .toSorted((a, b) => a - b)
  return kept.flatMap((n, at) => (at > 0 && n - kept[at - 1]! > 1 ? [null, n] : [n]))
}
