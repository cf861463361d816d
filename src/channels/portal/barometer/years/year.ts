import {
  type Figure,
  readYearOrganisations,
  readYears,
  readYearUnits,
  type Unit,
  type YearFigure,
} from '#barometer'
import { html, type Html } from '#html'
import { formatDay, formatNumber, isDay, type Language } from '#kernel'
import { figure as oneFigure, figures, pagination, section, table } from '#look'
import { to } from '../../paths.ts'
import { notFound, show, type Visit } from '../../visit.ts'
import { reasonWords } from '../detail.ts'
import { countWords, figureWords, organisationName, shareWords, someNames, unitName } from '../reading.ts'
import { words as barometer } from '../words.ts'
import { targetName } from './list.ts'
import { words } from './words.ts'

const PAGE_SIZE = 50
const MOST_MISSING = 10

/** The year that an address names, or null. */
export const yearIn = async ({
  platform,
  params,
}: Pick<Visit, 'platform' | 'params'>): Promise<YearFigure | null> => {
  const { day, target } = params
  if (!isDay(day)) return null
  return (await readYears(platform.db, day)).find(({ figure }) => String(figure.target) === target) ?? null
}

/** One target in one year that was taken over: the figure, its coverage, what is not counted and why, each service. */
export const year = async (visit: Visit) => {
  const { platform, language, query } = visit
  const found = await yearIn(visit)
  if (!found) return notFound(visit)
  const { day, figure } = found
  const w = words[language]
  const [organisations, units] = await Promise.all([
    readYearOrganisations(platform.db, day, figure.target),
    readYearUnits(platform.db, day, figure.target),
  ])
  const title = w.inYear(targetName(figure.target, language), formatDay(day, language))
  return show(visit, {
    title,
    current: 'barometer',
    layout: 'wide',
    breadcrumbs: [
      { label: barometer[language].title, href: to('barometer', language) },
      { label: w.title, href: to('barometerYears', language) },
      { label: title },
    ],
    body: html`<h1>${title}</h1>
      ${headline(visit, found)} ${notCounted(units, language)}
      ${section({ title: w.byOrganisation, body: byOrganisation(visit, organisations) })}
      ${section({ title: w.detail, body: detail(visit, found, units, Number(query['page'])) })}
      <p class="source">${w.computed(formatNumber(found.head, language), String(figure.definition.version))}</p>`,
  })
}

const headline = ({ platform, language }: Visit, { figure }: YearFigure): Html => {
  const w = words[language]
  const number = (count: number) => formatNumber(count, language)
  const { coverage, provenance } = figure
  const missing = coverage.missing.map((id) => organisationName(platform, id, language))
  return html`${figures(
    oneFigure({ label: countWords(figure, figure.unit, language), value: figureWords(figure, language) }),
    oneFigure({
      label: w.coverage,
      value: w.reporting(number(coverage.reporting), number(coverage.subject)),
    }),
  )}
    <p>${w.provenance(number(provenance.imported + provenance.declared), number(provenance.observed))}</p>
    ${missing.length > 0 && html`<p>${w.missing}${language === 'fr' ? ' : ' : ': '}${someNames(missing, language, MOST_MISSING)}</p>`}`
}

const notCounted = (units: readonly Unit[], language: Language): Html | false => {
  const w = words[language]
  const out = units.filter(({ denominator }) => denominator === 0)
  const reasons = [...Map.groupBy(out, ({ reason }) => reason ?? '')]
  return (
    reasons.length > 0 &&
    section({
      title: w.notCounted,
      body: html`<ul>
        ${reasons.map(
          ([reason, all]) =>
            html`<li>${w.services(formatNumber(all.length, language))}${language === 'fr' ? ' : ' : ': '}${reasonWords(reason, language)}</li>`,
        )}
      </ul>`,
    })
  )
}

const MOST_ORGANISATIONS = 250

const byOrganisation = ({ platform, language }: Visit, all: readonly Figure[]): Html => {
  const w = words[language]
  const rows = all
    .filter(({ denominator }) => denominator > 0)
    .map((one) => ({ one, name: organisationName(platform, one.organisation ?? '', language) }))
    .toSorted((a, b) => b.one.denominator - a.one.denominator || a.name.localeCompare(b.name, language))
    .slice(0, MOST_ORGANISATIONS)
  return table<(typeof rows)[number]>({
    language,
    caption: w.byOrganisation,
    unseenCaption: true,
    density: 'compact',
    rows,
    empty: html`<p>–</p>`,
    columns: [
      { id: 'organisation', label: w.organisation, heads: true, cell: ({ name }) => name },
      { id: 'figure', label: w.figure, numeric: true, cell: ({ one }) => figureWords(one, language) },
      {
        id: 'of',
        label: w.of,
        numeric: true,
        cell: ({ one }) =>
          w.reporting(formatNumber(one.numerator, language), formatNumber(one.denominator, language)),
      },
    ],
  })
}

const detail = (
  { platform, language }: Visit,
  { day, figure }: YearFigure,
  units: readonly Unit[],
  asked: number,
): Html => {
  const w = words[language]
  const named = { day, target: String(figure.target) }
  const path = to('barometerYear', language, named)
  const pages = Math.max(1, Math.ceil(units.length / PAGE_SIZE))
  const page = Number.isInteger(asked) && asked > 1 ? Math.min(asked, pages) : 1
  const hasShare = units.some(({ share }) => share !== null)
  return html`<p><a href="${to('barometerYearFile', language, named)}">${w.csv}</a></p>
    ${table<Unit>({
      language,
      caption: w.detail,
      unseenCaption: true,
      rows: units.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
      empty: html`<p>–</p>`,
      columns: [
        {
          id: 'service',
          label: w.service,
          heads: true,
          cell: ({ unit, organisation }) =>
            html`${unitName(platform, unit, language)}<span class="second">${organisationName(platform, organisation, language)}</span>`,
        },
        {
          id: 'verdict',
          label: w.verdict,
          cell: ({ verdict, reason }) =>
            html`${w.verdicts[verdict]}${reason && html`<span class="second">${reasonWords(reason, language)}</span>`}`,
        },
        ...(hasShare
          ? [
              {
                id: 'share',
                label: w.online,
                numeric: true,
                cell: ({ share }: Unit) => (share === null ? null : shareWords(share, language)),
              },
            ]
          : []),
      ],
    })}
    ${pagination({ language, current: page, pages, href: (at) => (at > 1 ? `${path}?page=${at}` : path) })}`
}
