import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { sentBy, valueIn } from '#web'
import { sendOrganisationNotFound } from '../frame.ts'
import { sendImport } from './import-page.ts'
import { importPage } from './words.ts'

type Done =
  | { ok: true }
  | {
      ok: false
      refusal: Parameters<typeof sendImport>[1]['refusal'] & string
      details: Record<string, unknown>
    }

const answer = async (visit: Visit, act: string, done: Done): Promise<FastifyReply> => {
  const { platform, agent, params, reply } = visit
  if (done.ok) await platform.volumes.settled()
  if (done.ok) return reply.redirect(`${importPage(params['id']!)}?fait=${act}`, 303)
  const one = await platform.volumes.find(agent.organisation, params['id']!)
  if (!one) return sendOrganisationNotFound(visit, 'volumes')
  return sendImport(visit, { one, refusal: done.refusal, details: done.details })
}

export const confirmed = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, params, request } = visit
  const { form } = await sentBy(request)
  const known = valueIn(form, 'known') === 'add' ? 'add' : 'replace'
  return answer(visit, 'confirmer', await platform.volumes.confirm(agent, params['id']!, known))
}

export const dropped = async (visit: Visit): Promise<FastifyReply> =>
  answer(visit, 'abandonner', await visit.platform.volumes.drop(visit.agent, visit.params['id']!))

export const undone = async (visit: Visit): Promise<FastifyReply> =>
  answer(visit, 'annuler', await visit.platform.volumes.undo(visit.agent, visit.params['id']!))

/** Whoever comes back to the address of an act, without its form, finds the import. */
export const toImport = async ({ params, reply }: Visit): Promise<FastifyReply> =>
  reply.redirect(importPage(encodeURIComponent(params['id'] ?? '')), 303)
