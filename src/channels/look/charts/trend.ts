import { scaleLinear, scaleUtc } from 'd3-scale'
import { line } from 'd3-shape'
import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'
import { percent } from './meter.ts'

/** A day (`2026-11-22`) and its share, 0 to 1; null where there is no figure: the line is interrupted there. */
export type TrendPoint = { day: string; share: number | null; said: string }

export type TrendLine = {
  name: string
  /** `main` is the figure, `past` the same under an older definition, `other` what it is compared to. */
  kind: 'main' | 'past' | 'other'
  points: readonly TrendPoint[]
}

export type TrendProps = {
  /** The whole curve in one sentence, for those who do not see it. */
  label: string
  lines: readonly TrendLine[]
  /** Its share, how its level is written in the margin, and what the key calls it. */
  goal: { share: number; label: string; name: string }
  /** Days from which a definition changes: the break is drawn, and named. */
  breaks: readonly { day: string; label: string }[]
  /** Marks of the time axis, in order; the first and the last stand at the ends. */
  ticks: readonly { day: string; label: string }[]
  /** Marks of the other axis. */
  levels: readonly { share: number; label: string }[]
}

/**
 * Shares over time, from 0 to 100 %, never cut. Everything is placed in percentages of the drawing, so that lines
 * stretch with the screen while words and strokes keep their size. Each dot says itself when it is pointed at.
 */
export const trend = (p: TrendProps): Html => {
  const place = placing(p)
  return html`<figure class="trend">
    <svg role="img" focusable="false"${attributes({ class: 'plot', 'aria-label': p.label })}>
      ${p.levels.map((level) => levelLine(level, p.goal.share))}
      ${p.breaks.map(({ day, label }) => breakLine(place.x(day), label))}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">${p.lines.map((one) => path(one, place))}</svg>
      ${goalLine(p.goal)}${p.lines.map((one) => dots(one, place))}
    </svg>
    <svg class="axis" aria-hidden="true" focusable="false">${p.ticks.map((tick) => timeMark(tick, place.x(tick.day)))}</svg>
    ${legend([...p.lines, { kind: 'goal', name: p.goal.name }])}
  </figure>`
}

type Placing = { x: (day: string) => number; y: (share: number) => number }

/** From days and shares to percentages of the drawing. One day alone stands in the middle. */
const placing = ({ lines, ticks }: TrendProps): Placing => {
  const days = [...lines.flatMap(({ points }) => points), ...ticks].map(({ day }) => day).toSorted()
  const first = new Date(days[0] ?? 0)
  const last = new Date(days.at(-1) ?? 0)
  const x = scaleUtc().domain([first, last]).range([0, 100])
  const y = scaleLinear().domain([0, 1]).range([100, 0]).clamp(true)
  return { x: (day) => (first < last ? round(x(new Date(day))) : 50), y: (share) => round(y(share)) }
}

const round = (place: number): number => Math.round(place * 10) / 10

const path = ({ kind, points }: TrendLine, { x, y }: Placing): Html => {
  const drawn = line<TrendPoint>()
    .defined(({ share }) => share !== null)
    .x(({ day }) => x(day))
    .y(({ share }) => y(share!))
    .digits(1)(points)
  return html`<path vector-effect="non-scaling-stroke"${attributes({ class: kind, d: drawn ?? '' })}/>`
}

/**
 * A single month between two without a figure has no line: its dot is all that shows it. What a figure is compared to has no
 * other dots: its months are on a page of its own, and ten curves would say each of them once more.
 */
const dots = ({ kind, points }: TrendLine, { x, y }: Placing): Html => {
  const isAlone = (at: number) => [at - 1, at + 1].every((beside) => (points[beside]?.share ?? null) === null)
  const there = points.filter(({ share }, at) => share !== null && (kind !== 'other' || isAlone(at)))
  return html`${there.map((point, at) => {
    const isLast = at === there.length - 1
    const r = kind === 'main' && isLast ? 5 : 3
    const on = { class: kind, cx: `${x(point.day)}%`, cy: `${y(point.share!)}%`, r }
    return html`<circle${attributes(on)}><title>${point.said}</title></circle>`
  })}`
}

/** Levels are named in the margin; the one of the target gives its place to it. */
const levelLine = ({ share, label }: { share: number; label: string }, goal: number): Html => {
  const y = percent(1 - share)
  return html`<line class="level" x2="100%"${attributes({ y1: y, y2: y })}/>${Math.abs(share - goal) > 0.06 && levelWords(y, label)}`
}

const levelWords = (y: string, label: string): Html =>
  html`<text x="-8" dy="5" text-anchor="end"${attributes({ y })}>${label}</text>`

const goalLine = ({ share, label }: TrendProps['goal']): Html => {
  const y = percent(1 - share)
  return html`<line class="goal" x2="100%"${attributes({ y1: y, y2: y })}/><g class="goal-words">${levelWords(y, label)}</g>`
}

const breakLine = (place: number, label: string): Html => {
  const x = `${place}%`
  return html`<line class="break" y2="100%"${attributes({ x1: x, x2: x })}/><text dy="14"${attributes({ x, dx: place > 70 ? -6 : 6, 'text-anchor': place > 70 && 'end' })}>${label}</text>`
}

const timeMark = ({ label }: { label: string }, place: number): Html => {
  const anchor = place <= 4 ? undefined : place >= 96 ? 'end' : 'middle'
  return html`<text y="18"${attributes({ x: `${place}%`, 'text-anchor': anchor, class: place > 4 && place < 96 && Math.abs(place - 50) > 8 && 'roomy' })}>${label}</text>`
}

const legend = (lines: readonly { kind: string; name: string }[]): Html =>
  html`<ul class="legend">
    ${lines.map(
      ({ kind, name }) =>
        html`<li><svg aria-hidden="true" focusable="false"><line x2="100%" y1="50%" y2="50%"${attributes({ class: kind })}/></svg>${name}</li>`,
    )}
  </ul>`
