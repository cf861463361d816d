import type { FastifyReply } from 'fastify'
import type { Figure } from '#barometer'
import { html, none, type Html } from '#html'
import { emptyState, section, table, tag } from '#look'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { barometerReading as reading } from '#portal'
import { contestTable } from './contest-parts.ts'
import { organisationName, shareOf, targetName } from './names.ts'
import { contestFormOf, contestPageOf, words } from './words.ts'

/** The organisation's own figures, each to be contested, and what it contested. */
export const barometerPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const { organisation } = agent
  const [figures, contests] = await Promise.all([
    platform.barometer.figures(organisation),
    platform.contests.list({ organisation }),
  ])
  return sendDesk(visit, {
    title: words.pageTitle,
    current: 'barometer',
    body: html`<h1>${words.pageTitle}</h1>
      <p>${words.lead(organisationName(platform, organisation))}</p>
      ${figures ? figureTable(visit, figures.figures) : emptyState({ icon: 'clock', title: words.none, body: words.noneText })}
      ${section({
        title: words.mine,
        body: contestTable(platform, {
          contests,
          title: words.mine,
          empty: words.mineNone,
          href: contestPageOf,
        }),
      })}`,
  })
}

const figureTable = ({ platform }: Visit, figures: readonly Figure[]): Html => {
  const c = words.columns
  return table<Figure>({
    language: 'fr',
    caption: words.caption,
    rows: figures,
    empty: none,
    columns: [
      {
        id: 'target',
        label: c.target,
        heads: true,
        cell: ({ target }) => html`<a href="${`/barometre/${target}`}">${targetName(platform, target)}</a>`,
      },
      { id: 'figure', label: c.figure, numeric: true, cell: ({ value, goal }) => shareOf(value, goal.share) },
      {
        id: 'count',
        label: c.count,
        numeric: true,
        cell: ({ state, numerator, denominator }) =>
          state === 'value' ? `${numerator}/${denominator}` : null,
      },
      { id: 'status', label: c.status, cell: (one) => tag({ ...reading.statusOf(one, 'fr'), plain: true }) },
      {
        id: 'act',
        label: c.act,
        unseenLabel: true,
        cell: ({ target }) =>
          html`<a href="${contestFormOf(target)}">${words.contest}<span class="unseen"> (${targetName(platform, target)})</span></a>`,
      },
    ],
  })
}
