import { exclusionWords, type Figure } from '#barometer'
import { formatDay, formatNumber } from '#kernel'
import type { ReportTarget } from '../report.ts'
import { goalWords, shareWords, stateWords } from '../words.ts'
import { BAR_HEIGHT, bars, TREND_HEIGHT, trendLine } from './charts.ts'
import type { Telling } from './telling.ts'

/** More bars than a page has room for say nothing more than their table. */
const MOST_BARS = 25

/** One target: what it is, its figure with all that it rests on, each organisation, the year. */
export const writeTarget = (telling: Telling, its: ReportTarget): void => {
  const { doc, w, language } = telling
  const { target, title, definition, figure } = its
  doc.newPage()
  doc.heading(2, w.target.heading(target, title[language]))
  writeWording(telling, its)
  doc.text(w.target.definition(definition.version, definition.from), { soft: true, size: 9 })
  doc.text(definition.text[language])
  if (!figure) return
  doc.table({ head: w.target.facts, rows: factsOf(figure, telling), widths: [150, 0] })
  writeOrganisations(telling, its, figure)
  writeYear(telling, its, figure)
}

/** The official wording is the French one: a translation stands above it, never in its place. */
const writeWording = ({ doc, w, language, asTyped }: Telling, { wording }: ReportTarget): void => {
  doc.text(w.target.wording(wording[language]), { strong: true })
  if (!w.target.official) return
  doc.text(w.target.official, { soft: true, size: 9 })
  asTyped(wording.fr, { soft: true, size: 9 })
}

const writeYear = (
  { doc, w, language }: Telling,
  { target, trend }: Pick<ReportTarget, 'target' | 'trend'>,
  { goal }: Figure,
): void => {
  const isKnown = trend.some(({ value }) => value !== null)
  doc.heading(3, w.target.overYear, isKnown ? TREND_HEIGHT + 30 : 60)
  const dots = trend.map(({ day, value }) => ({ day, label: day.slice(0, 7), share: value }))
  if (isKnown)
    doc.figure(w.target.chartTrend(target), TREND_HEIGHT, trendLine(dots, goal.share, { language }))
  doc.table({
    head: w.target.trendColumns,
    rows: trend.map((one) => [
      formatDay(one.day, language),
      one.state === 'value' ? shareWords(one.value, language, goal.share) : w.states[one.state],
      one.state === 'value' ? w.count(one.numerator, one.denominator) : w.none,
    ]),
    numeric: [1, 2],
  })
}

const factsOf = (figure: Figure, telling: Telling): string[][] => {
  const { w, language, nameOf } = telling
  const { numerator, denominator, period, dataDate, coverage, provenance, change, events } = figure
  const isKnown = figure.state === 'value'
  const state = stateWords(figure, language)
  return [
    [
      w.target.figure,
      isKnown ? `${shareWords(figure.value, language, figure.goal.share)} (${state})` : state,
    ],
    [w.target.count, isKnown ? w.count(numerator, denominator) : w.none],
    [w.target.goal, goalWords(figure, language)],
    [w.target.period, w.period(period.from, period.to)],
    [w.target.dataDate, dataDate ? formatDay(dataDate, language) : w.none],
    [
      w.target.change,
      change && change.points !== null ? w.change(Math.round(change.points * 10) / 10) : w.none,
    ],
    [w.target.coverage, w.coverage(coverage, coverage.missing.map(nameOf).join(', '))],
    [w.target.provenance, w.provenance(provenance)],
    [w.target.exclusions, exclusionsOf(figure, telling)],
    [w.target.events, formatNumber(events, language)],
  ]
}

const exclusionsOf = (
  { exclusions, withExcluded, goal }: Figure,
  { w, language, nameOf }: Telling,
): string => {
  if (exclusions.length === 0) return w.noneExcluded
  const each = exclusions.map((one) =>
    w.excluded(one.unit, nameOf(one.organisation), exclusionWords(one.reason, language), one.since),
  )
  return [
    ...each,
    ...(withExcluded ? [w.withExcluded(shareWords(withExcluded.value, language, goal.share))] : []),
  ].join('\n')
}

const writeOrganisations = (
  { doc, w: all, language, nameOf }: Telling,
  { target, title, organisations }: ReportTarget,
  figure: Figure,
): void => {
  const w = all.target
  const known = organisations.filter(({ state }) => state === 'value').toSorted((a, b) => b.value! - a.value!)
  doc.heading(3, w.byOrganisation)
  if (known.length === 0) return doc.text(w.noOrganisation)
  const said = (one: Figure) => shareWords(one.value, language, one.goal.share)
  if (known.length <= MOST_BARS) {
    const rows = known.map((one) => ({ name: nameOf(one.organisation), share: one.value, said: said(one) }))
    doc.figure(w.chart(target, title[language]), rows.length * BAR_HEIGHT, bars(rows, figure.goal.share))
    doc.text(w.goalMark(goalWords(figure, language)), { soft: true, size: 8 })
  }
  doc.table({
    head: w.organisationColumns,
    rows: organisations.map((one) => [
      nameOf(one.organisation),
      one.state === 'value' ? said(one) : all.none,
      one.state === 'value' ? all.count(one.numerator, one.denominator) : all.none,
      stateWords(one, language),
    ]),
    numeric: [1, 2],
  })
}
