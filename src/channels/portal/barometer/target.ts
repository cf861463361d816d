import type { Contest, Definition, TargetView } from '#barometer'
import { html, type Html } from '#html'
import { formatDay } from '#kernel'
import { icon, meter, notice, section, tag } from '#look'
import { showAlike } from '../kept.ts'
import { to } from '../paths.ts'
import { notFound, redirect, type Shown, type Visit } from '../visit.ts'
import { aboutFigure, data, redo } from './about-section.ts'
import { compared } from './compared.ts'
import { contestList, contestNotice } from './contests-section.ts'
import { detail, perNeed } from './detail.ts'
import { definitionOf, targetNamed, targetPath, today } from './figures.ts'
import { exclusions, otherwise } from './otherwise.ts'
import { computedWords } from './overview.ts'
import {
  changeOf,
  countWords,
  figureWords,
  goalWords,
  monthsWords,
  staleWords,
  statusOf,
  unitWords,
  whyNone,
} from './reading.ts'
import { trendSection } from './trend-section.ts'
import { words } from './words.ts'

/** One target: its figure, and everything that one needs to believe it, to doubt it or to compute it again. */
export const target = async (visit: Visit) => {
  const { platform, language, params } = visit
  const named = targetNamed(params['target']!, today(visit))
  if (!named) return notFound(visit)
  const path = targetPath(named, language)
  if (params['target'] !== named.slug[language]) return redirect(visit, path)
  const [view, contests] = await Promise.all([
    platform.barometer.view(named.target),
    platform.contests.list({ target: named.target }),
  ])
  const as = contests.map(({ id, answer }) => (answer ? `${id} answered` : id)).join(' ')
  // The page of these figures and these contests: once one of them moves, it is drawn anew.
  return showAlike(visit, () => targetPage(visit, named, { view, contests }), {
    of: view ?? platform.barometer,
    as,
  })
}

const targetPage = async (
  visit: Visit,
  named: Definition,
  { view, contests }: { view: TargetView | null; contests: Contest[] },
): Promise<Shown> => {
  const { platform, language, query } = visit
  const publications = await platform.barometer.publications(1)
  const w = words[language]
  const definition = view ? definitionOf(view.figure) : named
  const other = language === 'fr' ? 'en' : 'fr'
  return {
    title: `${definition.title[language]} - ${w.title}`,
    description: definition.wording[language],
    current: 'barometer',
    layout: 'wide',
    charts: true,
    otherPath: targetPath(named, other),
    breadcrumbs: [{ label: w.title, href: to('barometer', language) }, { label: definition.title[language] }],
    body: html`<div>
        <p class="kicker">${w.target(definition.target)}</p>
        <h1>${definition.title[language]}</h1>
      </div>
      <p class="lead reading">${definition.wording[language]}</p>
      ${
        view
          ? body(visit, { view, contests, definition, publication: publications[0] }, Number(query['page']))
          : notice({ language, tone: 'information', title: w.none, body: w.noneText })
      }`,
  }
}

type Seen = {
  view: TargetView
  contests: Contest[]
  definition: Definition
  publication: Awaited<ReturnType<Visit['platform']['barometer']['publications']>>[number] | undefined
}

const body = (visit: Visit, { view, contests, definition, publication }: Seen, asked: number): Html => {
  const { language } = visit
  const { figure } = view
  const w = words[language]
  const path = targetPath(definition, language)
  const named = { target: definition.slug[language] }
  const page = Number.isInteger(asked) && asked > 1 ? asked : 1
  const files = {
    trend: to('barometerTrendFile', language, named),
    units: to('barometerUnitsFile', language, named),
  }
  const href = (at: number) => (at > 1 ? `${path}?page=${at}` : path)
  const parts: readonly [string, string, Html | null][] = [
    [
      'evolution',
      w.trend.title,
      trendSection({ series: view.series, now: { ...figure, day: view.day }, goal: figure.goal }, language),
    ],
    ['organismes', w.compared.title, compared(visit, view)],
    ['autrement', w.otherwise.title, otherwise(visit, figure, definition)],
    ['exclusions', w.exclusions.title, exclusions(visit, figure)],
    ['definition', w.definition.title, aboutFigure(visit, view, definition)],
    ['refaire', w.redo.title, redo(visit, publication)],
    ['contestations', w.contests.title, contestList(visit, contests, w.contests.none)],
    ['redemande', w.perNeed.title, perNeed(visit, view.perNeed)],
    [
      'detail',
      w.detail.title(unitWords(figure.unit, 2, language)),
      detail(visit, view, definition, { page, href }),
    ],
    ['donnees', w.data.title, data(visit, definition.target, files)],
  ]
  const shown = parts.flatMap(([id, title, content]) => (content ? [{ id, title, content }] : []))
  return html`${headline(visit, view, definition)} ${contestNotice(visit, contests)}
    <nav class="contents" aria-label="${w.contents}">
      <ul>
        ${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
      </ul>
    </nav>
    ${shown.map(({ id, title, content }) => section({ id, title, body: content }))}
    <p class="source">${computedWords(view, language)}</p>`
}

/** The figure in large, its bar, and the lines that one quotes with it. */
const headline = ({ language }: Visit, { figure, day }: TargetView, definition: Definition): Html => {
  const w = words[language]
  const status = tag(statusOf(figure, language))
  const stale = staleWords(figure, definition, day, language)
  if (figure.state !== 'value')
    return html`<div class="reading flow">
      <p class="big">${status}</p>
      <p>${whyNone(figure, language)} ${goalWords(figure, language)}.</p>
    </div>`
  const change = changeOf(figure, language)
  const label = `${figureWords(figure, language)}. ${goalWords(figure, language)}.`
  return html`<div class="reading headline-figure">
    <p class="big"><strong class="big-value">${figureWords(figure, language)}</strong>${status}</p>
    ${meter({ share: figure.value, goal: figure.goal.share, label })}
    <p class="card-goal">${goalWords(figure, language)}</p>
    <p class="card-count">${countWords(figure, figure.unit, language)}</p>
    ${change && html`<p class="change">${icon(ARROWS[change.direction])}${change.label}</p>`}
    <p class="official">${monthsWords(figure, definition, language)}. ${figure.dataDate && !stale && `${w.dataDate(formatDay(figure.dataDate, language))}. `}<a href="#definition">${w.about}</a></p>
    ${stale && notice({ language, tone: 'warning', body: stale })}
  </div>`
}

const ARROWS = { up: 'arrow-up', down: 'arrow-down', same: 'arrow-right' } as const
