import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isAgent } from '#access'
import { PATHS } from '#look'
import { type Platform, visitorOf } from '#web'
import { sendNotForPeople } from './frame.ts'
import type { Visit } from './visit.ts'

/** How a channel of agents declares a page. */
export type On = (method: 'GET' | 'POST', url: string, handler: Handler) => void
export type Handler = (visit: Visit) => Promise<FastifyReply>

/**
 * Answers for agents only: whoever is not signed in is sent to do so and comes back; a person is told, in a page, that
 * this is not their place. Nothing of the desk, of an organisation's space or of the secretariat's is registered any other
 * way. `home`: where the channel begins.
 */
export const forAgents =
  (app: FastifyInstance, platform: Platform, home: string = PATHS.fr.desk): On =>
  (method, url, handler) =>
    void (method === 'POST' ? app.forms : app).route({
      method,
      url,
      handler: (request, reply) => {
        const visitor = visitorOf(platform, request, reply)
        if (!visitor) return askToSignIn(request, reply, home)
        if (!isAgent(visitor)) return sendNotForPeople(platform, visitor.name, request.url, reply)
        const query = new URLSearchParams(request.url.split('?')[1] ?? '')
        const params = request.params as Record<string, string>
        return handler({ platform, agent: visitor, query, params, request, reply })
      },
    })

/** A form whose session ended goes back to where its channel begins: what it would have done is not known any more. */
const askToSignIn = (request: FastifyRequest, reply: FastifyReply, home: string) => {
  const back = request.method === 'GET' ? request.url : home
  return reply.redirect(`${PATHS.fr.signIn}?retour=${encodeURIComponent(back)}`, 303)
}
