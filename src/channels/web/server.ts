import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Socket } from 'node:net'
import { brotliCompressSync, constants } from 'node:zlib'
import { MOST_BYTES } from '#documents'
import { isOutage } from '#kernel'
import { type Asset, ASSET_CACHING, assets } from '#look'
import { errorPage } from './errors.ts'
import { LIMITS, parseForm } from './form.ts'
import { isOurs } from './origin.ts'
import { refusedWith } from './refused.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It changes nothing, whatever the method: a page of anywhere may ask. */
    anyOrigin?: boolean
  }
  interface FastifyInstance {
    /** Where whatever reads a form is declared: its files are read there, and pages that are only looked at pay nothing. */
    forms: FastifyInstance
  }
}

export type Edge = {
  log: FastifyBaseLogger
  demonstration: boolean
  /** The address that people type, when it is known: forms come from its pages, and over HTTPS they stay there. */
  publicUrl?: string | null
  /** Counts a request once it is answered: method, route pattern, status, seconds. */
  measured?: (method: string, route: string, status: number, seconds: number) => void
}

/**
 * The server's edge: what holds for every page of every channel. Headers that keep a browser honest, forms read within
 * limits, requests from other sites refused, and the only place where a bug is caught.
 */
export const createServer = async ({
  log,
  demonstration,
  publicUrl = null,
  measured,
}: Edge): Promise<FastifyInstance> => {
  const headers = headersFor(publicUrl)
  const app: FastifyInstance = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // Two lines at the most are written of a request, and say its number themselves.
    childLoggerFactory: (logger) => logger,
    bodyLimit: LIMITS.bodyBytes,
    // Behind a proxy or not, no page depends on the address of the person; none is read.
    trustProxy: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    requestTimeout: 60_000,
    // An address that cannot be read, or too long, never comes to a page.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers)
      void sendPage(reply, errorPage(error.statusCode ?? 400, request.url, demonstration), error.statusCode)
    },
    clientErrorHandler: cutShort,
    forceCloseConnections: 'idle',
  })
  await app.register(cookie)
  await app.register(compress, {
    threshold: 1024,
    // No browser compresses a form: what inflates on the way in is no form.
    globalDecompression: false,
    // Compressed at once up to here: through a stream, which is the default beyond 1 to 8 kB depending on the cores, the same
    // page takes twice as long.
    syncThreshold: 65_536,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  app.removeContentTypeParser(['text/plain', 'application/json'])
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parseForm(body as string)),
  )
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    const isOpen = SAFE.has(request.method) || request.routeOptions.config.anyOrigin === true
    done(isOpen || isOurs(request.headers, publicUrl) ? undefined : ELSEWHERE)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { method } = request
    const status = reply.statusCode
    const ms = Math.round(reply.elapsedTime)
    measured?.(method, route, status, reply.elapsedTime / 1000)
    // What was simply read is counted, not logged: docs/decisions/0051. The route's pattern, never the address: it may
    // carry a key.
    const isSimplyRead = SAFE.has(method) && status < 400 && ms < SLOW_MS
    log[isSimplyRead ? 'debug' : 'info']({ reqId: request.id, method, route, status, ms }, 'answered')
    done()
  })
  app.setErrorHandler(
    (error: { statusCode?: number; code?: string; name?: string; stack?: string }, request, reply) => {
      const status = statusOf(error)
      if (status >= 500)
        log.error(
          { reqId: request.id, route: request.routeOptions.url, ...faultOf(error) },
          'a bug, or the database is away',
        )
      // Too much at once, or too many at once: a minute later there is room again.
      if (status === 429 || status === 503) reply.header('retry-after', '60')
      return sendPage(reply, errorPage(status, request.url, demonstration), status)
    },
  )
  app.setNotFoundHandler((request, reply) => sendPage(reply, errorPage(404, request.url, demonstration), 404))
  for (const one of assets()) sendAsset(app, one)
  await openForms(app)
  return app
}

/** Everything that holds for the edge so far, and forms that bring files. */
const openForms = async (app: FastifyInstance): Promise<void> => {
  await app.register(async (own) => {
    await own.register(multipart, {
      limits: {
        fileSize: MOST_BYTES,
        files: LIMITS.files,
        fields: LIMITS.fields,
        fieldSize: LIMITS.fieldBytes,
        parts: LIMITS.fields,
      },
      throwFileSizeLimit: false,
    })
    app.decorate('forms', own)
  })
  // An address that is nobody's is told so, whatever was sent to it.
  app.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null))
}

/** Compressed once, as well as can be, where the edge compresses each page quickly. */
const sendAsset = (app: FastifyInstance, { path, type, body }: Asset): void => {
  const smaller = brotliCompressSync(body)
  app.get(path, (request, reply) => {
    reply.type(type).header('cache-control', ASSET_CACHING).header('vary', 'accept-encoding')
    return takesBrotli(request) ? reply.header('content-encoding', 'br').send(smaller) : reply.send(body)
  })
}

/** Whether what was compressed beforehand can be sent as it is. */
export const takesBrotli = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  /\bbr\b/.test(String(headers['accept-encoding'] ?? ''))

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

/** Once reached over HTTPS, a browser comes back no other way (RFC 6797). */
const headersFor = (publicUrl: string | null): Record<string, string> =>
  publicUrl?.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': 'max-age=31536000' } : HEADERS

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Somebody waited: an operator wants to know of it. */
const SLOW_MS = 1_000

const ELSEWHERE = refusedWith(403, 'a form of another site')

/** Bytes that are no request are answered in a line and never logged: they may hold anything. */
const cutShort = (error: { code?: string }, socket: Socket): void => {
  const status = STATUS_OF_BYTES[error.code ?? ''] ?? '400 Bad Request'
  if (error.code !== 'ECONNRESET' && socket.writable && !socket.bytesWritten)
    socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
  socket.destroySoon()
}

const STATUS_OF_BYTES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What broke and where, without its message: it may quote what a person wrote. */
const faultOf = ({ name, code, stack }: { name?: string; code?: string; stack?: string }) => ({
  fault: name,
  code,
  at: stack?.split('\n').filter((line) => line.startsWith('    at ')),
})

/** An outage is said as one; the rest of what has no status is a bug. */
const statusOf = (error: { statusCode?: number }): number => {
  const { statusCode } = error
  if (statusCode && statusCode >= 400 && statusCode < 600) return statusCode
  return isOutage(error) ? 503 : 500
}

/**
 * Sends a whole page. One that answers a form (what is to be corrected, with what was typed) may be kept by the person's
 * own browser: without that, its back button shows an error of the browser's in place of what they typed.
 */
export const sendPage = (reply: FastifyReply, page: string, status = 200): FastifyReply => {
  if (!SAFE.has(reply.request.method)) reply.header('cache-control', 'private, no-cache')
  // A text leaves with its headers in one piece; made bytes first, it costs 2 µs more.
  return reply.code(status).type('text/html; charset=utf-8').send(String(page))
}
