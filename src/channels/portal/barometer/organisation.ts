import type { Contest, Figure, Figures } from '#barometer'
import { html, none, type Html } from '#html'
import type { Language } from '#kernel'
import { type Column, folded, meter, section, table, tag } from '#look'
import { to } from '../paths.ts'
import { notFound, show, type Visit } from '../visit.ts'
import { contestList } from './contests-section.ts'
import { definitionOf, targetPath } from './figures.ts'
import { computedWords } from './overview.ts'
import { changeOf, countWords, figureWords, organisationName, statusOf, whyNone } from './reading.ts'
import { monthTable, trendCurve, yearsOf } from './trend-section.ts'
import { words } from './words.ts'

/** One organisation: its ten figures beside everybody's, its own trend, what it has not reported, what it contests. */
export const organisation = async (visit: Visit) => {
  const { platform, language, params } = visit
  const id = params['organisation']!
  const [own, everyone] = await Promise.all([platform.barometer.figures(id), platform.barometer.figures()])
  if (!own || !everyone) return notFound(visit)
  const w = words[language]
  const name = organisationName(platform, id, language)
  const contests = await platform.contests.list({ organisation: id })
  return show(visit, {
    title: w.organisation.title(name),
    current: 'barometer',
    layout: 'wide',
    charts: true,
    breadcrumbs: [
      { label: w.title, href: to('barometer', language) },
      { label: w.organisations, href: to('barometerOrganisations', language) },
      { label: name },
    ],
    body: html`<h1>${w.organisation.title(name)}</h1>
      ${besideEveryone(own, everyone, language)} ${missing(id, everyone, language)}
      ${section({ id: 'contestations', title: w.contests.title, body: contestList(visit, contests, w.organisation.contestsNone, titleIn(own, language)) })}
      ${await trends(visit, own)}
      <p class="source">${computedWords(own, language)}</p>`,
  })
}

const besideEveryone = (own: Figures, everyone: Figures, language: Language): Html => {
  const w = words[language].organisation
  const allOf = ({ target }: Figure) => everyone.figures.find((one) => one.target === target)
  const columns: Column<Figure>[] = [
    {
      id: 'target',
      label: w.target,
      heads: true,
      cell: (one) => {
        const definition = definitionOf(one)
        return html`<a href="${targetPath(definition, language)}">${titleOf(one, language)}</a>`
      },
    },
    {
      id: 'bar',
      label: w.here,
      unseenLabel: true,
      cell: ({ value, goal }) => meter({ share: value, goal: goal.share }),
    },
    { id: 'here', label: w.here, numeric: true, cell: (one) => hereCell(one, language) },
    {
      id: 'everyone',
      label: w.everyone,
      numeric: true,
      cell: (one) => {
        const all = allOf(one)
        return all && all.state === 'value' ? figureWords(all, language) : null
      },
    },
    { id: 'status', label: words[language].compared.status, cell: (one) => statusCell(one, language) },
  ]
  return html`<div class="ten">${table({ language, caption: w.caption, columns, rows: own.figures, empty: none })}</div>`
}

const hereCell = (one: Figure, language: Language): Html | null =>
  one.state === 'value'
    ? html`<strong>${figureWords(one, language)}</strong><span class="second">${countWords(one, one.unit, language)}</span>`
    : null

const statusCell = (one: Figure, language: Language): Html => {
  const change = changeOf(one, language)
  const under = one.state === 'value' ? change?.label : whyNone(one, language)
  return html`${tag({ ...statusOf(one, language), plain: true })}${under && html`<span class="second">${under}</span>`}`
}

const missing = (id: string, { figures }: Figures, language: Language): Html => {
  const w = words[language].organisation
  const lacking = figures.filter(({ coverage }) => coverage.missing.includes(id))
  return section({
    title: w.missing,
    body:
      lacking.length === 0
        ? html`<p>${w.missingNone}</p>`
        : html`<ul class="names">
            ${lacking.map((one) => {
              const definition = definitionOf(one)
              return html`<li><a href="${targetPath(definition, language)}">${titleOf(one, language)}</a></li>`
            })}
          </ul>`,
  })
}

/** The curves of the figures that it has, each beside everybody's; then their points, in one table. */
const trends = async ({ platform, language }: Visit, own: Figures): Promise<Html> => {
  const w = words[language]
  const drawn = await Promise.all(
    own.figures
      .filter(({ state }) => state === 'value')
      .map(async (figure) => {
        const { target, goal } = figure
        const [mine, all] = await Promise.all([
          platform.barometer.view(target, own.organisation!),
          platform.barometer.view(target),
        ])
        const series = (mine?.series ?? []).filter(({ inForce }) => inForce)
        return {
          title: titleOf(figure, language),
          goal,
          series,
          now: { ...figure, day: own.day },
          everyone: all ? { series: all.series, now: { ...all.figure, day: all.day } } : undefined,
        }
      }),
  )
  const curves = drawn.flatMap(({ title, ...trend }) => {
    const curve = trendCurve(trend, language)
    return curve ? [html`<div><h3>${title}</h3>${folded({ summary: title, body: curve })}</div>`] : []
  })
  if (curves.length === 0) return none
  const rows = drawn.flatMap(({ title, series, goal }) => series.flatMap((one) => yearsOf(one, title, goal)))
  return section({
    title: w.organisation.trends,
    body: html`<div class="trends">${curves}</div>
      ${monthTable(rows, w.organisation.trendsCaption, language)}`,
  })
}

const titleOf = (figure: Figure, language: Language): string =>
  `${figure.target}. ${definitionOf(figure).title[language]}`

/** What a contest of the organisation is about: the target, where it is read with everybody's. */
const titleIn =
  ({ figures }: Figures, language: Language) =>
  ({ target }: Contest): string | Html => {
    const figure = figures.find((one) => one.target === target)
    if (!figure) return String(target)
    return html`<a href="${targetPath(definitionOf(figure), language)}">${titleOf(figure, language)}</a>`
  }
