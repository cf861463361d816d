import type { FastifyReply } from 'fastify'
import { type ContestRefusal, MOST_REASON } from '#barometer'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  inset,
  linkButton,
  needField,
  postForm,
  summaryList,
} from '#look'
import { sentBy, valueIn } from '#web'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { sendContestNotFound } from './not-found.ts'
import { shareOf, targetName } from './names.ts'
import { BAROMETER, CONTEST_REFUSALS, contestFormOf, contestPageOf, words } from './words.ts'

const { form: w } = words

/** An organisation says that one of its figures is not right: what it should be, and why, for everybody to read. */
export const contestForm = (visit: Visit): Promise<FastifyReply> => sendForm(visit, new Map(), {})

const sendForm = async (visit: Visit, typed: Form, faults: Faults): Promise<FastifyReply> => {
  const { platform, agent, params } = visit
  const target = Number(params['target'])
  const view = await platform.barometer.view(target, agent.organisation)
  if (!view) return sendContestNotFound(visit)
  const title = w.title(targetName(platform, target))
  const { value, numerator, denominator } = view.figure
  const isFaulty = Object.keys(faults).length > 0
  return sendDesk(visit, {
    title,
    current: 'barometer',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: BAROMETER }, { label: words.contest }],
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults })}
      <h1>${title}</h1>
      ${summaryList({
        language: 'fr',
        dense: true,
        rows: [{ label: w.shown, value: `${shareOf(value)} (${numerator}/${denominator})` }],
      })}
      ${inset(html`<p>${w.why}</p>`)}
      ${postForm({
        language: 'fr',
        action: contestFormOf(target),
        hidden: { key: typed.get('key')?.[0] ?? newId() },
        body: html`${fields(typed, faults)}${buttons(
          button({ label: w.send }),
          linkButton({ label: words.cancel, href: BAROMETER, weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

const fields = (form: Form, faults: Faults): Html => {
  const shared = { language: 'fr' as const, form, faults }
  return html`${needField({
    ...shared,
    need: needOf('reason', 'long-text', { most: MOST_REASON, party: 'agent' }),
    words: { label: w.reason, why: w.reasonWhy },
  })}${needField({
    ...shared,
    need: needOf('proposed', 'text', { most: 10, optional: true, party: 'agent' }),
    words: { label: w.proposed, why: w.proposedWhy, example: '62,5' },
  })}`
}

export const contested = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, params, request, reply } = visit
  const { form } = await sentBy(request)
  const done = await platform.contests.contest(agent, {
    key: valueIn(form, 'key'),
    target: Number(params['target']),
    proposed: valueIn(form, 'proposed'),
    reason: valueIn(form, 'reason'),
  })
  if (!done.ok) {
    if (done.refusal === 'figure-unknown') return sendContestNotFound(visit)
    const typed = new Map(form)
    if (done.refusal === 'key-malformed') typed.delete('key')
    return sendForm(visit, typed, { [FAULT_AT[done.refusal] ?? 'reason']: CONTEST_REFUSALS[done.refusal] })
  }
  await platform.settled()
  return reply.redirect(`${contestPageOf(done.value.id)}?fait=contester`, 303)
}

const FAULT_AT: Partial<Record<ContestRefusal, string>> = { 'share-malformed': 'proposed' }
