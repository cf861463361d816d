import { line } from 'd3-shape'
import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'
import { percent } from './meter.ts'

/** Places are shares of the drawing, from its left and from its foot; `said` is what a point tells when it is pointed at. */
export type SeriesProps = {
  label: string
  points: readonly { x: number; y: number; said: string }[]
  levels: readonly { y: number; label: string }[]
  /** What stands under the first and the last point. */
  ends: readonly [string, string]
}

/** Values over time with a scale of their own. The same figures stand beside it in a table. */
export const series = (p: SeriesProps): Html => {
  const drawn = line<SeriesProps['points'][number]>()
    .x(({ x }) => x * 100)
    .y(({ y }) => (1 - y) * 100)
    .digits(1)(p.points)
  return html`<figure class="trend">
    <svg role="img" focusable="false"${attributes({ class: 'plot', 'aria-label': p.label })}>
      ${p.levels.map(level)}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%"><path vector-effect="non-scaling-stroke"${attributes({ class: 'main', d: drawn ?? '' })}/></svg>
      ${p.points.length <= 60 && p.points.map(dot)}
    </svg>
    <svg class="axis" aria-hidden="true" focusable="false"><text x="0" y="18">${p.ends[0]}</text><text x="100%" y="18" text-anchor="end">${p.ends[1]}</text></svg>
  </figure>`
}

const level = ({ y, label }: SeriesProps['levels'][number]): Html => {
  const place = percent(1 - y)
  return html`<line class="level" x2="100%"${attributes({ y1: place, y2: place })}/><text x="-8" dy="5" text-anchor="end"${attributes({ y: place })}>${label}</text>`
}

const dot = ({ x, y, said }: SeriesProps['points'][number]): Html =>
  html`<circle class="main" r="3"${attributes({ cx: percent(x), cy: percent(1 - y) })}><title>${said}</title></circle>`
