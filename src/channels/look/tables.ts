import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { attributes } from './attributes.ts'
import { words } from './words.ts'

export type Column<Row> = {
  id: string
  label: string
  cell: (row: Row) => string | number | Html | null | undefined
  /** Figures: aligned on the right, in tabular digits. */
  numeric?: boolean | undefined
  /** Sentences: where a row is a card they are read from the left, under the name of their column. */
  prose?: boolean | undefined
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
  const line = (row: Row) =>
    html`<tr>${shape.map((s) => html`${s.opening}${s.cell(row) ?? '–'}${s.closing}`)}</tr>`
  return html`<table class="table ${p.density ?? 'comfortable'}">
<caption${attributes({ class: p.unseenCaption && 'unseen' })}>${p.caption}</caption>
<thead><tr>${p.columns.map((c) => head(c, p.language))}</tr></thead>
<tbody>${p.rows.map(line)}</tbody>${p.foot && foot(p.foot, p.columns)}
</table>`
}

/** What does not change from row to row is written once, in two halves. */
const shapeOf = <Row>(c: Column<Row>) => {
  const on = attributes({
    class: c.numeric ? 'numeric' : c.prose && 'prose-cell',
    'data-label': c.unseenLabel ? undefined : c.label,
  })
  return c.heads
    ? { opening: html`<th scope="row"${on}>`, closing: html`</th>`, cell: c.cell }
    : { opening: html`<td${on}>`, closing: html`</td>`, cell: c.cell }
}

const foot = <Row>(cells: readonly string[], columns: readonly Column<Row>[]): Html =>
  html`<tfoot><tr>${cells.map((cell, at) =>
    at === 0
      ? html`<th scope="row">${cell}</th>`
      : html`<td${attributes({
          class: columns[at]?.numeric && 'numeric',
          // One total beside its word says itself; several say what each is of, where a row is a card.
          'data-label': cells.length > 2 && columns[at]?.label,
        })}>${cell}</td>`,
  )}</tr></tfoot>`

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
  html`<a class="row-link"${attributes({ href: p.href })}>${p.label}</a>`

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
