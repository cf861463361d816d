import { html, none, type Html } from '#html'
import { formatArticle, formatNumber, type Language, lawOf } from '#kernel'
import { buttons, emptyState, figure, figures, linkButton, searchForm, section, table } from '#look'
import { type Article, folded } from '#processes'
import { organisationName } from '../barometer/reading.ts'
import { to } from '../paths.ts'
import { show, type Visit } from '../visit.ts'
import { words } from './words.ts'

const MOST_CHARACTERS = 100

/** What rests on each article of law that keeps paper alive, for everybody to read. */
export const formalities = async (visit: Visit) => {
  const { platform, language, query } = visit
  const w = words[language]
  const typed = typedIn(query['q'])
  const [articles, totals] = await Promise.all([platform.processes.articles(), platform.processes.totals()])
  const found = articles.filter((one) => matches(visit, one, typed))
  const count = (of: (one: (typeof totals)[number]) => number) =>
    totals.reduce((sum, one) => sum + of(one), 0)
  const number = (value: number) => formatNumber(value, language)
  return show(visit, {
    title: typed ? `${typed} - ${w.title}` : w.title,
    layout: 'wide',
    charts: true,
    description: w.lead,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${figures(
        figure({ label: w.figures.articles, value: number(articles.length) }),
        figure({
          label: w.figures.paper,
          value: number(count(({ withPaper }) => withPaper)),
          note: w.figures.of(number(count(({ processes }) => processes))),
        }),
      )}
      ${articles.length === 0 ? emptyState({ title: w.none, body: w.noneText, icon: 'file' }) : html`${searchForm({ language, action: to('formalities', language), name: 'q', label: w.search, value: typed, hint: w.hint })}${typed && html`<p>${w.found(found.length)} · <a href="${to('formalities', language)}">${w.all}</a></p>`}${list(visit, found, typed)}<p class="source">${w.reading}</p>`}
      ${byOrganisation(visit, totals)}
      ${buttons(
        linkButton({ label: w.download, href: to('formalitiesCsv', language), weight: 'secondary' }),
        linkButton({
          label: w.target,
          href: to('barometerTarget', language, { target: '9' }),
          weight: 'quiet',
        }),
      )}`,
  })
}

const typedIn = (query: string | undefined): string =>
  (query ?? '')
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)

/** Every word, in the article or in the name of its law, of an organisation or of a service. */
const matches = ({ platform, language }: Visit, one: Article, typed: string): boolean => {
  const names = [
    one.article,
    formatArticle(one.article, language),
    lawOf(one.article, language) ?? '',
    ...one.organisations.map((id) => organisationName(platform, id, language)),
    ...one.services.map((id) => serviceName({ platform, language }, id)),
  ]
  const text = folded(names.join(' '))
  return folded(typed)
    .split(' ')
    .every((word) => text.includes(word))
}

export const serviceName = (
  { platform, language }: Pick<Visit, 'platform' | 'language'>,
  id: string,
): string => platform.catalogue.current(id)?.definition.words[language].name ?? id

const list = (visit: Visit, found: readonly Article[], typed: string): Html => {
  const { platform, language } = visit
  const w = words[language]
  const c = w.columns
  const number = (value: number) => formatNumber(value, language)
  return table<Article>({
    language,
    caption: w.caption,
    unseenCaption: true,
    rows: found,
    empty: emptyState({ title: w.nothing, body: w.nothingText(typed), icon: 'search' }),
    columns: [
      {
        id: 'article',
        label: c.article,
        heads: true,
        cell: ({ article }) => {
          const law = lawOf(article, language)
          const cited = formatArticle(article, language)
          return law ? html`${cited}<span class="second">${law}</span>` : cited
        },
      },
      {
        id: 'processes',
        label: c.processes,
        numeric: true,
        cell: ({ processes }) => number(processes),
      },
      ...(found.some(({ services }) => services.length > 0) ? [servicesColumn(visit)] : []),
      {
        id: 'organisations',
        label: c.organisations,
        cell: ({ organisations }) =>
          organisations.map((id) => organisationName(platform, id, language)).join(', '),
      },
      { id: 'pages', label: c.pages, numeric: true, cell: ({ pages }) => (pages > 0 ? number(pages) : null) },
      { id: 'hours', label: c.hours, numeric: true, cell: ({ hours }) => (hours > 0 ? number(hours) : null) },
    ],
  })
}

/** Most of what the law keeps on paper is no public service: a column of dashes says nothing. */
const servicesColumn = (visit: Visit) => ({
  id: 'services',
  label: words[visit.language].columns.services,
  cell: ({ services }: Article) => services.map((id) => serviceName(visit, id)).join(', ') || null,
})

type OrganisationTotals = Awaited<ReturnType<Visit['platform']['processes']['totals']>>[number]

const byOrganisation = ({ platform, language }: Visit, totals: readonly OrganisationTotals[]): Html => {
  if (totals.length === 0) return none
  const w = words[language].byOrganisation
  const column = (id: string, label: string, of: (one: OrganisationTotals) => number) => ({
    id,
    label,
    numeric: true,
    cell: (one: OrganisationTotals) => formatNumber(of(one), language),
  })
  return section({
    title: w.title,
    body: table<OrganisationTotals>({
      language,
      caption: w.caption,
      unseenCaption: true,
      rows: sorted(totals, (id) => organisationName(platform, id, language), language),
      empty: none,
      columns: [
        {
          id: 'organisation',
          label: w.organisation,
          heads: true,
          cell: ({ organisation }) =>
            html`<a href="${to('barometerOrganisation', language, { organisation })}">${organisationName(platform, organisation, language)}</a>`,
        },
        column('processes', w.processes, ({ processes }) => processes),
        column('without', w.without, ({ withoutPaper }) => withoutPaper),
        column('with', w.with, ({ withPaper }) => withPaper),
        column('unknown', w.unknown, (one) => one.processes - one.withPaper - one.withoutPaper),
        column('observed', w.observed, ({ observed }) => observed),
      ],
    }),
  })
}

const sorted = (
  totals: readonly OrganisationTotals[],
  name: (id: string) => string,
  language: Language,
): OrganisationTotals[] =>
  totals.toSorted((a, b) => name(a.organisation).localeCompare(name(b.organisation), language))
