import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { button, buttons, linkButton, postForm, section } from '#look'
import {
  type Content,
  contentOf,
  differencesBetween,
  discardDraft,
  type Draft,
  markOf,
  type Plan,
} from '#plans'
import { planReading as reading } from '#portal'
import { sentBy, valueIn } from '#web'
import { cancelled, sentenceOf } from './fields.ts'
import { closedNow, doneAt, type PlanVisit, said, sendPlan, withPlan } from './frame.ts'
import { DISCARD, DRAFT, PLAN, words } from './words.ts'

const w = words.discard

/** What would be lost, read before the draft is discarded. */
export const discardPage = withPlan(async (visit): Promise<FastifyReply> => {
  const { plan, isPlanner, reply } = visit
  if (!plan.draft || !isPlanner) return reply.redirect(plan.draft ? DRAFT : PLAN, 303)
  return sendDiscard(visit, plan.draft)
})

const sendDiscard = (visit: PlanVisit, draft: Draft, refusal?: string): Promise<FastifyReply> => {
  const closed = closedNow(visit, discardDraft)
  return sendPlan(visit, {
    title: w.title,
    status: refusal ? 422 : 200,
    error: !!refusal,
    layout: 'reading',
    breadcrumbs: [{ label: words.draft.title, href: DRAFT }, { label: w.title }],
    body: html`<h1>${w.title}</h1>
      ${said(visit, refusal ?? (closed ? sentenceOf(closed) : undefined))}
      ${closed ? linkButton({ label: words.draft.see, href: DRAFT, weight: 'secondary' }) : confirm(visit, draft)}`,
  })
}

/** What is lost is told in a sentence, then in full; the button comes after all of it was gone past. */
const confirm = ({ plan }: PlanVisit, draft: Draft): Html => {
  const last = plan.versions.at(-1)
  const content = contentOf(draft)
  return html`${last ? lostOf(last, content) : lostFirst(content)}
    ${hasMoreRemoved(plan, draft) ? html`<p>${w.removed}</p>` : none}
    <p>${last ? w.stays(last.number) : w.firstStays}</p>
    ${postForm({
      language: 'fr',
      action: DISCARD,
      hidden: { mark: String(markOf(draft)) },
      body: buttons(
        button({ label: w.title, weight: 'danger' }),
        linkButton({ label: cancelled, href: DRAFT, weight: 'quiet' }),
      ),
    })}`
}

const lostOf = (last: Content & { number: number }, content: Content): Html => {
  const differences = differencesBetween(last, content)
  if (differences.length === 0) return html`<p class="lead">${w.none(last.number)}</p>`
  return html`<p class="lead">${w.differences(differences.length, last.number)}</p>
    ${section({
      title: w.lost,
      body: reading.differenceList(differences, reading.titlesIn([last, content], 'fr'), 'fr', 3),
    })}`
}

const lostFirst = ({ title, measures, targets }: Content): Html =>
  html`<p class="lead">${w.first(measures.length, targets.length)}</p>
    ${section({
      title: w.lost,
      body: html`<ul class="flow">
        ${[title, ...measures.map((one) => one.title), ...targets.map(({ wording }) => wording)].map(({ fr }) => html`<li>${fr}</li>`)}
      </ul>`,
    })}`

/** Something that the draft alone holds, taken out of it and still at hand there: no difference tells it. */
const hasMoreRemoved = ({ versions }: Plan, { measures, targets }: Draft): boolean => {
  const last = versions.at(-1)
  const kept = new Set([...(last?.measures ?? []), ...(last?.targets ?? [])].map(({ id }) => id))
  return [...measures, ...targets].some(({ id, removed }) => removed && !kept.has(id))
}

export const discardSent = withPlan(async (visit): Promise<FastifyReply> => {
  const { platform, agent, plan, request, reply } = visit
  const { form } = await sentBy(request)
  const done = await platform.plans.perform(agent, discardDraft, { mark: Number(valueIn(form, 'mark')) || 0 })
  if (done.ok) return doneAt(visit, PLAN, 'abandonner')
  const now = (await platform.plans.of(agent.organisation)) ?? plan
  return now.draft
    ? sendDiscard({ ...visit, plan: now }, now.draft, sentenceOf(done))
    : reply.redirect(PLAN, 303)
})
