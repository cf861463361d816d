import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Circumstances } from '#acts'
import type { Agent } from '#parties'
import type { Platform } from '#web'

/** One request of the desk, by an agent who is signed in. */
export type Visit = {
  platform: Platform
  agent: Agent
  query: URLSearchParams
  params: Readonly<Record<string, string>>
  request: FastifyRequest
  reply: FastifyReply
}

/** By whom and through what an act of the desk is done. */
export const circumstancesOf = ({ agent }: Visit): Omit<Circumstances, 'now'> => ({
  actor: agent,
  channel: 'desk',
  language: 'fr',
})

export const hereOf = (visit: Visit): Circumstances => ({
  ...circumstancesOf(visit),
  now: visit.platform.clock(),
})
