import type { Visit } from '#desk'
import { html, type Html } from '#html'
import { formatNumber } from '#kernel'
import { buttons, linkButton, pagination, section, table } from '#look'
import { type Fault, type FaultKind, type Import, MOST_FAULTS } from '#volumes'
import { importPage, NEW, words } from './words.ts'

const w = words.faulty
const PAGE_SIZE = 100

/** All that is to be mended: by sort, then each cell with its line, what was read there and how to mend it. */
export const faultsSection = async (visit: Visit, one: Import): Promise<Html> => {
  const { platform, query } = visit
  const listed = Math.min(one.said.faulty, MOST_FAULTS)
  const pages = Math.max(1, Math.ceil(listed / PAGE_SIZE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.get('page'))) || 1))
  const faults = await platform.volumes.faults(one, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
  return html`${section({
    title: w.title(one.said.faulty),
    body: html`<p>${w.text}</p>
      ${kinds(one)}
      ${buttons(
        linkButton({ label: w.again, href: NEW }),
        linkButton({
          label: w.download,
          href: `${importPage(one.id)}/erreurs.csv`,
          weight: 'secondary',
        }),
      )}`,
  })}
  ${section({
    title: w.list,
    body: html`${one.said.faulty > MOST_FAULTS && html`<p>${w.first(MOST_FAULTS)}</p>`}
      ${list(faults)}
      ${
        pages > 1 &&
        pagination({ language: 'fr', current: page, pages, href: (to) => `${importPage(one.id)}?page=${to}` })
      }`,
  })}`
}

const kinds = ({ said }: Import): Html =>
  table<[FaultKind, number]>({
    language: 'fr',
    caption: w.kinds,
    rows: (Object.entries(said.faults) as [FaultKind, number][]).toSorted(([, a], [, b]) => b - a),
    empty: html``,
    columns: [
      { id: 'kind', label: w.kind, heads: true, cell: ([kind]) => words.faults[kind][0] },
      { id: 'times', label: w.times, numeric: true, cell: ([, times]) => formatNumber(times, 'fr') },
      { id: 'mend', label: w.mend, prose: true, cell: ([kind]) => words.faults[kind][1] },
    ],
  })

const list = (faults: readonly Fault[]): Html =>
  table<Fault>({
    language: 'fr',
    caption: w.list,
    unseenCaption: true,
    rows: faults,
    empty: html``,
    columns: [
      { id: 'line', label: w.line, numeric: true, heads: true, cell: ({ line }) => formatNumber(line, 'fr') },
      { id: 'column', label: w.column, cell: ({ column }) => words.columns[column] ?? column },
      {
        id: 'read',
        label: w.read,
        cell: ({ value }) =>
          value === '' ? w.nothing : html`<span class="technical">${shortened(value)}</span>`,
      },
      {
        id: 'kind',
        label: w.kind,
        cell: (fault) => html`${words.faults[fault.kind as FaultKind][0]}. ${hint(fault)}`,
      },
    ],
  })

const hint = ({ kind, about }: Fault): string => {
  if (about === '') return ''
  return kind === 'repeated' ? w.firstLine(about) : w.meant(about)
}

/** Enough to find it again; the file of errors has all of it. */
const MOST_SHOWN = 60
const shortened = (value: string): string =>
  value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN).toWellFormed()}…` : value
