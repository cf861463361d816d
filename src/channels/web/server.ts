import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { constants } from 'node:zlib'
import { MOST_BYTES } from '#documents'
import { ASSET_CACHING, assets } from '#look'
import { errorPage } from './errors.ts'
import { LIMITS, parseForm } from './form.ts'

export type Edge = {
  log: FastifyBaseLogger
  demonstration: boolean
  /** Counts a request once it is answered: method, route pattern, status, seconds. */
  measured?: (method: string, route: string, status: number, seconds: number) => void
}

/**
 * The server's edge: what holds for every page of every channel. Headers that keep a browser honest, forms read within
 * limits, requests from other sites refused, and the only place where a bug is caught.
 */
export const createServer = async ({ log, demonstration, measured }: Edge): Promise<FastifyInstance> => {
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    disableRequestLogging: true,
    bodyLimit: LIMITS.bodyBytes,
    // Behind a proxy or not, no page depends on the address of the person; none is read.
    trustProxy: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
  })
  await app.register(cookie)
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(multipart, {
    limits: {
      fileSize: MOST_BYTES,
      files: LIMITS.files,
      fields: LIMITS.fields,
      fieldSize: LIMITS.fieldBytes,
      parts: LIMITS.fields,
    },
    throwFileSizeLimit: false,
  })
  app.removeContentTypeParser(['text/plain', 'application/json'])
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parseForm(body as string)),
  )
  app.addHook('onRequest', guard)
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    measured?.(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    // The route's pattern, never the address: it may carry a key.
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
    done()
  })
  app.setErrorHandler(
    (error: { statusCode?: number; code?: string; name?: string; stack?: string }, request, reply) => {
      const status = statusOf(error)
      if (status >= 500)
        request.log.error(
          { route: request.routeOptions.url, code: error.code, stack: error.stack },
          'a bug, or the database is away',
        )
      return sendPage(reply, errorPage(status, request.url, demonstration), status)
    },
  )
  app.setNotFoundHandler((request, reply) => sendPage(reply, errorPage(404, request.url, demonstration), 404))
  for (const { path, type, body } of assets())
    app.get(path, (_request, reply) => reply.type(type).header('cache-control', ASSET_CACHING).send(body))
  return app
}

/** Everything a page needs comes from here, and nothing of it runs that we did not write. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // A dossier's address may be its key: it is told to nobody else.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
  'cache-control': 'no-store',
} as const

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

const guard = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
  reply.headers(HEADERS)
  if (SAFE.has(request.method) || isOurs(request)) return done()
  done(Object.assign(new Error('a form of another site'), { statusCode: 403 }))
}

/** A form that acts comes from our own pages: browsers say where from, and cannot be made to lie about it. */
const isOurs = ({ headers }: FastifyRequest): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  if (origin === undefined) return true
  return URL.parse(origin)?.host === host
}

/** Connection failures are an outage, said as one; the rest of what has no status is a bug. */
const OUTAGE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[123]|08...|53...)$/

const statusOf = ({
  statusCode,
  code,
  name,
}: {
  statusCode?: number
  code?: string
  name?: string
}): number => {
  if (statusCode && statusCode >= 400 && statusCode < 600) return statusCode
  if (code && OUTAGE.test(code)) return 503
  return name === 'TimeoutError' ? 503 : 500
}

export const sendPage = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(String(page))
