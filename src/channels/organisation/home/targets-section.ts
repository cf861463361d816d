import { type Figure, inForceOn } from '#barometer'
import { html, none, type Html } from '#html'
import { emptyState, section, strip, table, tag } from '#look'
import { barometerReading as reading } from '#portal'
import { type Part, SPACE } from '../words.ts'
import type { TargetStanding } from './standing.ts'
import { WAYS, words } from './words.ts'

const { targets: w } = words

/** Where a target that has no figure here gets one: in this part of the space. */
const WHERE: Readonly<Record<number, Part>> = {
  2: 'volumes',
  3: 'consultations',
  6: 'plan',
  7: 'workplaces',
  8: 'volumes',
  9: 'processes',
  10: 'data',
}

export const targetsSection = (
  standing: { day: string; targets: TargetStanding[] } | null,
  organisation: string,
): Html => {
  if (!standing) return emptyState({ icon: 'clock', title: w.none, body: w.noneText })
  return section({
    id: 'cibles',
    title: w.title,
    body: html`<p class="source">${w.how}</p>
      ${targetTable(standing)}
      <ul class="links">
        <li>
          <a href="${`/barometre/organisations/${encodeURIComponent(organisation)}`}">${w.publicPage}</a>
        </li>
        <li><a href="/bureau/barometre">${w.contest}</a></li>
        <li><a href="/barometre">${w.barometer}</a></li>
      </ul>`,
  })
}

const targetTable = ({ day, targets }: { day: string; targets: TargetStanding[] }): Html => {
  const titles = new Map(inForceOn(day).map(({ target, title }) => [target, title.fr]))
  const c = w.columns
  return table<TargetStanding>({
    language: 'fr',
    caption: w.caption,
    unseenCaption: true,
    rows: targets,
    empty: none,
    columns: [
      {
        id: 'target',
        label: c.target,
        heads: true,
        cell: ({ own: { target } }) =>
          html`<a href="${`/barometre/${target}`}">${target}. ${titles.get(target) ?? ''}</a>`,
      },
      { id: 'here', label: c.here, numeric: true, cell: ({ own }) => hereCell(own) },
      {
        id: 'among',
        label: c.among,
        cell: ({ own, others }) =>
          others.length === 0 && own.value === null
            ? null
            : html`${strip({ own: own.value, others, goal: own.goal.share })}<span class="second">${w.among(others.length)}</span>`,
      },
      {
        id: 'median',
        label: c.median,
        numeric: true,
        cell: ({ median, own }) =>
          median === null ? null : reading.shareWords(median, 'fr', own.goal.share),
      },
      {
        id: 'everyone',
        label: c.everyone,
        numeric: true,
        cell: ({ everyone }) =>
          everyone?.state === 'value'
            ? html`${reading.figureWords(everyone, 'fr')}<span class="second">${reading.goalWords(everyone, 'fr')}</span>`
            : null,
      },
      { id: 'status', label: c.status, cell: ({ own }) => statusCell(own) },
    ],
  })
}

/** An organisation either has a plan or not: of one, a share says nothing. */
const hereCell = (own: Figure): Html | string | null => {
  if (own.state !== 'value') return null
  if (own.unit === 'organisation') return own.value === 1 ? w.done : w.notDone
  return html`<strong>${reading.figureWords(own, 'fr')}</strong><span class="second">${reading.countWords(own, own.unit, 'fr')}</span>`
}

const statusCell = (own: Figure): Html => {
  const change = reading.changeOf(own, 'fr')
  return html`${tag({ ...reading.statusOf(own, 'fr'), plain: true })}${
    own.state === 'value'
      ? change && html`<span class="second">${change.label}</span>`
      : html`<span class="second">${wayTo(own.target)}</span>`
  }`
}

const wayTo = (target: number): Html | string => {
  const way = WAYS[target] ?? ''
  const part = WHERE[target]
  return part ? html`<a href="${SPACE[part]}">${way}</a>` : way
}
