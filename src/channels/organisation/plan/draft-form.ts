import type { FastifyReply } from 'fastify'
import { html, type Html, none } from '#html'
import { button, buttons, details, errorSummary, linkButton, postForm } from '#look'
import { type Asked, cancelled, drawn, inEnglish, type Typed } from './fields.ts'
import { type PlanVisit, said, sendPlan } from './frame.ts'
import { DRAFT, words } from './words.ts'

export type DraftForm = {
  title: string
  heading: string
  /** The last crumb; the page of the draft comes before it where there is one. */
  crumb: string
  hasDraft?: boolean
  action: string
  hidden: Record<string, string>
  french: readonly Asked[]
  english: readonly Asked[]
  words: { english: string; save: string }
  typed: Typed
  refusal?: string | undefined
  /** What somebody else wrote meanwhile, when they did. */
  changed?: Html | null
  lead?: Html
  englishWhy?: Html
  cancel?: string
}

/** A form of the draft: what is asked in French, then, folded, what may be said in English. */
export const sendDraftForm = (
  visit: PlanVisit,
  { hasDraft = true, typed, refusal, changed = null, cancel = DRAFT, ...form }: DraftForm,
): Promise<FastifyReply> => {
  const isFaulty = !!refusal || changed !== null || Object.keys(typed.faults).length > 0
  return sendPlan(visit, {
    title: form.title,
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    layout: 'reading',
    breadcrumbs: [...(hasDraft ? [{ label: words.draft.title, href: DRAFT }] : []), { label: form.crumb }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })}
      <h1>${form.heading}</h1>
      ${said(visit, refusal)} ${changed ?? none} ${form.lead ?? none}
      ${postForm({
        language: 'fr',
        action: form.action,
        hidden: form.hidden,
        body: html`${drawn(form.french, typed)}
          ${details({ summary: form.words.english, open: inEnglish(typed), body: html`${form.englishWhy ?? none}${drawn(form.english, typed)}` })}
          ${buttons(button({ label: form.words.save }), linkButton({ label: cancelled, href: cancel, weight: 'quiet' }))}`,
      })}`,
  })
}
