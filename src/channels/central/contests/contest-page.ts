import type { FastifyReply } from 'fastify'
import { type Contest, type ContestRefusal, MOST_REASON } from '#barometer'
import { needOf } from '#catalogue'
import { CONTEST_REFUSALS, contestSaid, contestTitle, type Visit } from '#desk'
import { html, none, type Html } from '#html'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  linkButton,
  needField,
  notice,
  postForm,
  section,
} from '#look'
import { sentBy, valueIn } from '#web'
import { sendCentral } from '../frame.ts'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

/** One contest, and the answer that it waits for. */
export const contestPage = (visit: Visit): Promise<FastifyReply> => sendContest(visit, new Map(), {})

const sendContest = async (visit: Visit, typed: Form, faults: Faults): Promise<FastifyReply> => {
  const { platform, params, query } = visit
  const contest = await platform.contests.find(params['id']!)
  if (!contest) return sendNotFound(visit)
  const title = contestTitle(platform, contest)
  const canAnswer = !contest.answer
  const isFaulty = Object.keys(faults).length > 0
  const isDone = query.get('fait') === 'repondre' && !isFaulty
  return sendCentral(visit, {
    title: `${title} - ${words.title}`,
    current: 'contests',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: CENTRAL.contests }, { label: title }],
    body: html`<div class="measure flow">
      ${canAnswer && errorSummary({ language: 'fr', faults })}
      <h1>${title}</h1>
      ${!canAnswer && refusedNotice(faults)}
      ${isDone && notice({ language: 'fr', tone: 'success', body: words.sent, live: true })}
      ${contestSaid(contest)} ${canAnswer && answerForm(contest, typed, faults)}
    </div>`,
  })
}

/** There is no form to lead to any more: what was typed came too late. */
const refusedNotice = (faults: Faults): Html => {
  const [fault] = Object.values(faults)
  return fault
    ? notice({ language: 'fr', tone: 'problem', title: words.refused, body: fault, live: true })
    : none
}

const answerForm = ({ id }: Contest, form: Form, faults: Faults): Html => {
  const shared = { language: 'fr' as const, form, faults }
  return section({
    title: words.answer,
    body: postForm({
      language: 'fr',
      action: `${CENTRAL.contests}/${id}`,
      body: html`${needField({
        ...shared,
        need: needOf('verdict', 'one-of', { options: ['upheld', 'rejected'], party: 'agent' }),
        words: { label: words.verdict, options: words.verdicts },
      })}${needField({
        ...shared,
        need: needOf('corrected', 'text', { most: 10, optional: true, party: 'agent' }),
        words: { label: words.corrected, why: words.correctedWhy, example: '62,5' },
      })}${needField({
        ...shared,
        need: needOf('reason', 'long-text', { most: MOST_REASON, party: 'agent' }),
        words: { label: words.reason, why: words.reasonWhy },
      })}${buttons(button({ label: words.send }))}`,
    }),
  })
}

const sendNotFound = (visit: Visit): Promise<FastifyReply> =>
  sendCentral(visit, {
    status: 404,
    current: 'contests',
    title: words.notFound.title,
    body: html`<h1>${words.notFound.title}</h1>
      <p>${words.notFound.text}</p>
      ${linkButton({ label: words.notFound.back, href: CENTRAL.contests })}`,
  })

export const answered = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, params, request, reply } = visit
  const { form } = await sentBy(request)
  const id = params['id']!
  const done = await platform.contests.answer(agent, {
    id,
    verdict: valueIn(form, 'verdict'),
    corrected: valueIn(form, 'corrected'),
    reason: valueIn(form, 'reason'),
  })
  if (!done.ok)
    return sendContest(visit, form, { [FAULT_AT[done.refusal] ?? 'reason']: CONTEST_REFUSALS[done.refusal] })
  await platform.settled()
  return reply.redirect(`${CENTRAL.contests}/${id}?fait=repondre`, 303)
}

const FAULT_AT: Partial<Record<ContestRefusal, string>> = {
  'verdict-missing': 'verdict',
  'share-malformed': 'corrected',
  'correction-missing': 'corrected',
}
