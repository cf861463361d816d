import { html, type Html } from '#html'
import type { Icon } from '../icons.ts'
import { attributes } from '../attributes.ts'
import { icon } from '../icons.ts'
import { tag, type Status } from '../status.ts'
import { meter } from './meter.ts'

/** One target on one card: what a person should get in ten seconds, everything already in their language. */
export type FigureCard = {
  href: string
  number: number
  title: string
  /** The wording of the strategy, as is. */
  official: string
  /** `62 %`, or nothing when there is no figure. */
  value: string | null
  share: number | null
  goal: number
  /** `Cible : plus de 75 %`. */
  goalWords: string
  status: { kind: Status; label: string }
  /** `31 services sur 50`, or why there is no figure. */
  count: string
  change?: { direction: 'up' | 'down' | 'same'; label: string } | undefined
  /** Short lines under it: period, who has not reported, data date, what is out of date. */
  lines: readonly (string | Html)[]
  more: string
}

/** `after` stands in the place that ten cards leave beside the last one. */
export const figureCards = (cards: readonly FigureCard[], after?: Html): Html =>
  html`<div class="figure-cards">
    <ol>
      ${cards.map((card) => html`<li>${figureCard(card)}</li>`)}
    </ol>
    ${after && html`<div class="after-cards">${after}</div>`}
  </div>`

const DIRECTIONS: Record<NonNullable<FigureCard['change']>['direction'], Icon> = {
  up: 'arrow-up',
  down: 'arrow-down',
  same: 'arrow-right',
}

/** In four parts, whose rows line up from card to card. */
const figureCard = (c: FigureCard): Html =>
  html`<div>
      <h2>
        <span class="card-number" aria-hidden="true">${c.number}</span
        ><a class="card-link"${attributes({ href: c.href })}>${c.title}</a>
      </h2>
      <p class="official">${c.official}</p>
    </div>
    <div class="card-figure">
      <p class="card-value">${c.value ? html`<strong>${c.value}</strong>` : EMPTY} <span>${c.goalWords}</span></p>
      ${meter({ share: c.share, goal: c.goal })}
      <p class="card-status">${tag({ status: c.status.kind, label: c.status.label })}</p>
    </div>
    <div>
      <p class="card-count">${c.count}</p>
      ${c.change && html`<p class="change">${icon(DIRECTIONS[c.change.direction])}${c.change.label}</p>`}
      <ul class="card-lines">
        ${c.lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </div>
    <p class="card-more"><a${attributes({ href: `${c.href}#definition` })}>${c.more}<span class="unseen"> (${c.title})</span></a></p>`

/** No figure is not 0: nothing stands in its place, said by the words under it. */
const EMPTY = html`<span aria-hidden="true">–</span>`
