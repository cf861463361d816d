import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isAgent } from '#access'
import { PATHS } from '#look'
import { type Platform, visitorOf } from '#web'
import { sendNotForPeople } from './frame.ts'
import type { Visit } from './visit.ts'

export type Handler = (visit: Visit) => Promise<FastifyReply>

/**
 * Answers for agents only: whoever is not signed in is sent to do so and comes back; a person is told, in a page, that
 * this is not their place. Nothing of the desk is registered any other way.
 */
export const forAgents =
  (app: FastifyInstance, platform: Platform) =>
  (method: 'GET' | 'POST', url: string, handler: Handler): void =>
    void app.route({
      method,
      url,
      handler: (request, reply) => {
        const visitor = visitorOf(platform, request, reply)
        if (!visitor) return askToSignIn(request, reply)
        if (!isAgent(visitor)) return sendNotForPeople(platform, visitor.name, request.url, reply)
        const query = new URLSearchParams(request.url.split('?')[1] ?? '')
        const params = request.params as Record<string, string>
        return handler({ platform, agent: visitor, query, params, request, reply })
      },
    })

/** A form whose session ended goes back to the list: what it would have done is not known any more. */
const askToSignIn = (request: FastifyRequest, reply: FastifyReply) => {
  const back = request.method === 'GET' ? request.url : PATHS.fr.desk
  return reply.redirect(`${PATHS.fr.signIn}?retour=${encodeURIComponent(back)}`, 303)
}
