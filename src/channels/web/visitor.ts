import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Identification } from '#access'
import type { Clock } from '#kernel'
import type { Agent, Person } from '#parties'

const COOKIE = 'parvis'

/** Who visits, by their session's cookie; null is a visitor without an account. */
export const visitorOf = (
  access: Identification,
  clock: Clock,
  request: FastifyRequest,
): Person | Agent | null => access.whoIs(request.cookies[COOKIE], clock())

/** The cookie is for our pages only and out of reach of scripts; over HTTPS it never leaves it. */
export const signIn = (reply: FastifyReply, token: string, secure: boolean): void =>
  void reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure })

export const signOut = (reply: FastifyReply): void => void reply.clearCookie(COOKIE, { path: '/' })

/**
 * Where to go after signing in: a path of ours, and nothing that a browser could read as another site's address.
 */
export const safeReturn = (path: string | undefined, otherwise: string): string =>
  path && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : otherwise
