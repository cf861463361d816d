import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { icon } from './icons.ts'
import { words } from './words.ts'

export type Column<Row> = {
  id: string
  label: string
  cell: (row: Row) => string | number | Html | null | undefined
  /** Figures: aligned on the right, in tabular digits. */
  numeric?: boolean | undefined
  /** The column that names the row (a header cell); one at most. */
  heads?: boolean | undefined
  /** Where sorting by this column leads, and how it is sorted now. */
  sort?: { href: string; now?: 'ascending' | 'descending' | undefined } | undefined
  /** The label is for those who cannot see the column (a column of icons). */
  unseenLabel?: boolean | undefined
}

export type TableProps<Row> = {
  language: Language
  caption: string
  unseenCaption?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Shown in place of a table without rows. */
  empty: Html
  density?: 'comfortable' | 'compact' | undefined
  foot?: readonly (string | Html)[] | undefined
}

/** Rows that an agent scans by the hundred: heads stay in view, figures line up, one link opens the whole row. */
export const table = <Row>(p: TableProps<Row>): Html => {
  if (!p.rows.length) return p.empty
  const shape = p.columns.map(shapeOf)
  return html`<table class="table ${p.density ?? 'comfortable'}"><caption${attributes({ class: p.unseenCaption && 'unseen' })}>${p.caption}</caption><thead><tr>${p.columns.map((c) => head(c, p.language))}</tr></thead><tbody>${p.rows.map(
    (row) =>
      html`<tr>
        ${shape.map((s) => html`${s.opening}${s.cell(row) ?? '–'}${s.closing}`)}
      </tr>`,
  )}</tbody>${
    p.foot &&
    html`<tfoot>
      <tr>
        ${p.foot.map((cell, at) => html`<td${attributes({ class: p.columns[at]?.numeric && 'numeric' })}>${cell}</td>`)}
      </tr>
    </tfoot>`
  }</table>`
}

/** What does not change from row to row is written once. */
const shapeOf = <Row>(c: Column<Row>) => {
  const on = attributes({ class: c.numeric && 'numeric', 'data-label': c.unseenLabel ? undefined : c.label })
  return c.heads
    ? { opening: html`<th scope="row" ${on}></th>`, closing: html`</th>`, cell: c.cell }
    : { opening: html`<td${on}></td${on}>`, closing: html`</td>`, cell: c.cell }
}

const head = <Row>(c: Column<Row>, language: Language): Html => {
  const w = words[language]
  const on = attributes({ scope: 'col', class: c.numeric && 'numeric', 'aria-sort': c.sort?.now })
  if (!c.sort)
    return html`<th${on}>${c.unseenLabel ? html`<span class="unseen">${c.label}</span>` : c.label}</th>`
  const order =
    c.sort.now &&
    html`<span class="unseen"> (${c.sort.now === 'ascending' ? w.sortedUp : w.sortedDown})</span>`
  return html`<th${on}><a${attributes({ href: c.sort.href })}>${c.label}${order}</a></th>`
}

/** The link that opens a row: it covers the whole of it. */
export const rowLink = (p: { href: string; label: string | Html }): Html =>
  html`<a class="row-link" ${attributes({ href: p.href })}>${p.label}</a>`

/** Two densities, as links: the choice has an address that the channel remembers. */
export const densitySwitch = (p: {
  language: Language
  density: 'comfortable' | 'compact'
  href: (density: 'comfortable' | 'compact') => string
}): Html => {
  const w = words[p.language]
  const choice = (density: 'comfortable' | 'compact') =>
    html`<li><a${attributes({ href: p.href(density), 'aria-current': density === p.density && 'true' })}>${w[density]}</a></li>`
  return html`<nav class="density" aria-label="${w.density}">
    <ul>
      ${choice('comfortable')}${choice('compact')}
    </ul>
  </nav>`
}

export type FilterChoice = {
  name: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
}

/** Search and filters of a list: a GET form, so that each view has an address one can keep and send. */
export const filterBar = (p: {
  language: Language
  action: string
  search?: { name: string; label: string; value: string } | undefined
  choices: readonly FilterChoice[]
  /** What is filtered now, each with the address without it. */
  active?: readonly { label: string; href: string }[] | undefined
  clear?: string | undefined
  hidden?: Readonly<Record<string, string>> | undefined
}): Html => {
  const w = words[p.language]
  return html`<form
      class="filters"
      method="get"
      role="search"
      aria-label="${w.filters}"
      ${attributes({ action: p.action })}
    >
      ${Object.entries(p.hidden ?? {}).map(
        ([name, value]) => html`<input type="hidden" ${attributes({ name, value })} />`,
      )}${p.search && searchField(p.search)}${p.choices.map(choiceField)}<button
        type="submit"
        class="button secondary"
      >
        ${w.filter}
      </button>
    </form>
    ${
      !!p.active?.length &&
      html`<ul class="active-filters">
        ${p.active.map(
          (a) =>
            html`<li><a${attributes({ href: a.href })}><span class="unseen">${w.removeFilter} </span>${a.label}${icon('cross')}</a></li>`,
        )}${p.clear && html`<li><a class="clear" ${attributes({ href: p.clear })}>${w.clear}</a></li>`}
      </ul>`
    }`
}

const searchField = (s: { name: string; label: string; value: string }): Html =>
  html`<div class="filter grow"><label${attributes({ for: `filter-${s.name}` })}>${s.label}</label><input type="search"${attributes({ id: `filter-${s.name}`, name: s.name, value: s.value })}></div>`

const choiceField = (c: FilterChoice): Html =>
  html`<div class="filter"><label${attributes({ for: `filter-${c.name}` })}>${c.label}</label><select${attributes({ id: `filter-${c.name}`, name: c.name })}>${c.options.map(
    (o) => html`<option${attributes({ value: o.value, selected: o.value === c.value })}>${o.label}</option>`,
  )}</select></div>`

/** The search of the front door: one field, one button. */
export const searchForm = (p: {
  language: Language
  action: string
  name: string
  label: string
  value?: string
  hint?: string
}): Html =>
  html`<form class="search" method="get" role="search" ${attributes({ action: p.action })}>
    <label for="search">${p.label}</label>${p.hint && html`<p class="hint" id="search-hint">${p.hint}</p>`}
    <div>
      <input
        type="search"
        id="search"
        ${attributes({ name: p.name, value: p.value, 'aria-describedby': p.hint && 'search-hint' })}
      /><button type="submit" class="button primary">
        ${icon('search')}<span>${words[p.language].search}</span>
      </button>
    </div>
  </form>`
