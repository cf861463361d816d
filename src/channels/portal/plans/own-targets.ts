import { html, none, type Html } from '#html'
import { formatDay, formatNumber, formatPercent, formatShare, type Language } from '#kernel'
import { table, tag, trend } from '#look'
import { type Content, isReached, type OwnTarget, type Plan, type Value, valuesOf } from '#plans'
import { goalText, plain, written } from './reading.ts'
import { words } from './words.ts'

/** The organisation's own targets, in the barometer's form: never among the ten, and said to be declared. */
export const ownTargets = (
  plan: Plan,
  { targets }: Content,
  language: Language,
  more: (target: OwnTarget) => Html = () => none,
): Html => {
  const w = words[language].own
  if (targets.length === 0) return html`<p>${w.none}</p>`
  return html`<p class="source">${w.declared}</p>
    ${targets.map((target) => html`<div class="flow"><h3>${written(target.wording, language)}</h3>${ownTarget(plan, target, language)}${more(target)}</div>`)}`
}

export const ownTarget = (plan: Plan, target: OwnTarget, language: Language): Html => {
  const w = words[language].own
  const values = valuesOf(plan, target.id)
  const goal = w.goal(
    goalText(target, language),
    plain(target.unit, language),
    words[language].periods[target.period],
  )
  return html`<p>${goal}</p>
    ${values.length > 0 ? html`${curve(target, values, language)}${valueTable(target, values, language)}` : html`<p>${w.noValue}</p>`}`
}

/** One decimal, and never rounded up to the target: as the barometer writes its own. */
const shareSaid = ({ numerator, denominator }: Value, target: OwnTarget, language: Language): string =>
  formatShare(numerator / denominator, language, target.share)

const countSaid = ({ numerator, denominator }: Value, language: Language): string =>
  `${formatNumber(numerator, language)}/${formatNumber(denominator, language)}`

/** The latest values fit a screen; the table holds them all. */
const MOST_DRAWN = 60

const curve = (target: OwnTarget, values: readonly Value[], language: Language): Html => {
  const w = words[language].own
  const drawn = values.slice(-MOST_DRAWN)
  const [first, last] = [drawn[0]!, drawn.at(-1)!]
  const share = (value: Value) => shareSaid(value, target, language)
  const goal = goalText(target, language)
  return trend({
    label: w.curve(plain(target.wording, language), share(first), share(last), goal),
    lines: [
      {
        name: w.figure,
        kind: 'main',
        points: drawn.map((one) => ({
          day: one.day,
          share: one.numerator / one.denominator,
          said: w.said(one.day, share(one), countSaid(one, language)),
        })),
      },
    ],
    goal: { share: target.share, label: formatPercent(target.share, language), name: w.goalName },
    breaks: [],
    ticks: [...new Set([first.day, last.day])].map((day) => ({ day, label: formatDay(day, language) })),
    levels: [0, 0.25, 0.5, 0.75, 1].map((level) => ({
      share: level,
      label: formatPercent(level, language),
    })),
  })
}

const valueTable = (target: OwnTarget, values: readonly Value[], language: Language): Html => {
  const w = words[language].own
  return table<Value>({
    language,
    caption: w.captionOf(plain(target.wording, language)),
    unseenCaption: true,
    rows: values.toReversed(),
    empty: none,
    columns: [
      { id: 'day', label: w.day, heads: true, cell: ({ day }) => formatDay(day, language) },
      { id: 'share', label: w.share, numeric: true, cell: (one) => shareSaid(one, target, language) },
      { id: 'count', label: w.count, numeric: true, cell: (one) => countSaid(one, language) },
      {
        id: 'reached',
        label: w.reached,
        cell: (one) =>
          isReached(target, one)
            ? tag({ status: 'done', label: w.yes, plain: true })
            : tag({ status: 'progress', label: w.no, plain: true }),
      },
    ],
  })
}
