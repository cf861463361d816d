import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon } from './icons.ts'
import { words } from './words.ts'

export type FilterChoice = {
  name: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
}

/** One filter that is on, and the address of the list without it. */
export type ActiveFilter = { label: string; href: string }

/** Search and filters of a list: a GET form, so that each view has an address one can keep and send. */
export const filterBar = (p: {
  language: Language
  action: string
  search?: { name: string; label: string; value: string } | undefined
  choices: readonly FilterChoice[]
  active?: readonly ActiveFilter[] | undefined
  /** The address without any filter. */
  clear?: string | undefined
  hidden?: Readonly<Record<string, string>> | undefined
  /** What the button does, when it is not to filter. */
  button?: string | undefined
}): Html => {
  const w = words[p.language]
  const hidden = Object.entries(p.hidden ?? {})
  return html`<form class="filters" method="get" role="search" aria-label="${w.filters}"${attributes({ action: p.action })}>
${hidden.map(([name, value]) => html`<input type="hidden"${attributes({ name, value })}>`)}
${p.search && searchField(p.search)}${p.choices.map(choiceField)}
<button type="submit" class="button secondary">${p.button ?? w.filter}</button>
</form>${!!p.active?.length && activeFilters(p.language, p.active, p.clear)}`
}

const activeFilters = (
  language: Language,
  active: readonly ActiveFilter[],
  clear: string | undefined,
): Html => {
  const w = words[language]
  const one = (a: ActiveFilter) =>
    html`<li><a${attributes({ href: a.href })}><span class="unseen">${w.removeFilter} </span>${a.label}${icon('cross')}</a></li>`
  return html`<ul class="active-filters">${active.map(one)}${
    clear && html`<li><a class="clear"${attributes({ href: clear })}>${w.clear}</a></li>`
  }</ul>`
}

const searchField = (s: { name: string; label: string; value: string }): Html => {
  const id = `filter-${s.name}`
  return html`<div class="filter grow"><label${attributes({ for: id })}>${s.label}</label>
<input type="search"${attributes({ id, name: s.name, value: s.value })}></div>`
}

const choiceField = (c: FilterChoice): Html => {
  const id = `filter-${c.name}`
  const option = (o: { value: string; label: string }) =>
    html`<option${attributes({ value: o.value, selected: o.value === c.value })}>${o.label}</option>`
  return html`<div class="filter"><label${attributes({ for: id })}>${c.label}</label>
<select${attributes({ id, name: c.name })}>${c.options.map(option)}</select></div>`
}

/** The search of the front door: one field, one button. */
export const searchForm = (p: {
  language: Language
  action: string
  name: string
  label: string
  value?: string
  hint?: string | undefined
}): Html => {
  const described = p.hint && 'search-hint'
  return html`<form class="search" method="get" role="search"${attributes({ action: p.action })}>
<label for="search">${p.label}</label>${p.hint && html`<p class="hint" id="search-hint">${p.hint}</p>`}
<div><input type="search" id="search"${attributes({ name: p.name, value: p.value, 'aria-describedby': described })}>
<button type="submit" class="button primary">${icon('search')}<span>${words[p.language].search}</span></button></div>
</form>`
}
