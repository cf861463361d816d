import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf } from '#kernel'
import { errorSummary, type Faults, type Form, notice, tabs } from '#look'
import { spaceWords } from '#organisation'
import { isSubject, type ReminderSubject, type ReportingRefusal, SUBJECTS } from '#reporting'
import { sentBy, valueIn } from '#web'
import { sendCentral } from '../frame.ts'
import { standingsOf } from '../overview/standings.ts'
import { CENTRAL } from '../words.ts'
import { reminderForm } from './form.ts'
import { historySection } from './history-section.ts'
import { REFUSALS, words } from './words.ts'

export const remindersPage = (visit: Visit): Promise<FastifyReply> => {
  const part = visit.query.get('partie') ?? ''
  return sendReminders(visit, isSubject(part) ? part : 'plan', null, {})
}

const sendReminders = async (
  visit: Visit,
  part: ReminderSubject,
  typed: Form | null,
  faults: Faults,
): Promise<FastifyReply> => {
  const { platform, query } = visit
  const [rows, history] = await Promise.all([
    standingsOf(platform, dayOf(platform.clock())),
    historySection(visit),
  ])
  const isFaulty = Object.keys(faults).length > 0
  return sendCentral(visit, {
    title: words.title,
    current: 'reminders',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    body: html`${errorSummary({ language: 'fr', faults })}
      <h1>${words.title}</h1>
      ${isFaulty ? none : doneNotice(query)}
      <p class="lead">${words.lead}</p>
      ${!platform.notices.sends && notice({ language: 'fr', tone: 'information', body: words.noMail })}
      ${tabs({
        label: words.choose,
        tabs: SUBJECTS.map((one) => ({
          label: spaceWords.parts[one],
          href: `${CENTRAL.reminders}?partie=${one}`,
          current: one === part,
          count: rows.filter(({ parts }) => parts[one].state === 'late').length,
        })),
      })}
      ${reminderForm({ part, rows, typed, faults })} ${history}`,
  })
}

const doneNotice = (query: URLSearchParams): Html => {
  const count = query.get('rappeles')
  if (count === null || !/^\d{1,4}$/.test(count)) return none
  return notice({ language: 'fr', tone: 'success', body: words.sent(Number(count)), live: true })
}

export const reminded = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, request, reply } = visit
  const { form } = await sentBy(request)
  const subject = valueIn(form, 'partie')
  const done = await platform.reporting.remind(agent, {
    key: valueIn(form, 'key'),
    subject,
    organisations: form.get('organisations') ?? [],
    text: valueIn(form, 'text'),
  })
  if (done.ok)
    return reply.redirect(
      `${CENTRAL.reminders}?partie=${encodeURIComponent(subject)}&rappeles=${done.value.reminded.length}`,
      303,
    )
  const typed = new Map(form)
  if (done.refusal === 'reminder-form-incomplete') typed.delete('key')
  const part = isSubject(subject) ? subject : 'plan'
  return sendReminders(visit, part, typed, { [FAULT_AT[done.refusal] ?? 'text']: REFUSALS[done.refusal] })
}

const FAULT_AT: Partial<Record<ReportingRefusal, string>> = { 'reminder-unaddressed': 'organisations' }
