import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { formatDay } from '#kernel'
import { emptyState, linkButton, notice, section, table, tag, time } from '#look'
import { inForceOn, type PlanDue, standingOn, type Version, versionOn } from '#plans'
import { planReading as reading, PATHS } from '#portal'
import { dueWords } from '../home/due-words.ts'
import { dueAddress } from './due-address.ts'
import { type PlanVisit, said, sendPlan, withPlan } from './frame.ts'
import { DRAFT, FRAME, measurePage, targetPage, VERSIONS, words } from './words.ts'

/** The plan as it stands: what is to do, the roadmap, own targets, and the way to its draft. */
export const planPage = withPlan(async (visit): Promise<FastifyReply> => {
  const { plan, today } = visit
  const version = versionOn(plan, today) ?? plan.versions.at(-1)
  return sendPlan(visit, {
    title: words.title,
    charts: true,
    layout: 'wide',
    body: html`<h1>${words.title}</h1>
      ${said(visit)}
      <p class="lead">${words.lead}</p>
      ${version ? await standing(visit, version) : begin(visit)} ${draftPart(visit)}
      ${version ? content(visit, version) : none}`,
  })
})

const begin = ({ plan, isPlanner }: PlanVisit): Html =>
  plan.draft
    ? none
    : emptyState({
        icon: 'calendar',
        title: words.none.title,
        body: isPlanner ? words.none.text : words.none.reader,
        ...(isPlanner && { action: linkButton({ label: words.none.begin, href: FRAME }) }),
      })

const standing = async ({ platform, plan, today }: PlanVisit, version: Version): Promise<Html> => {
  const { inForce, evidence } = standingOn(plan, today)
  const isComing = version.inForceFrom > today
  const dues = await platform.plans.due(plan.organisation, today)
  return html`<h2>${version.title.fr}</h2>
    <p>${reading.standingTag(plan, today, 'fr')}</p>
    ${isComing && notice({ language: 'fr', tone: 'information', body: words.coming(version.inForceFrom) })}
    ${!isComing && !inForceOn(plan, today) && notice({ language: 'fr', tone: 'warning', body: words.ended(version.until) })}
    ${inForce && html`<p>${evidence > 0 ? words.target6.counted : words.target6.notCounted}</p>`}
    ${section({ title: words.todo.title, body: dueTable(dues, today) })}`
}

const dueTable = (dues: readonly PlanDue[], today: string): Html =>
  table<PlanDue>({
    language: 'fr',
    caption: words.todo.title,
    unseenCaption: true,
    rows: dues,
    empty: html`<p>${words.todo.none}</p>`,
    columns: [
      {
        id: 'what',
        label: words.todo.what,
        heads: true,
        cell: (due) => html`<a href="${dueAddress(due)}">${dueWords.plan[due.is].what(due.subject)}</a>`,
      },
      {
        id: 'day',
        label: words.todo.day,
        cell: ({ day }) => {
          const said = formatDay(day, 'fr')
          return day < today
            ? tag({ status: 'late', label: words.todo.late(said), plain: true })
            : time({ text: said, machine: day })
        },
      },
    ],
  })

/** The draft, open or to be opened. */
const draftPart = ({ plan, isPlanner }: PlanVisit): Html => {
  if (plan.draft)
    return notice({
      language: 'fr',
      tone: 'information',
      title: words.draft.open,
      body: plan.proposal ? words.approval.left(2 - plan.proposal.approvals.length) : plan.draft.title.fr,
      action: html`<p><a href="${DRAFT}">${words.draft.see}</a></p>`,
    })
  if (!isPlanner || plan.versions.length === 0) return none
  return linkButton({ label: words.draft.begin, href: FRAME, weight: 'secondary' })
}

const content = (visit: PlanVisit, version: Version): Html => {
  const { plan, today } = visit
  const { organisation } = plan
  const open = (path: string) => path.replace(':organisation', encodeURIComponent(organisation))
  return html`${section({
    title: reading.words.fr.roadmap.title,
    body: reading.roadmapSection({ plan, content: version, today, language: 'fr', href: measurePage }),
  })}
  ${section({
    title: words.draft.targets,
    body: reading.ownTargets(
      plan,
      version,
      'fr',
      ({ id }) => html`<p><a href="${targetPage(id)}">${words.value.link}</a></p>`,
    ),
  })}
  <ul class="links">
    <li><a href="${open(PATHS.plan.fr)}">${words.publicPage}</a></li>
    <li><a href="${open(PATHS.planPdf.fr)}">${words.pdf}</a></li>
    <li><a href="${VERSIONS}">${words.versionsLink}</a></li>
  </ul>`
}
