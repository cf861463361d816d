import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html } from '#html'
import { sendOrganisation } from '../frame.ts'
import { words } from './words.ts'

export const homePage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const name = platform.organisations.organisations.get(agent.organisation)?.name.fr ?? agent.organisation
  return sendOrganisation(visit, {
    title: words.title,
    current: 'home',
    body: html`<h1>${name}</h1>
      <p class="lead">${words.lead}</p>`,
  })
}
