import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html } from '#html'
import { addToDay, dayOf, instantOf } from '#kernel'
import type { Reminder } from '#reporting'
import { sendOrganisation } from '../frame.ts'
import { dueLines } from './due.ts'
import { dueSection } from './due-section.ts'
import { remindersSection } from './reminders-section.ts'
import { standingOf } from './standing.ts'
import { targetsSection } from './targets-section.ts'
import { words } from './words.ts'

/** How long a reminder stays on the first page; its history is the secretariat's. */
const SHOWN_FOR = 'P30D'

/** What is late, what comes, where the targets stand: what somebody of the organisation looks at in the morning. */
export const homePage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const { organisation } = agent
  const today = dayOf(platform.clock())
  const since = instantOf(addToDay(today, `-${SHOWN_FOR}`), 0)
  const [due, standing, reminders] = await Promise.all([
    dueLines(platform, organisation, today),
    standingOf(platform, organisation),
    platform.reporting.remindersOf(organisation, since),
  ])
  const name = platform.organisations.organisations.get(organisation)?.name.fr ?? organisation
  return sendOrganisation(visit, {
    title: words.title,
    current: 'home',
    charts: true,
    body: html`<h1>${name}</h1>
      <p class="lead">${words.lead}</p>
      ${remindersSection(lastOfEach(reminders))} ${dueSection(due)} ${targetsSection(standing, organisation)}`,
  })
}

/** Reminded twice of one part, it is told once: the last time. The newest come first. */
const lastOfEach = (reminders: readonly Reminder[]): Reminder[] =>
  reminders.filter(({ subject }, at) => reminders.findIndex((one) => one.subject === subject) === at)
