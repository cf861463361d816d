import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { FORMS } from '#reporting'
import { sendReports } from './page.ts'
import { REFUSALS } from '../reminders/words.ts'

/** The report as it would be published now; of the year that goes on, marked as a draft. */
export const draftFile = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, params, reply } = visit
  const form = FORMS.find((one) => one === params['form'])
  const year = /^\d{4}$/.test(params['year'] ?? '') ? Number(params['year']) : null
  if (!form || year === null) {
    reply.callNotFound()
    return reply
  }
  const made = await platform.reporting.draft(agent.organisation, year, form)
  if (!made.ok) return sendReports(visit, REFUSALS[made.refusal], 404)
  const { type, name, body } = made.value
  return reply
    .type(type)
    .header(
      'content-disposition',
      `${type === 'application/pdf' ? 'inline' : 'attachment'}; filename="${name}"`,
    )
    .header('cache-control', 'no-store')
    .send(body)
}
