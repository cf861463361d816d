import { html, none, type Html } from '#html'
import { formatNumber, formatPercent, formatShare } from '#kernel'
import { section, table, trend } from '#look'
import { lastDayOf, type QuarterStanding } from '#workplaces'
import { declarationsIn, GOAL, shareOf } from './shares.ts'
import { quarterAt, quarterName, quarterShort, words } from './words.ts'

const w = words.trend
const number = (value: number): string => formatNumber(value, 'fr')
const percent = (share: number | null): string | null =>
  share === null ? null : formatShare(share, 'fr', GOAL)

/** Quarter after quarter: a curve, and the table that says the same. */
export const trendSection = (standings: readonly QuarterStanding[]): Html => {
  const declared = declarationsIn(standings)
  if (declared.length === 0) return none
  return section({
    title: w.title,
    body: html`${declared.length > 1 && curve(declared)} ${quarterTable(declared.toReversed())}`,
  })
}

const curve = (standings: readonly QuarterStanding[]): Html => {
  const points = (share: (one: QuarterStanding) => number | null) =>
    standings.map((one) => ({
      day: lastDayOf(one.quarter),
      share: share(one),
      said: w.said(quarterName(one.quarter), percent(share(one)) ?? words.figures.none),
    }))
  return trend({
    label: w.label(quarterName(standings[0]!.quarter), quarterName(standings.at(-1)!.quarter)),
    lines: [
      {
        name: w.response,
        kind: 'other',
        points: points(({ answered, expected }) => shareOf(answered, expected)),
      },
      { name: w.whole, kind: 'main', points: points(({ whole, employees }) => shareOf(whole, employees)) },
    ],
    goal: { share: GOAL, label: '60 %', name: w.goalName },
    breaks: [],
    ticks: standings.map(({ quarter }) => ({ day: lastDayOf(quarter), label: quarterShort(quarter) })),
    levels: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ share, label: formatPercent(share, 'fr') })),
  })
}

const quarterTable = (standings: readonly QuarterStanding[]): Html => {
  const c = w.columns
  return table<QuarterStanding>({
    language: 'fr',
    caption: w.caption,
    unseenCaption: true,
    rows: standings,
    empty: none,
    columns: [
      {
        id: 'quarter',
        label: c.quarter,
        heads: true,
        cell: ({ quarter }) => html`<a href="${quarterAt(quarter)}#trimestre">${quarterName(quarter)}</a>`,
      },
      {
        id: 'answered',
        label: c.answered,
        numeric: true,
        cell: ({ answered, expected }) => words.figures.of(number(answered), number(expected)),
      },
      { id: 'employees', label: c.employees, numeric: true, cell: ({ employees }) => number(employees) },
      { id: 'whole', label: c.whole, numeric: true, cell: ({ whole }) => number(whole) },
      {
        id: 'share',
        label: c.share,
        numeric: true,
        cell: ({ whole, employees }) => percent(shareOf(whole, employees)),
      },
      { id: 'agents', label: c.agents, numeric: true, cell: ({ agentsSeen }) => number(agentsSeen) },
    ],
  })
}
