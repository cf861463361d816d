import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'

export type Route = { method: string; url: string }

/** Runs `assembling` and tells every route that it registered: a new page is attacked without anyone listing it. */
export const routesOf = async <T>(
  assembling: () => Promise<T>,
): Promise<{ assembled: T; routes: Route[] }> => {
  const routes: Route[] = []
  const watch = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const one of [method].flat()) routes.push({ method: one, url })
    })
  subscribe('fastify.initialization', watch)
  try {
    return { assembled: await assembling(), routes }
  } finally {
    unsubscribe('fastify.initialization', watch)
  }
}
