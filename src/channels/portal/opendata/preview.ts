import { html, type Html } from '#html'
import { formatDay, formatNumber, isDay, type Language } from '#kernel'
import { pagination, section, table } from '#look'
import { type Cell, type Dataset, type Distribution, type Field, isTable, type Rows } from '#opendata'
import type { Visit } from '../visit.ts'
import { fileName } from './names.ts'
import { words } from './words.ts'

const BY_PAGE = 10
const MOST_COLUMNS = 8
const MOST_LETTERS = 80
/** Longer than this in one piece (a fingerprint, an address), a value is cut at any letter rather than widen its column. */
const LONG_PIECE = /[^\s-]{13}/

/** Which table is shown: the one that the address names, or the first. */
export const previewed = ({ distributions }: Dataset, { query }: Visit): Distribution | null =>
  distributions.find((one) => isTable(one) && one.id === query['fichier']) ??
  distributions.find(isTable) ??
  null

/** The rows of a table, a page at a time, as their types are written in the page's language. */
export const previewSection = async (visit: Visit, dataset: Dataset, one: Distribution): Promise<Html> => {
  const { platform, language, query } = visit
  const w = words[language]
  const page = Math.min(100_000_000, Math.max(1, Math.trunc(Number(query['page'])) || 1))
  const found = await platform.datastore.rows(dataset, one, { limit: BY_PAGE, offset: (page - 1) * BY_PAGE })
  const others = dataset.distributions.filter((each) => isTable(each) && each !== one)
  return section({
    id: 'apercu',
    title: w.preview,
    body: html`${found.ok ? rowsTable(visit, one, found.value, page) : html`<p>${w.reading}</p>`}
      ${
        others.length > 0 &&
        html`<p>
          ${w.previewOf}
          ${others.map((each, at) => html`${at > 0 && ', '}<a href="?fichier=${each.id}#apercu">${fileName(each, language)}</a>`)}
        </p>`
      }`,
  })
}

const rowsTable = (
  { language }: Visit,
  one: Distribution,
  { fields, rows, total }: Rows,
  page: number,
): Html => {
  const w = words[language]
  const shown = fields.slice(0, MOST_COLUMNS)
  return html`<div class="as-filed">${table({
    language,
    caption: w.previewCaption(fileName(one, language)),
    density: 'compact',
    columns: [
      { id: 'n', label: w.row, heads: true, numeric: true, cell: ({ id }) => formatNumber(id, language) },
      ...shown.map((field, at) => ({
        id: `c${at}`,
        label: field.name,
        numeric: field.type === 'integer' || field.type === 'number',
        cell: ({ cells }: Rows['rows'][number]) => cellSaid(field, cells[at] ?? null, language),
      })),
    ],
    rows,
    empty: html`<p>${w.rows(total)}</p>`,
  })}</div>
    ${fields.length > shown.length && html`<p class="source">${w.more(fields.length - shown.length)}</p>`}
    ${pagination({
      language,
      current: page,
      pages: Math.max(1, Math.ceil(total / BY_PAGE)),
      href: (n) => `?fichier=${one.id}&page=${n}#apercu`,
      range:
        rows.length > 0
          ? { from: (page - 1) * BY_PAGE + 1, to: (page - 1) * BY_PAGE + rows.length, total }
          : undefined,
    })}`
}

const cellSaid = (field: Field, cell: Cell, language: Language): string | Html | null => {
  const w = words[language]
  if (cell === null) return null
  if (typeof cell === 'boolean') return cell ? w.yes : w.no
  // A year or a number of a street is no quantity: what has no decimals is written as it is when it is short.
  if (typeof cell === 'number')
    return Math.abs(cell) < 10_000 && Number.isInteger(cell) ? String(cell) : numberSaid(cell, language)
  if (field.type === 'date' && isDay(cell)) return formatDay(cell, language)
  const said = cell.length > MOST_LETTERS ? `${cell.slice(0, MOST_LETTERS - 1)}…` : cell
  return LONG_PIECE.test(said) ? html`<span class="breaks">${said}</span>` : said
}

const decimals = {
  fr: new Intl.NumberFormat('fr-CA', { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat('en-CA', { maximumFractionDigits: 6 }),
}
const numberSaid = (value: number, language: Language): string => decimals[language].format(value)
