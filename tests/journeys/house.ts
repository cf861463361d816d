import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { pino } from 'pino'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { setState } from '#registries'
import { readConfig } from '../../src/config.ts'
import { type Assembled, assemble } from '../../src/main.ts'
import { openBrowser } from '../support/browser.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { patient } from '../support/patient.ts'

/** Monday 23 November 2026, 10 o'clock in Québec; from there time goes on by itself. */
const MONDAY_MORNING = new Date('2026-11-23T15:00:00.000Z')

/** A route of the app, as it was declared: `GET /demandes/:ref`. */
export type Route = string

/** What a route answered: its status, and whether it was a page. */
export type Answered = { route: Route; status: number; isPage: boolean }

export type HouseOptions = {
  /** A folder of organisations and people other than the demonstration's. */
  organisationsDir?: string
}

/** The whole platform, served at an address, and a browser to visit it with. */
export type House = Assembled & {
  db: FreshDatabase['db']
  browser: Browser
  address: string
  /** Every route that the app declared. */
  routes: readonly Route[]
  /** Tells of each answer, until the returned function is called. */
  watch(tell: (answered: Answered) => void): () => void
  /** Every request that carries this header breaks with that error, at the edge. */
  breakWith(header: string, error: Error): void
  now(): Date
  /** Time jumps to this instant and goes on from there. */
  setTime(instant: string): void
  /** Puts a registry out of order, or in order again. */
  putRegistry(id: string, up: boolean): Promise<void>
  /** A visitor of their own: nobody else's cookies, history or storage. */
  visitor(options?: BrowserContextOptions & { as?: string }): Promise<Page>
  close(): Promise<void>
}

export const openHouse = async ({ organisationsDir }: HouseOptions = {}): Promise<House> => {
  const { db, url, drop } = await freshDatabase({ connections: 12 })
  let ahead = MONDAY_MORNING.getTime() - Date.now()
  const clock = () => new Date(Date.now() + ahead)
  const over = { LOG_LEVEL: 'silent', PORT: '0', PARVIS_ORGANISATIONS: organisationsDir }
  const config = readConfig({}, over)
  const edge = watchEdge()
  const log = pino({ level: 'silent' })
  const assembled = patient(await assemble({ config, db, url, say: () => {}, log, clock }))
  edge.stop()
  await assembled.app.listen({ host: 'localhost', port: 0 })
  const { port } = assembled.app.server.address() as AddressInfo
  const address = `http://localhost:${port}`
  const browser = await openBrowser()
  const contexts = new Set<BrowserContext>()
  return {
    ...edge,
    ...assembled,
    db,
    browser,
    address,
    now: clock,
    setTime: (instant) => void (ahead = new Date(instant).getTime() - Date.now()),
    putRegistry: async (id, up) => void (await setState(db, id, up, clock())),
    async visitor({ as, ...options } = {}) {
      const context = await browser.newContext({ baseURL: address, locale: 'fr-CA', ...options })
      contexts.add(context)
      context.setDefaultTimeout(60_000)
      if (as) await context.addCookies([sessionOf(assembled, as, clock(), address)])
      return context.newPage()
    },
    async close() {
      await browser.close()
      await assembled.stop()
      await drop()
    },
  }
}

const sessionOf = ({ platform }: Assembled, as: string, now: Date, url: string) => {
  const value = platform.access.signIn(as, now)
  if (!value) throw new Error(`nobody is ${as}`)
  return { name: 'parvis', value, url }
}

/** Fastify tells of each server that is made before any route is declared: that is when hooks see everything. */
const watchEdge = () => {
  const routes: Route[] = []
  const watchers = new Set<(answered: Answered) => void>()
  const faults = new Map<string, Error>()
  const made = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`)
    })
    fastify.addHook('onRequest', async ({ headers }) => {
      for (const [name, error] of faults) if (headers[name] !== undefined) throw error
    })
    fastify.addHook('onResponse', async ({ method, routeOptions }, reply) => {
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
      const answered = { route: `${method} ${routeOptions.url ?? '*'}`, status: reply.statusCode, isPage }
      for (const tell of watchers) tell(answered)
    })
  }
  subscribe('fastify.initialization', made)
  return {
    routes,
    watch(tell: (answered: Answered) => void) {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    breakWith: (header: string, error: Error) => void faults.set(header, error),
    stop: () => void unsubscribe('fastify.initialization', made),
  }
}
