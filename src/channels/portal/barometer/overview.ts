import type { Figure, Figures } from '#barometer'
import { html, type Html } from '#html'
import { formatDay, formatInstant, formatNumber, type Language } from '#kernel'
import { emptyState, type FigureCard, figureCards, notice } from '#look'
import { historyWords } from '../history.ts'
import { to } from '../paths.ts'
import { show, type Visit } from '../visit.ts'
import { definitionOf, jsonOf, targetPath, today } from './figures.ts'
import {
  changeOf,
  countWords,
  figureWords,
  goalWords,
  monthsWords,
  organisationName,
  someNames,
  staleWords,
  statusOf,
  whyNone,
} from './reading.ts'
import { words as reportWords } from './reports/words.ts'
import { words as yearWords } from './years/words.ts'
import { words } from './words.ts'

/** The ten targets, one card each: what a person should get in ten seconds. */
export const overview = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language]
  const [figures, history] = await Promise.all([platform.barometer.figures(), historyWords(visit)])
  return show(visit, {
    title: w.title,
    description: w.lead,
    current: 'barometer',
    layout: 'wide',
    charts: true,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${history.top}
      ${figures ? cards(visit, figures) : emptyState({ icon: 'clock', title: w.none, body: w.noneText })}
      ${history.foot}`,
  })
}

const cards = (visit: Visit, figures: Figures): Html => {
  const { platform, language } = visit
  const w = words[language]
  const isLate = figures.day < today(visit)
  return html`<p class="headline"><strong>${reachedWords(figures.figures, language)}</strong>${platform.demonstration && html` ${w.invented}`}</p>
    ${isLate && notice({ language, tone: 'warning', body: w.notComputed(formatDay(figures.day, language)) })}
    ${figureCards(
      figures.figures.map((figure) => cardOf(visit, figures, figure)),
      links(language),
    )}
    <p class="source">${computedWords(figures, language)}</p>`
}

const links = (language: Language): Html => {
  const w = words[language]
  return html`<ul class="links">
    <li><a href="${to('barometerOrganisations', language)}">${w.seeOrganisations}</a></li>
    <li><a href="${to('barometerReports', language)}">${reportWords[language].link}</a></li>
    <li><a href="${to('barometerYears', language)}">${yearWords[language].link}</a></li>
    <li><a href="${to('measures', language)}">${w.measures}</a></li>
    <li><a href="${jsonOf(null)}">${w.forMachines}</a></li>
  </ul>`
}

/** How many of the ten are reached, and how many have no figure: the sentence on top. */
export const reachedWords = (figures: readonly Figure[], language: Language): string =>
  words[language].reached(
    figures.filter(({ goal }) => goal.met).length,
    figures.filter(({ state }) => state === 'value').length,
  )

export const computedWords = (
  { computedAt, head }: Pick<Figures, 'computedAt' | 'head'>,
  language: Language,
): string =>
  words[language].computed(formatInstant(new Date(computedAt), language), formatNumber(head.size, language))

const cardOf = (visit: Visit, { day }: Figures, figure: Figure): FigureCard => {
  const { language } = visit
  const w = words[language]
  const definition = definitionOf(figure)
  const { status, label } = statusOf(figure, language)
  const hasValue = figure.state === 'value'
  return {
    href: targetPath(definition, language),
    number: figure.target,
    title: definition.title[language],
    official: definition.wording[language],
    value: hasValue ? figureWords(figure, language) : null,
    share: figure.value,
    goal: figure.goal.share,
    goalWords: goalWords(figure, language),
    status: { kind: status, label },
    count: hasValue ? countWords(figure, figure.unit, language) : whyNone(figure, language),
    change: changeOf(figure, language) ?? undefined,
    lines: hasValue ? linesOf(visit, figure, day) : [],
    more: w.about,
  }
}

const linesOf = ({ platform, language }: Visit, figure: Figure, day: string): (string | Html)[] => {
  const w = words[language]
  const { coverage, dataDate } = figure
  const missing = coverage.missing.map((id) => organisationName(platform, id, language))
  const definition = definitionOf(figure)
  const stale = staleWords(figure, definition, day, language)
  return [
    monthsWords(figure, definition, language),
    ...(missing.length > 0 ? [w.missing(someNames(missing, language))] : []),
    ...(dataDate && !stale ? [w.dataDate(formatDay(dataDate, language))] : []),
    ...(stale ? [html`<strong class="warn">${stale}</strong>`] : []),
  ]
}
