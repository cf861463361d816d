import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'

/** How far something is: each has its own drawing, so that nobody has to see a colour. */
export type RoadmapState = 'planned' | 'under-way' | 'in-operation' | 'done' | 'dropped'

export type RoadmapBar = {
  id: string
  title: string
  state: RoadmapState
  stateLabel: string
  /** Civil days. */
  start: string
  end: string
  /** The bars that it waits for; those that are not drawn are left out. */
  after: readonly string[]
}

export type RoadmapProps = {
  /** The whole drawing in one sentence, for those who do not see it; the table under it says the rest. */
  label: string
  bars: readonly RoadmapBar[]
  today: { day: string; label: string }
  /** How quarters are called: `T1`, `Q1`. */
  quarter: (number: number) => string
  legend: readonly { state: RoadmapState; label: string }[]
}

/** In rem, so that bars stay beside their titles at any size of text. */
const ROW = 3.5
const HEAD = 2.5
const FOOT = 1.5
const BAR = 1

/**
 * What is to be done over the quarters: a bar for each thing, what waits for what, and today. Places are percentages of
 * the width, heights are in rem: as wide as its place at any zoom, titles beside bars as text of the page.
 */
export const roadmap = (p: RoadmapProps): Html => {
  const place = placing(p.bars)
  const height = HEAD + p.bars.length * ROW + FOOT
  return html`<figure class="roadmap">
    <div class="roadmap-drawing">
      <svg role="img" focusable="false"${attributes({ 'aria-label': p.label, width: '100%', height: `${height}rem` })}>
        <defs>
          <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M2 0v8" stroke="currentColor" stroke-width="4"/></pattern>
        </defs>
        ${quarters(place, p.quarter, height)} ${p.bars.map((bar, row) => arrows(p.bars, bar, row, place))}
        ${p.bars.map((bar, row) => drawnBar(bar, row, place))} ${todayLine(p.today, place, height)}
      </svg>
      <ol aria-hidden="true">
        ${p.bars.map(({ title, stateLabel }) => html`<li><span>${title}</span><span class="roadmap-state">${stateLabel}</span></li>`)}
      </ol>
    </div>
    <ul class="legend">
      ${p.legend.map(({ state, label }) => html`<li><svg aria-hidden="true" focusable="false" class="swatch">${shape(state, { x: '5%', y: '20%', width: '90%', height: '60%' })}</svg>${label}</li>`)}
    </ul>
  </figure>`
}

type Place = { first: string; last: string; x: (day: string) => number }

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** From the first day of a quarter to the last of another: whole quarters. */
const placing = (bars: readonly RoadmapBar[]): Place => {
  const first = quarterOf(bars.map(({ start }) => start).toSorted()[0]!)
  const last = nextQuarter(
    quarterOf(
      bars
        .map(({ end }) => end)
        .toSorted()
        .at(-1)!,
    ),
  )
  const [from, span] = [utc(first), utc(last) - utc(first)]
  return { first, last, x: (day) => Math.round(((utc(day) - from) / span) * 1000) / 10 }
}

const quarterOf = (day: string): string => {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

const nextQuarter = (quarter: string): string =>
  Temporal.PlainDate.from(quarter).add({ months: 3 }).toString()

/** Up to so many quarters have their names on a wide screen; years always do. */
const MOST_NAMED = 14

const quarters = ({ first, last, x }: Place, name: RoadmapProps['quarter'], height: number): Html => {
  const starts: string[] = []
  for (let quarter = first; quarter < last; quarter = nextQuarter(quarter)) starts.push(quarter)
  return html`${starts.map((day, at) => {
    const month = Number(day.slice(5, 7))
    const begins = month === 1 || at === 0
    // A year of which one quarter is left has no room for its name.
    const roomy = month < 10 || starts.length <= 6
    const line = attributes({
      class: begins ? 'year' : 'quarter',
      x1: `${x(day)}%`,
      x2: `${x(day)}%`,
      y1: begins ? 0 : '1.2rem',
      y2: `${height}rem`,
    })
    const words = (text: string, y: string, on?: string) =>
      html`<text dx="4"${attributes({ x: `${x(day)}%`, y, class: on })}>${text}</text>`
    return html`<line${line}/>${begins && roomy && words(day.slice(0, 4), '1rem')}${
      starts.length <= MOST_NAMED && words(name(Math.ceil(month / 3)), '2.2rem', 'roomy')
    }`
  })}`
}

/** The bar's middle, from the top. */
const middle = (row: number): number => HEAD + row * ROW + 2.4

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString()

const drawnBar = (bar: RoadmapBar, row: number, { x }: Place): Html => {
  const [from, to] = [x(bar.start), x(dayAfter(bar.end))]
  const box = {
    x: `${from}%`,
    y: `${middle(row) - BAR / 2}rem`,
    width: `${Math.max(to - from, 0.6)}%`,
    height: `${BAR}rem`,
  }
  return html`<g><title>${bar.title}. ${bar.stateLabel}. ${bar.start} – ${bar.end}</title>${shape(bar.state, box)}</g>`
}

type Box = { x: string; y: string; width: string; height: string }

/** Planned is an outline, under way hatched, in operation full, done full and pale, dropped a dashed outline. */
const shape = (state: RoadmapState, box: Box): Html =>
  html`<rect rx="3"${attributes({ class: `bar ${state}`, ...box })}/>${
    state === 'under-way' &&
    html`<rect rx="3" fill="url(#hatch)"${attributes({ class: 'hatched', ...box })}/>`
  }`

/** From the end of what comes before, down or up, to the beginning of what waits for it. */
const arrows = (bars: readonly RoadmapBar[], bar: RoadmapBar, row: number, { x }: Place): Html =>
  html`${bar.after.map((id) => {
    const at = bars.findIndex((one) => one.id === id)
    if (at < 0) return undefined
    const [from, to] = [x(dayAfter(bars[at]!.end)), x(bar.start)]
    const [top, bottom] = [`${middle(at)}rem`, `${middle(row)}rem`]
    return html`<g class="waits"><line${attributes({ x1: `${from}%`, x2: `${from}%`, y1: top, y2: bottom })}/><line${attributes({ x1: `${from}%`, x2: `${to}%`, y1: bottom, y2: bottom })}/><circle r="4"${attributes({ cx: `${to}%`, cy: bottom })}/></g>`
  })}`

const todayLine = (
  { day, label }: RoadmapProps['today'],
  { first, last, x }: Place,
  height: number,
): Html => {
  if (day < first || day >= last) return html``
  const place = x(day)
  const words = attributes({
    x: `${place}%`,
    y: `${height - 0.2}rem`,
    dx: place > 55 ? -6 : 6,
    'text-anchor': place > 55 && 'end',
  })
  return html`<g class="today"><line${attributes({ x1: `${place}%`, x2: `${place}%`, y1: '1.2rem', y2: `${height}rem` })}/><text${words}>${label}</text></g>`
}
