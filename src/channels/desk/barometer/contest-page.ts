import type { FastifyReply } from 'fastify'
import { type Contest, type ContestRefusal, MOST_REASON } from '#barometer'
import { needOf } from '#catalogue'
import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  needField,
  notice,
  postForm,
  section,
  summaryList,
} from '#look'
import { sentBy, valueIn } from '#web'
import { sendDesk } from '../frame.ts'
import type { Visit } from '../visit.ts'
import { sendContestNotFound } from './not-found.ts'
import { organisationName, shareOf, targetName } from './names.ts'
import { contestTag } from './page.ts'
import { BAROMETER, contestPageOf, REFUSALS, words } from './words.ts'

const { answer: w } = words

const SAID = new Map([
  ['contester', words.form.sent],
  ['repondre', w.sent],
])

/** One contest: for its organisation to follow, for the secretariat to answer. */
export const contestPage = (visit: Visit): Promise<FastifyReply> => sendContest(visit, new Map(), {})

const sendContest = async (visit: Visit, typed: Form, faults: Faults): Promise<FastifyReply> => {
  const { platform, agent, params, query } = visit
  const contest = await platform.contests.find(params['id']!)
  const isSecretariat = platform.contests.isSecretariat(agent)
  if (!contest || (!isSecretariat && contest.organisation !== agent.organisation))
    return sendContestNotFound(visit)
  const title = w.title(
    targetName(platform, contest.target),
    organisationName(platform, contest.organisation),
  )
  const canAnswer = isSecretariat && !contest.answer
  const isFaulty = Object.keys(faults).length > 0
  const done = SAID.get(query.get('fait') ?? '')
  return sendDesk(visit, {
    title,
    current: 'barometer',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: BAROMETER }, { label: title }],
    body: html`<div class="measure flow">
      ${canAnswer && errorSummary({ language: 'fr', faults })}
      <h1>${title}</h1>
      ${!canAnswer && refusedNotice(faults)}
      ${done && !isFaulty && notice({ language: 'fr', tone: 'success', body: done, live: true })}
      ${contestTag(contest)} ${said(contest)}
      <p><a href="${`/barometre/${contest.target}`}">${words.public}</a></p>
      ${canAnswer && answerForm(contest, typed, faults)}
    </div>`,
  })
}

/** There is no form to lead to any more: what was typed came too late, or from somebody else. */
const refusedNotice = (faults: Faults): Html => {
  const [fault] = Object.values(faults)
  return fault
    ? notice({ language: 'fr', tone: 'problem', title: words.refused, body: fault, live: true })
    : none
}

const said = (contest: Contest): Html => {
  const { contested, proposed, reason, at, answer } = contest
  return html`${summaryList({
    language: 'fr',
    dense: true,
    rows: [
      { label: w.at, value: formatDay(dayOf(at), 'fr') },
      {
        label: words.form.shown,
        value: `${shareOf(contested.value)} (${contested.numerator}/${contested.denominator})`,
      },
      { label: w.proposed, value: proposed === null ? w.noValue : shareOf(proposed) },
      ...(answer
        ? [
            {
              label: w.correctedValue,
              value: answer.corrected === null ? w.noValue : shareOf(answer.corrected),
            },
          ]
        : []),
    ],
  })}
  ${section({ title: w.contestReason, body: html`<blockquote>${reason}</blockquote>` })}
  ${answer && section({ title: w.given, body: html`<blockquote>${answer.reason}</blockquote>` })}`
}

const answerForm = ({ id }: Contest, form: Form, faults: Faults): Html => {
  const shared = { language: 'fr' as const, form, faults }
  return section({
    title: w.answer,
    body: postForm({
      language: 'fr',
      action: contestPageOf(id),
      body: html`${needField({
        ...shared,
        need: needOf('verdict', 'one-of', { options: ['upheld', 'rejected'], party: 'agent' }),
        words: { label: w.verdict, options: w.verdicts },
      })}${needField({
        ...shared,
        need: needOf('corrected', 'text', { most: 10, optional: true, party: 'agent' }),
        words: { label: w.corrected, why: w.correctedWhy, example: '62,5' },
      })}${needField({
        ...shared,
        need: needOf('reason', 'long-text', { most: MOST_REASON, party: 'agent' }),
        words: { label: w.reason, why: w.reasonWhy },
      })}${buttons(button({ label: w.send }))}`,
    }),
  })
}

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
    return sendContest(visit, form, { [FAULT_AT[done.refusal] ?? 'reason']: REFUSALS[done.refusal] })
  await platform.settled()
  return reply.redirect(`${contestPageOf(id)}?fait=repondre`, 303)
}

const FAULT_AT: Partial<Record<ContestRefusal, string>> = {
  'verdict-missing': 'verdict',
  'share-malformed': 'corrected',
  'correction-missing': 'corrected',
}
