import type { Figure, Point, Series } from '#barometer'
import { html, none, type Html } from '#html'
import { formatDay, formatNumber, formatPercent, type Language } from '#kernel'
import { type Column, folded, table, trend, type TrendLine } from '#look'
import { shareWords } from './reading.ts'
import { words } from './words.ts'

type Goal = Figure['goal']

export type Trend = {
  series: readonly Series[]
  /** The figure of today, at which the curve ends; the table holds ends of months only. */
  now?: Point | undefined
  /** What an organisation's is compared to, up to the same day. */
  everyone?: { series: readonly Series[]; now: Point } | undefined
  goal: Goal
}

/**
 * A figure at the end of each month: the curve, then the same in a table. Each version of the definition has its own
 * series over the whole history; a break is drawn where another one begins to rule.
 */
export const trendSection = (trend: Trend, language: Language): Html => {
  const curve = trendCurve(trend, language)
  if (!curve) return html`<p>${words[language].trend.none}</p>`
  const several = trend.series.length > 1
  const rows = trend.series.map(known).flatMap((series) => {
    const name = several ? words[language].trend.definition(series.version) : ''
    return yearsOf(series, name, trend.goal)
  })
  return html`${curve}${monthTable(rows, words[language].trend.caption, language)}`
}

/** The curve alone, where its table stands elsewhere; null while there is no figure to draw. */
export const trendCurve = ({ series, now, everyone, goal }: Trend, language: Language): Html | null => {
  const w = words[language].trend
  const ours = series.map(known).filter(({ points }) => points.length > 0)
  const whole = ours.find(({ inForce }) => inForce)
  if (!whole) return null
  const main = upTo(whole, now)
  const broken = series.filter(({ version, from }) => version > 1 && from >= main.points[0]!.day)
  const others = (everyone?.series ?? [])
    .filter(({ inForce }) => inForce)
    .map(known)
    .filter(({ points }) => points.length > 0)
    .map((one) => upTo(one, everyone?.now))
  const lines = [
    ...others.map((one) => lineOf(one, 'other', w.everyone, goal, language)),
    ...ours
      .filter((one) => one !== whole)
      .map((one) => lineOf(one, 'past', w.definition(one.version), goal, language)),
    lineOf(main, 'main', nameOfMain(main, { ours, others }, language), goal, language),
  ]
  return html`${trend({
    label: sentenceOf(main, goal, language),
    lines,
    goal: { share: goal.share, label: formatPercent(goal.share, language), name: words[language].goalName },
    breaks: broken.map(({ version, from }) => ({ day: from, label: w.definition(version) })),
    ticks: ticksOf([...others, ...ours, main], language),
    levels: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ share, label: formatPercent(share, language) })),
  })}
  ${broken.map(({ version, from }) => html`<p>${w.breaks(version, formatDay(from, language))}</p>`)}`
}

/** What came before the first figure is no part of a curve; a month without one inside it is a gap. */
const known = (series: Series): Series => {
  const first = series.points.findIndex(({ value }) => value !== null)
  return { ...series, points: first < 0 ? [] : series.points.slice(first) }
}

const upTo = (series: Series, now: Point | undefined): Series =>
  now && now.value !== null && now.day > series.points.at(-1)!.day
    ? { ...series, points: [...series.points, now] }
    : series

const nameOfMain = (
  main: Series,
  { ours, others }: { ours: readonly Series[]; others: readonly Series[] },
  language: Language,
): string => {
  const w = words[language].trend
  if (others.length > 0) return w.this
  return ours.length > 1 ? w.definition(main.version) : w.figure
}

const lineOf = (
  { points }: Series,
  kind: TrendLine['kind'],
  name: string,
  goal: Goal,
  language: Language,
): TrendLine => ({ kind, name, points: points.map((point) => drawn(point, goal, language)) })

const drawn = ({ day, value, numerator, denominator }: Point, goal: Goal, language: Language) => {
  const share = shareWords(value, language, goal.share)
  const said = words[language].trend.said(formatDay(day, language), share, numerator, denominator)
  return { day, share: value, said }
}

/** The curve in one sentence, for those who do not see it: where it begins, where it comes to, the target. */
const sentenceOf = ({ points }: Series, goal: Goal, language: Language): string => {
  const w = words[language].trend
  const there = points.filter(({ value }) => value !== null)
  const [first, last] = [there[0]!, there.at(-1)!]
  const share = ({ value }: Point) => shareWords(value, language, goal.share)
  const goalSaid = formatPercent(goal.share, language)
  if (first === last) return w.one(formatDay(first.day, language), share(first), goalSaid)
  return w.label(
    formatDay(first.day, language),
    share(first),
    formatDay(last.day, language),
    share(last),
    goalSaid,
  )
}

const ticksOf = (series: readonly Series[], language: Language) => {
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ day }) => day)))].toSorted()
  const chosen = [...new Set([days[0]!, days[Math.floor((days.length - 1) / 2)]!, days.at(-1)!])]
  const month = (day: string) => words[language].trend.months[Number(day.slice(5, 7)) - 1]!
  return chosen.map((day) => ({ day, label: `${month(day)} ${day.slice(0, 4)}` }))
}

/** A year of one curve: a row of the table. */
export type Year = { name: string; year: string; goal: Goal; byMonth: ReadonlyMap<number, Point> }

/** The years of a series, under the name that tells it from others of the same table. */
export const yearsOf = (series: Series, name: string, goal: Goal): Year[] =>
  [...Map.groupBy(known(series).points, ({ day }) => day.slice(0, 4))].map(([year, points]) => ({
    name,
    year,
    goal,
    byMonth: new Map(points.map((point) => [Number(point.day.slice(5, 7)), point])),
  }))

/** A row for each year, a column for each month: two years of points at one glance. */
export const monthTable = (rows: readonly Year[], caption: string, language: Language): Html => {
  const w = words[language].trend
  const years: Column<Year> = {
    id: 'year',
    label: w.year,
    heads: true,
    cell: ({ year, name }) => html`${name && html`<span class="second">${name}</span>`}${year}`,
  }
  const columns = w.months.map((label, at): Column<Year> => ({
    id: label,
    label,
    numeric: true,
    cell: ({ byMonth, goal }) => cellOf(byMonth.get(at + 1), goal, language),
  }))
  const months = table({
    language,
    caption,
    columns: [years, ...columns],
    rows,
    empty: none,
    density: 'compact',
  })
  return html`<div class="months">${folded({ summary: caption, body: months })}</div>`
}

const cellOf = (point: Point | undefined, goal: Goal, language: Language): Html | null => {
  if (!point || point.value === null) return null
  const count = `${formatNumber(point.numerator, language)}/${formatNumber(point.denominator, language)}`
  return html`${shareWords(point.value, language, goal.share)}<span class="second">${count}</span>`
}
