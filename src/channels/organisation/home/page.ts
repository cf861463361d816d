import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html } from '#html'
import { dayOf } from '#kernel'
import { sendOrganisation } from '../frame.ts'
import { dueLines } from './due.ts'
import { dueSection } from './due-section.ts'
import { standingOf } from './standing.ts'
import { targetsSection } from './targets-section.ts'
import { words } from './words.ts'

/** What is late, what comes, where the targets stand: what somebody of the organisation looks at in the morning. */
export const homePage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const { organisation } = agent
  const today = dayOf(platform.clock())
  const [due, standing] = await Promise.all([
    dueLines(platform, organisation, today),
    standingOf(platform, organisation),
  ])
  const name = platform.organisations.organisations.get(organisation)?.name.fr ?? organisation
  return sendOrganisation(visit, {
    title: words.title,
    current: 'home',
    charts: true,
    body: html`<h1>${name}</h1>
      <p class="lead">${words.lead}</p>
      ${dueSection(due)} ${targetsSection(standing, organisation)}`,
  })
}
