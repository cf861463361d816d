import type { Figure } from '#barometer'
import { formatDay } from '#kernel'
import type { ReportTarget, YearlyReport } from '../report.ts'
import { goalWords, shareWords, stateWords, words } from '../words.ts'
import { BAR_HEIGHT, bars, TREND_HEIGHT, trendLine } from './charts.ts'
import type { ReportDocument } from '#documents'

const { target: w } = words
/** More bars than a page has room for say nothing more than their table. */
const MOST_BARS = 25

export type NameOf = (organisation: string | null) => string

/** One target: what it is, its figure with all that it rests on, each organisation, the year. */
export const writeTarget = (
  doc: ReportDocument,
  { target, title, wording, definition, figure, organisations, trend }: ReportTarget,
  nameOf: NameOf,
): void => {
  doc.newPage()
  doc.heading(2, w.heading(target, title.fr))
  doc.text(w.official(wording.fr), { strong: true })
  doc.text(w.definition(definition.version, definition.from), { soft: true, size: 9 })
  doc.text(definition.text.fr)
  if (!figure) return
  doc.table({ head: w.facts, rows: factsOf(figure, nameOf), widths: [150, 0] })
  writeOrganisations(doc, { target, title, figure, organisations }, nameOf)
  writeYear(doc, { target, trend }, figure)
}

const writeYear = (
  doc: ReportDocument,
  { target, trend }: Pick<ReportTarget, 'target' | 'trend'>,
  { goal }: Figure,
): void => {
  const isKnown = trend.some(({ value }) => value !== null)
  doc.heading(3, w.overYear, isKnown ? TREND_HEIGHT + 30 : 60)
  const dots = trend.map(({ day, value }) => ({ day, label: day.slice(0, 7), share: value }))
  if (isKnown) doc.figure(w.chartTrend(target), TREND_HEIGHT, trendLine(dots, goal.share))
  doc.table({
    head: w.trendColumns,
    rows: trend.map((one) => [
      formatDay(one.day, 'fr'),
      one.state === 'value' ? shareWords(one.value, goal.share) : words.states[one.state],
      one.state === 'value' ? words.count(one.numerator, one.denominator) : words.none,
    ]),
    numeric: [1, 2],
  })
}

const factsOf = (figure: Figure, nameOf: NameOf): string[][] => {
  const { numerator, denominator, period, dataDate, coverage, provenance, change, events } = figure
  const isKnown = figure.state === 'value'
  return [
    [
      w.figure,
      isKnown ? `${shareWords(figure.value, figure.goal.share)} (${stateWords(figure)})` : stateWords(figure),
    ],
    [w.count, isKnown ? words.count(numerator, denominator) : words.none],
    [w.goal, goalWords(figure)],
    [w.period, words.period(period.from, period.to)],
    [w.dataDate, dataDate ? formatDay(dataDate, 'fr') : words.none],
    [
      w.change,
      change && change.points !== null ? words.change(Math.round(change.points * 10) / 10) : words.none,
    ],
    [w.coverage, words.coverage(coverage, coverage.missing.map(nameOf).join(', '))],
    [w.provenance, words.provenance(provenance)],
    [w.exclusions, exclusionsOf(figure, nameOf)],
    [w.events, String(events)],
  ]
}

const exclusionsOf = ({ exclusions, withExcluded, goal }: Figure, nameOf: NameOf): string => {
  if (exclusions.length === 0) return words.noneExcluded
  const each = exclusions.map((one) =>
    words.excluded(one.unit, nameOf(one.organisation), one.reason, one.since),
  )
  return [
    ...each,
    ...(withExcluded ? [words.withExcluded(shareWords(withExcluded.value, goal.share))] : []),
  ].join('\n')
}

const writeOrganisations = (
  doc: ReportDocument,
  {
    target,
    title,
    figure,
    organisations,
  }: Pick<ReportTarget, 'target' | 'title' | 'organisations'> & { figure: Figure },
  nameOf: NameOf,
): void => {
  const known = organisations.filter(({ state }) => state === 'value').toSorted((a, b) => b.value! - a.value!)
  doc.heading(3, w.byOrganisation)
  if (known.length === 0) return doc.text(w.noOrganisation)
  const said = (one: Figure) => shareWords(one.value, one.goal.share)
  if (known.length <= MOST_BARS) {
    const rows = known.map((one) => ({ name: nameOf(one.organisation), share: one.value, said: said(one) }))
    doc.figure(w.chart(target, title.fr), rows.length * BAR_HEIGHT, bars(rows, figure.goal.share))
    doc.text(w.goalMark(goalWords(figure)), { soft: true, size: 8 })
  }
  doc.table({
    head: w.organisationColumns,
    rows: organisations.map((one) => [
      nameOf(one.organisation),
      one.state === 'value' ? said(one) : words.none,
      one.state === 'value' ? words.count(one.numerator, one.denominator) : words.none,
      stateWords(one),
    ]),
    numeric: [1, 2],
  })
}

export const namesIn = ({ organisations }: YearlyReport): NameOf => {
  const names = new Map(organisations.map(({ id, name }) => [id, name.fr]))
  return (id) => names.get(id ?? '') ?? id ?? ''
}
