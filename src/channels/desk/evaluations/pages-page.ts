import type { FastifyReply } from 'fastify'
import type { Missing, PageTally } from '#evaluations'
import { html, none, type Html } from '#html'
import { formatPercent } from '#kernel'
import { emptyState, section, table, time } from '#look'
import { sendDesk } from '../frame.ts'
import { shortDay } from '../standing.ts'
import { type DesignerVisit, serviceName, tabsAt } from './for-designers.ts'
import { pageName } from './page-names.ts'
import { PAGES, words } from './words.ts'

const w = words.page
const MOST_MISSING = 50

/** Which pages are useful and which are not, and what was missing on the one that is asked for. */
export const pagesPage = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const tallies = await visit.workshop.pages()
  const asked = tallies.find(({ page }) => page === visit.query.get('page'))?.page
  const missing = asked ? await visit.workshop.missing(asked, MOST_MISSING) : []
  return sendDesk(visit, {
    title: w.title,
    current: 'evaluations',
    body: html`<h1>${w.title}</h1>
      ${tabsAt(PAGES)}
      <p>${w.lead}</p>
      ${asked && section({ title: w.missingOf(pageName(asked)), body: missingTable(visit, asked, missing) })}
      ${table<PageTally>({
        language: 'fr',
        caption: w.title,
        unseenCaption: true,
        rows: tallies,
        empty: emptyState(w.none),
        columns: [
          {
            id: 'page',
            label: w.columns.page,
            heads: true,
            cell: ({ page }) => pageName(page),
          },
          {
            id: 'service',
            label: w.columns.service,
            cell: ({ service }) => (service ? serviceName(visit, service) : null),
          },
          { id: 'useful', label: w.columns.useful, numeric: true, cell: ({ useful }) => useful },
          { id: 'useless', label: w.columns.useless, numeric: true, cell: ({ useless }) => useless },
          {
            id: 'share',
            label: w.columns.share,
            numeric: true,
            cell: ({ useful, useless }) =>
              formatPercent(Math.round((100 * useful) / (useful + useless)) / 100, 'fr'),
          },
          {
            id: 'missing',
            label: w.missing,
            cell: ({ page }) =>
              html`<a href="${`${PAGES}?${new URLSearchParams({ page })}`}">${w.read}<span class="unseen"> ${w.missingOf(pageName(page))}</span></a>`,
          },
        ],
      })}`,
  })
}

const missingTable = (visit: DesignerVisit, page: string, missing: readonly Missing[]): Html =>
  missing.length === 0
    ? html`<p>${w.missingNone}</p>`
    : table<Missing>({
        language: 'fr',
        caption: w.missingOf(pageName(page)),
        unseenCaption: true,
        rows: missing,
        empty: none,
        columns: [
          {
            id: 'missing',
            label: w.missing,
            cell: (one) => html`<span class="verbatim">${one.missing}</span>`,
          },
          {
            id: 'service',
            label: w.columns.service,
            cell: ({ service }) => (service ? serviceName(visit, service) : null),
          },
          { id: 'day', label: words.columns.day, cell: ({ day }) => time(shortDay(day)) },
        ],
      })
