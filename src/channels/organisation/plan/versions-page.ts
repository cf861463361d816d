import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { formatDay } from '#kernel'
import { filterBar, section, table } from '#look'
import { type Content, contentOf, differencesBetween, type Plan, type Version } from '#plans'
import { PATHS, planReading as reading } from '#portal'
import { type PlanVisit, sendPlan, withPlan } from './frame.ts'
import { VERSIONS, words } from './words.ts'

const w = words.versions
const DRAFT_ID = 'brouillon'

/** Every version, and what differs between any two of them, the draft included. */
export const versionsPage = withPlan(async (visit): Promise<FastifyReply> => {
  const { plan } = visit
  return sendPlan(visit, {
    title: w.title,
    breadcrumbs: [{ label: w.title }],
    body: html`<h1>${w.title}</h1>
      ${plan.versions.length === 0 ? html`<p>${w.none}</p>` : html`${compared(visit)}${list(visit)}`}`,
  })
})

const sidesOf = ({ versions, draft }: Plan): { id: string; name: string; content: Content }[] => [
  ...versions.map((one) => ({ id: String(one.number), name: w.version(one.number), content: one })),
  ...(draft ? [{ id: DRAFT_ID, name: w.draft, content: contentOf(draft) }] : []),
]

const compared = ({ plan, query }: PlanVisit): Html => {
  const sides = sidesOf(plan)
  if (sides.length < 2) return html`<p>${w.one}</p>`
  const named = (name: string, otherwise: number) =>
    sides.find(({ id }) => id === query.get(name)) ?? sides.at(otherwise)!
  const [before, after] = [named('avant', -2), named('apres', -1)]
  const options = sides.map(({ id, name }) => ({ value: id, label: name }))
  return section({
    title: w.compare,
    body: html`${filterBar({
      language: 'fr',
      action: VERSIONS,
      button: w.compare,
      choices: [
        { name: 'avant', label: w.before, value: before.id, options },
        { name: 'apres', label: w.after, value: after.id, options },
      ],
    })}
    ${reading.differenceList(
      differencesBetween(before.content, after.content),
      reading.titlesIn([before.content, after.content], 'fr'),
      'fr',
      3,
    )}`,
  })
}

const list = ({ plan, platform }: PlanVisit): Html => {
  const p = reading.words.fr.versions
  const address = (number: number) =>
    PATHS.planVersion.fr
      .replace(':organisation', encodeURIComponent(plan.organisation))
      .replace(':version', String(number))
  return section({
    title: w.list,
    body: table<Version>({
      language: 'fr',
      caption: p.caption,
      unseenCaption: true,
      rows: plan.versions.toReversed(),
      empty: none,
      columns: [
        {
          id: 'number',
          label: p.number,
          heads: true,
          cell: ({ number }) => html`<a href="${address(number)}">${p.name(number)}</a>`,
        },
        {
          id: 'approved',
          label: p.approved,
          cell: ({ adoptedAt }) => formatDay(reading.dayOfInstant(adoptedAt), 'fr'),
        },
        {
          id: 'by',
          label: words.approval.title,
          cell: ({ approvals }) =>
            approvals.map(({ by }) => reading.agentName(platform, plan, by)).join(p.and),
        },
        { id: 'days', label: p.inForce, cell: ({ inForceFrom, until }) => p.days(inForceFrom, until) },
        { id: 'measures', label: p.measures, numeric: true, cell: ({ measures }) => measures.length },
      ],
    }),
  })
}
