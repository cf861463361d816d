import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { beginDraft, changesOf, type Draft, editFrame, MOST } from '#plans'
import { sentBy, valueIn } from '#web'
import { changedNotice } from './changed.ts'
import { sendDraftForm } from './draft-form.ts'
import {
  bothIn,
  day,
  faultOf,
  line,
  paragraph,
  readFields,
  sentenceOf,
  textIn,
  type Typed,
  typedFrom,
} from './fields.ts'
import { doneAt, type PlanVisit, withPlan } from './frame.ts'
import { DRAFT, FRAME, PLAN, REFUSALS, words } from './words.ts'

const w = words.frame

const FRENCH = [
  line('title', { label: w.title, why: w.titleWhy, example: w.titleExample }, { most: MOST.title }),
  paragraph('summary', { label: w.summary, why: w.summaryWhy }, { most: MOST.description, optional: true }),
  day('from', { label: w.from }),
  day('until', { label: w.until, why: w.untilWhy }),
]
const ENGLISH = [
  line('titleEn', { label: w.titleEn }, { most: MOST.title, optional: true }),
  paragraph('summaryEn', { label: w.summaryEn }, { most: MOST.description, optional: true }),
]
const ALL = [...FRENCH, ...ENGLISH]

/** The plan itself: begins the draft, or changes what it says of itself. */
export const frameForm = withPlan(async (visit): Promise<FastifyReply> => {
  const { plan, isPlanner, reply } = visit
  if (!isPlanner) return reply.redirect(PLAN, 303)
  const before = plan.draft ?? plan.versions.at(-1)
  const form = before
    ? typedFrom(ALL, {
        title: before.title.fr,
        titleEn: before.title.en,
        summary: before.summary.fr,
        summaryEn: before.summary.en,
        from: before.from,
        until: before.until,
      })
    : new Map()
  return sendForm(visit, { form, faults: {} }, plan.draft?.revision ?? 0)
})

type More = { refusal?: string | undefined; theirs?: Draft | undefined }

const sendForm = (
  visit: PlanVisit,
  typed: Typed,
  revision: number,
  { refusal, theirs }: More = {},
): Promise<FastifyReply> => {
  const { plan } = visit
  const title = plan.draft ? w.titleEdit : plan.versions.length > 0 ? w.titleNext : w.titleNew
  return sendDraftForm(visit, {
    title,
    heading: title,
    crumb: title,
    hasDraft: plan.draft !== null,
    action: FRAME,
    hidden: { revision: String(revision) },
    french: FRENCH,
    english: ENGLISH,
    words: w,
    typed,
    refusal,
    changed: theirs ? changedNotice(theirs, frameIn(typed), plan) : null,
    englishWhy: html`<p>${w.englishWhy}</p>`,
    cancel: plan.draft ? DRAFT : PLAN,
  })
}

const frameIn = ({ form }: Pick<Typed, 'form'>) => {
  const { values } = readFields(ALL, form)
  return {
    title: bothIn(values, 'title'),
    summary: bothIn(values, 'summary'),
    from: textIn(values, 'from'),
    until: textIn(values, 'until'),
  }
}

export const frameSent = withPlan(async (visit): Promise<FastifyReply> => {
  const { platform, agent, plan, request } = visit
  const { form } = await sentBy(request)
  const revision = Number(valueIn(form, 'revision')) || 0
  const { faults } = readFields(ALL, form)
  if (Object.keys(faults).length > 0) return sendForm(visit, { form, faults }, revision)
  // The draft that this form was drawn from is no more: what was typed would begin another only if asked again.
  if (!plan.draft && revision > 0)
    return sendForm(visit, { form, faults }, 0, { refusal: REFUSALS['no-draft'] })
  const frame = frameIn({ form })
  const { plans } = platform
  const done = plan.draft
    ? await plans.perform(agent, editFrame, { ...frame, revision })
    : await plans.perform(agent, beginDraft, frame)
  if (done.ok) return doneAt(visit, DRAFT, plan.draft ? 'cadre' : 'commence')
  if (done.refusal === 'draft-open') {
    // Sent twice, the first one opened it; opened by somebody else, what was typed is shown beside what they wrote.
    const now = (await plans.of(agent.organisation))!
    const opened = now.draft!
    if (changesOf(opened, { ...opened, ...frame }).length === 0) return doneAt(visit, DRAFT, 'commence')
    return sendForm({ ...visit, plan: now }, { form, faults: {} }, opened.revision, { theirs: opened })
  }
  const theirs = done.refusal === 'part-changed' ? (done.details['theirs'] as Draft) : undefined
  if (theirs) return sendForm(visit, { form, faults: {} }, theirs.revision, { theirs })
  const at = faultOf(done, ALL)
  return sendForm(visit, { form, faults: at ?? {} }, revision, {
    refusal: at ? undefined : sentenceOf(done),
  })
})
