import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Identification } from '#access'
import type { Clock } from '#kernel'
import type { Agent, Person } from '#parties'

/** Over HTTPS the name itself forbids a neighbouring site to set it (RFC 6265bis, `__Host-`). */
const cookieName = (secure: boolean): string => (secure ? '__Host-parvis' : 'parvis')

/** Who visits, by their session's cookie, which goes on while they do; null is a visitor without an account. */
export const visitorOf = (
  { access, clock, secure }: { access: Identification; clock: Clock; secure: boolean },
  request: FastifyRequest,
  reply: FastifyReply,
): Person | Agent | null => {
  const token = request.cookies[cookieName(secure)]
  const visitor = access.whoIs(token, clock())
  const renewed = visitor && access.renew(token!, clock())
  if (renewed) signIn(reply, renewed, secure)
  return visitor
}

/** The cookie is for our pages only and out of reach of scripts; over HTTPS it never leaves it. */
export const signIn = (reply: FastifyReply, token: string, secure: boolean): void =>
  void reply.setCookie(cookieName(secure), token, { path: '/', httpOnly: true, sameSite: 'lax', secure })

/** On a shared device, what the browser kept of the person's pages goes with the session. */
export const signOut = (reply: FastifyReply, secure: boolean): void =>
  void reply
    .clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure })
    .header('clear-site-data', '"cache"')

/**
 * Where to go after signing in: a path of ours, and nothing that a browser could read as another site's address.
 */
export const safeReturn = (path: string | undefined, otherwise: string): string =>
  path && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : otherwise
