import { DEFINITIONS, readYears, type YearFigure } from '#barometer'
import { html, type Html } from '#html'
import { formatDay, formatNumber, type Language } from '#kernel'
import { emptyState, linkButton, section, table } from '#look'
import { to } from '../../paths.ts'
import { show, type Visit } from '../../visit.ts'
import { figureWords } from '../reading.ts'
import { words as barometer } from '../words.ts'
import { words } from './words.ts'

/** The years that inventories told of, each with the targets that they speak of. */
export const years = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language]
  const byDay = Map.groupBy(await readYears(platform.db), ({ day }) => day)
  return show(visit, {
    title: w.title,
    description: w.lead,
    current: 'barometer',
    breadcrumbs: [{ label: barometer[language].title, href: to('barometer', language) }, { label: w.title }],
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${
        byDay.size > 0
          ? html`${[...byDay].map(([day, figures]) => yearSection(day, figures, language))}`
          : emptyState({
              icon: 'calendar',
              title: w.none,
              body: w.noneText,
              action: linkButton({
                label: w.barometer,
                href: to('barometer', language),
                weight: 'secondary',
              }),
            })
      }`,
  })
}

/** « 8. Utilisés en ligne » */
export const targetName = (target: number, language: Language): string =>
  `${target}. ${DEFINITIONS.find((one) => one.target === target)!.title[language]}`

const yearSection = (day: string, figures: readonly YearFigure[], language: Language): Html => {
  const w = words[language]
  const title = w.ending(formatDay(day, language))
  const number = (count: number) => formatNumber(count, language)
  return section({
    title,
    body: table<YearFigure>({
      language,
      caption: title,
      unseenCaption: true,
      rows: figures,
      empty: html``,
      columns: [
        {
          id: 'target',
          label: w.target,
          heads: true,
          cell: ({ figure: { target } }) =>
            html`<a href="${to('barometerYear', language, { day, target: String(target) })}">${targetName(target, language)}</a>`,
        },
        { id: 'figure', label: w.figure, numeric: true, cell: ({ figure }) => figureWords(figure, language) },
        {
          id: 'of',
          label: w.of,
          numeric: true,
          cell: ({ figure }) => w.reporting(number(figure.numerator), number(figure.denominator)),
        },
        {
          id: 'coverage',
          label: w.coverage,
          numeric: true,
          cell: ({ figure: { coverage } }) =>
            w.reporting(number(coverage.reporting), number(coverage.subject)),
        },
      ],
    }),
  })
}
