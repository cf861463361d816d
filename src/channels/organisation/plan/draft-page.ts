import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { button, buttons, details, errorSummary, linkButton, notice, postForm, section } from '#look'
import { approve, discardDraft, sendBack, setRemoved, submit, takeBack } from '#plans'
import { planReading as reading } from '#portal'
import { sentBy, valueIn } from '#web'
import { measuresPart, removedPart, roadmapPart, sincePart, targetsPart } from './draft-content.ts'
import { drawn, faultOf, NOTHING, paragraph, sentenceOf, type Typed } from './fields.ts'
import { closedNow, doneAt, type PlanVisit, said, sendPlan, withPlan } from './frame.ts'
import { DISCARD, DRAFT, FRAME, PLAN, REFUSALS, words } from './words.ts'

const w = words.draft

export const draftPage = withPlan((visit) => sendDraft(visit, NOTHING))

const sendDraft = async (visit: PlanVisit, typed: Typed, refusal?: string): Promise<FastifyReply> => {
  const { plan, isPlanner, reply } = visit
  const { draft } = plan
  if (!draft) return reply.redirect(PLAN, 303)
  const isFaulty = !!refusal || Object.keys(typed.faults).length > 0
  return sendPlan(visit, {
    title: w.title,
    charts: true,
    layout: 'wide',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: w.title }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })}
      <div><p class="kicker">${w.title}</p><h1>${draft.title.fr}</h1></div>
      ${said(visit, refusal)} ${approvalPart(visit)}
      <p>${plan.proposal && isPlanner ? w.cancels : w.lead}</p>
      <p>${w.days(draft.from, draft.until)} ${isPlanner && html`<a href="${FRAME}">${w.edit}<span class="unseen"> (${w.frame})</span></a>`}</p>
      ${reading.paragraphs(draft.summary, 'fr')} ${sincePart(visit, draft)} ${measuresPart(visit, draft)} ${targetsPart(visit, draft)}
      ${removedPart(visit, draft)} ${roadmapPart(visit, draft)} ${discardPart(visit)} ${decisionPart(visit, typed)}`,
  })
}

const REASON = [
  paragraph('reason', { label: words.approval.reason, why: words.approval.sendBackWhy }, { most: 1_000 }),
]

const approvalPart = (visit: PlanVisit): Html => {
  const { plan, isPlanner, isDirection, platform } = visit
  const { proposal, sentBack } = plan
  const a = words.approval
  const day = (at: string) => reading.dayOfInstant(at)
  const name = (by: string) => reading.agentName(platform, plan, by)
  if (!proposal)
    return html`${
      sentBack &&
      notice({
        language: 'fr',
        tone: 'warning',
        title: a.sentBack(name(sentBack.by), day(sentBack.at)),
        body: sentBack.reason,
      })
    }${isPlanner ? submitPart(visit) : none}`
  return section({
    title: a.title,
    body: html`<ul>
        <li>${a.submitted(name(proposal.by), day(proposal.at))}</li>
        ${proposal.approvals.map(({ by, at }) => html`<li>${a.approvedBy(name(by), day(at))}</li>`)}
      </ul>
      <p>${a.left(2 - proposal.approvals.length)}</p>
      ${isDirection && html`<p><a href="#decision">${a.toDecision}</a></p>`}
      ${isPlanner ? postForm({ language: 'fr', action: DRAFT, body: buttons(button({ label: a.takeBack, act: 'reprendre', weight: 'secondary' })) }) : none}
      <p class="source"><span>${a.digest}&nbsp;: <code class="breakable">${proposal.digest}</code></span></p>`,
  })
}

/** The button, or why there is nothing to hand to the direction yet. */
const submitPart = (visit: PlanVisit): Html => {
  const closed = closedNow(visit, submit)
  if (closed) return html`<p>${words.approval.notYet} ${sentenceOf(closed)}</p>`
  return postForm({
    language: 'fr',
    action: DRAFT,
    body: html`<p>${words.approval.submitWhy}</p>
      ${buttons(button({ label: words.approval.submit, act: 'presenter' }))}`,
  })
}

/** The way to the page that says what would be lost, or why the draft cannot be discarded now. */
const discardPart = (visit: PlanVisit): Html => {
  if (!visit.isPlanner) return none
  const d = words.discard
  const closed = closedNow(visit, discardDraft)
  return section({
    title: d.heading,
    body: closed
      ? html`<p>${sentenceOf(closed)}</p>`
      : html`<p>${visit.plan.versions.length > 0 ? d.why : d.whyFirst}</p>
          ${linkButton({ label: d.title, href: DISCARD, weight: 'secondary' })}`,
  })
}

/** After all that there is to read: whoever approves has gone past it. */
const decisionPart = ({ plan, isDirection, agent }: PlanVisit, typed: Typed): Html => {
  const { proposal } = plan
  if (!proposal || !isDirection) return none
  const a = words.approval
  const closed =
    proposal.by === agent.id
      ? REFUSALS['own-proposal']
      : proposal.approvals.some(({ by }) => by === agent.id)
        ? REFUSALS['already-approved']
        : null
  return section({
    title: a.decision,
    id: 'decision',
    body: html`${closed ? html`<p>${closed}</p>` : approveForm(proposal.digest)}
      ${details({ summary: a.sendBackTitle, open: Object.keys(typed.faults).length > 0, body: sendBackForm(typed) })}`,
  })
}

const approveForm = (digest: string): Html =>
  postForm({
    language: 'fr',
    action: DRAFT,
    hidden: { digest },
    body: html`<p>${words.approval.approveWhy}</p>
      ${buttons(button({ label: words.approval.approve, act: 'approuver' }))}`,
  })

const sendBackForm = (typed: Typed): Html =>
  postForm({
    language: 'fr',
    action: DRAFT,
    body: html`${drawn(REASON, typed)}
      ${buttons(button({ label: words.approval.sendBack, act: 'renvoyer', weight: 'secondary' }))}`,
  })

/** What a second press of the same button is refused for. */
const TWICE: Partial<Record<string, string>> = {
  presenter: 'already-submitted',
  reprendre: 'not-submitted',
  approuver: 'already-approved',
}

/** Submits, takes back, approves, sends back, takes out or takes back in, as the button says. */
export const draftActed = withPlan(async (visit): Promise<FastifyReply> => {
  const { platform, agent, plan, request } = visit
  const { form } = await sentBy(request)
  const { plans } = platform
  const [act = '', id = ''] = valueIn(form, '_do').split(':')
  const set = (removed: boolean) => plans.perform(agent, setRemoved, { id, removed })
  const acts = {
    presenter: () => plans.perform(agent, submit, {}),
    reprendre: () => plans.perform(agent, takeBack, {}),
    approuver: () => plans.perform(agent, approve, { digest: valueIn(form, 'digest') }),
    renvoyer: () => plans.perform(agent, sendBack, { reason: valueIn(form, 'reason') }),
    retirer: () => set(true),
    remettre: () => set(false),
  }
  // Enter in the form of a digest approves, in that of a reason sends back; elsewhere it submits.
  const otherwise = form.has('digest') ? 'approuver' : form.has('reason') ? 'renvoyer' : 'presenter'
  if (act !== '' && !Object.hasOwn(acts, act)) return visit.reply.redirect(DRAFT, 303)
  const chosen = act === '' ? otherwise : (act as keyof typeof acts)
  const done = await acts[chosen]()
  if (done.ok) {
    const isAdopted = done.value.plan.versions.length > plan.versions.length
    return doneAt(visit, isAdopted ? PLAN : DRAFT, isAdopted ? 'en-vigueur' : chosen)
  }
  // Pressed twice: the first press did it.
  if (done.refusal === TWICE[chosen]) return doneAt(visit, DRAFT, chosen)
  if (done.refusal === 'no-draft') return visit.reply.redirect(PLAN, 303)
  const at = chosen === 'renvoyer' ? faultOf(done, REASON) : null
  const now = await plans.of(agent.organisation)
  return sendDraft(
    { ...visit, plan: now ?? plan },
    { form, faults: at ?? {} },
    at ? undefined : sentenceOf(done),
  )
})
