import type { FastifyReply } from 'fastify'
import type { Contest, Figure } from '#barometer'
import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { emptyState, linkButton, rowLink, section, table, tag, time } from '#look'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { barometerReading as reading } from '#portal'
import { organisationName, shareOf, targetName } from './names.ts'
import { contestFormOf, contestPageOf, EXCLUSIONS, words } from './words.ts'

/** The organisation's own figures, each to be contested; and for the secretariat, every contest. */
export const barometerPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const isSecretariat = platform.contests.isSecretariat(agent)
  const { organisation } = agent
  const [figures, contests] = await Promise.all([
    platform.barometer.figures(organisation),
    platform.contests.list(isSecretariat ? {} : { organisation }),
  ])
  return sendDesk(visit, {
    title: words.pageTitle,
    current: 'barometer',
    body: html`<h1>${words.pageTitle}</h1>
      <p>${words.lead(organisationName(platform, organisation))}</p>
      ${isSecretariat && linkButton({ label: words.exclusionsLink, href: EXCLUSIONS, weight: 'secondary' })}
      ${isSecretariat && contestList(visit, contests, words.all, words.allNone)}
      ${figures ? figureTable(visit, figures.figures) : emptyState({ icon: 'clock', title: words.none, body: words.noneText })}
      ${!isSecretariat && contestList(visit, contests, words.mine, words.mineNone)}`,
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

const contestList = (
  { platform }: Visit,
  contests: readonly Contest[],
  title: string,
  empty: string,
): Html => {
  const c = words.contestColumns
  return section({
    title,
    body: table<Contest>({
      language: 'fr',
      caption: title,
      unseenCaption: true,
      rows: contests,
      empty: html`<p>${empty}</p>`,
      columns: [
        {
          id: 'target',
          label: c.target,
          heads: true,
          cell: ({ id, target }) => rowLink({ href: contestPageOf(id), label: targetName(platform, target) }),
        },
        {
          id: 'organisation',
          label: c.organisation,
          cell: (one) => organisationName(platform, one.organisation),
        },
        {
          id: 'on',
          label: c.on,
          cell: ({ at }) => time({ text: formatDay(dayOf(at), 'fr'), machine: dayOf(at) }),
        },
        { id: 'status', label: c.status, cell: (one) => contestTag(one) },
      ],
    }),
  })
}

export const contestTag = ({ answer }: Contest): Html => {
  if (!answer) return tag({ status: 'waiting', label: words.status.awaited, plain: true })
  const status = answer.verdict === 'upheld' ? 'done' : 'stopped'
  return tag({ status, label: words.status[answer.verdict], plain: true })
}
