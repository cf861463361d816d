import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'

export type MeterProps = {
  /** 0 to 1; null draws an empty track: there is no figure, which is not 0. */
  share: number | null
  /** Where the target is, 0 to 1; none leaves the mark out. */
  goal?: number | null | undefined
  /** What it shows, in words. Without it the drawing is silent: the same figure stands beside it as text. */
  label?: string | undefined
}

/** A share as a bar, with the mark of what it aims at. Drawn in percentages: as wide as its place, at any zoom. */
export const meter = ({ share, goal, label }: MeterProps): Html =>
  html`<svg class="meter"${attributes({
    role: label && 'img',
    'aria-label': label,
    'aria-hidden': label ? undefined : 'true',
    focusable: 'false',
  })}><rect class="track" y="4" width="100%" height="10"/>${
    share !== null && share > 0 && html`<rect y="4" height="10"${attributes({ width: percent(share) })}/>`
  }${goal !== null && goal !== undefined && mark(goal)}</svg>`

const mark = (goal: number): Html => {
  const x = percent(goal)
  return html`<line class="mark-edge" y1="0" y2="18"${attributes({ x1: x, x2: x })}/><line class="goal" y1="0" y2="18"${attributes({ x1: x, x2: x })}/>`
}

/** A share of the width, to a tenth of a percent, never outside. */
export const percent = (share: number): string =>
  `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`
