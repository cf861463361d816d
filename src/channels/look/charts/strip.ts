import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'
import { percent } from './meter.ts'

export type StripProps = {
  /** One's own share, 0 to 1; null when one has no figure. */
  own: number | null
  /** The shares of the others, nobody's name: where most stand is seen, who stands where is read elsewhere. */
  others: readonly number[]
  /** Where the target is. */
  goal: number
}

/**
 * Where one stands among others: a dot each on one line, one's own larger and full, the target as a mark. Silent: the
 * same is said as text beside it.
 */
export const strip = ({ own, others, goal }: StripProps): Html => {
  const x = percent(goal)
  return html`<svg class="meter strip" aria-hidden="true" focusable="false"><rect class="track" y="8" width="100%" height="2"/><line class="goal" y1="0" y2="18"${attributes({ x1: x, x2: x })}/>${others.map(
    (share) => html`<circle class="other" cy="9" r="4"${attributes({ cx: percent(share) })}/>`,
  )}${own !== null && html`<circle cy="9" r="6"${attributes({ cx: percent(own) })}/>`}</svg>`
}
