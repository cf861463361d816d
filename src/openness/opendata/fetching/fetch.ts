import { Resolver } from 'node:dns/promises'
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ok, refused, type Refused, type Result } from '#kernel'
import { isGlobal } from './address.ts'
import type { FetchRefusal } from './refusals.ts'

/*
 * Fetches an address that somebody typed, from within our own network: the one place where a stranger chooses whom this
 * machine speaks to. What it holds to is in docs/security.md; fetch.test.ts plants each fault.
 */

export type Fetching = {
  /** Every address of a host, by a resolver of our own: neither the machine's list of hosts nor its search domains are asked. */
  resolve(host: string, signal: AbortSignal): Promise<readonly string[]>
  /** Whether an address may be spoken to. */
  allows(address: string): boolean
  ports: readonly number[]
  userAgent: string
  /** For all of it: names, connections, redirects and the last byte. */
  deadlineMs: number
  /** Bytes of the body, counted as they are read, after decompression; and on the wire. */
  mostBytes: number
}

export const FETCHING: Omit<Fetching, 'userAgent'> = {
  resolve: (host, signal) => resolveOurselves(host, signal),
  allows: isGlobal,
  ports: [80, 443],
  deadlineMs: 60_000,
  mostBytes: 51 * 1024 * 1024,
}

export const MOST_REDIRECTS = 5
const MOST_HEADER_BYTES = 16 * 1024
/** A host with more addresses than that is tried by the first of them. */
const MOST_ADDRESSES = 3

export type Conditions = { etag: string | null; modified: string | null }

/** What the server said before the body. */
export type Head = {
  /** Where the redirects ended. */
  url: string
  type: string
  etag: string | null
  modified: string | null
}

export type Fetched<T> = { is: 'read'; head: Head; value: T } | { is: 'not-modified' }

type Refusal = Refused<FetchRefusal>

/**
 * Gets what is at an address and gives its bytes to `read`, which may stop before their end. Nothing is kept of it here.
 * Every hop of a redirect is looked at anew; `read` is called once, for an answer of 200.
 */
export const fetchOpen = async <T>(
  address: string,
  fetching: Fetching,
  read: (body: AsyncIterable<Buffer>, head: Head) => Promise<T>,
  conditions: Conditions = { etag: null, modified: null },
): Promise<Result<Fetched<T>, FetchRefusal>> => {
  const deadline = AbortSignal.timeout(fetching.deadlineMs)
  let url = address
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const answered = await answerOf(url, fetching, conditions, deadline)
    if (!answered.ok) return answered
    const { response, at } = answered.value
    try {
      const status = response.statusCode ?? 0
      if (status === 304) return ok({ is: 'not-modified' })
      if ([301, 302, 303, 307, 308].includes(status)) {
        const next = URL.parse(response.headers.location ?? '', at)
        if (!response.headers.location || !next) return refused('redirect-malformed')
        url = next.href
        continue
      }
      if (status !== 200) return refused('status', { status })
      return await readBody(response, at, fetching, deadline, read)
    } finally {
      response.destroy()
    }
  }
  return refused('too-many-redirects', { most: MOST_REDIRECTS })
}

/** The address as it will be asked, or why it will not be. The parser writes numbers of hosts in their one form. */
export const readAddress = (
  address: string,
  ports: readonly number[] = FETCHING.ports,
): Result<URL, FetchRefusal> => {
  const url = address.length <= 2_000 ? URL.parse(address) : null
  if (!url) return refused('address-malformed')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused('scheme-refused')
  if (url.username || url.password) return refused('credentials-refused')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (!ports.includes(port)) return refused('port-refused', { port })
  url.hash = ''
  return ok(url)
}

/** One question and its answer: asked of the very address that was looked at, whatever the name says a moment later. */
const answerOf = async (
  address: string,
  fetching: Fetching,
  conditions: Conditions,
  deadline: AbortSignal,
): Promise<Result<{ response: IncomingMessage; at: URL }, FetchRefusal>> => {
  const read = readAddress(address, fetching.ports)
  if (!read.ok) return read
  const url = read.value
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await fetching.resolve(host, deadline).catch(() => [])
  if (deadline.aborted) return refused('too-slow')
  if (addresses.length === 0) return refused('host-unknown', { host: host.slice(0, 100) })
  // One that is refused condemns the others: a name that leads inside has no business outside.
  if (!addresses.every((one) => fetching.allows(one))) return refused('address-refused')
  let failed: Refusal = refused('connection-failed')
  for (const pinned of addresses.slice(0, MOST_ADDRESSES)) {
    try {
      return ok({ response: await ask(url, host, pinned, fetching, conditions, deadline), at: url })
    } catch (error) {
      failed = refusalOf(error, deadline)
      if (deadline.aborted) break
    }
  }
  return failed
}

const ask = (
  url: URL,
  host: string,
  pinned: string,
  { userAgent }: Fetching,
  { etag, modified }: Conditions,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:'
    const options = {
      host: pinned,
      port: Number(url.port || (isSecure ? 443 : 80)),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      maxHeaderSize: MOST_HEADER_BYTES,
      signal,
      headers: {
        host: url.host,
        'user-agent': userAgent,
        accept: '*/*',
        'accept-encoding': 'gzip, identity',
        ...(etag !== null && { 'if-none-match': etag }),
        ...(modified !== null && { 'if-modified-since': modified }),
      },
    }
    // Agents of their own: no connection is shared, and no proxy of the environment stands between.
    const request = isSecure
      ? httpsRequest({
          ...options,
          agent: new HttpsAgent({ keepAlive: false }),
          servername: isIP(host) ? '' : host,
        })
      : httpRequest({ ...options, agent: new HttpAgent({ keepAlive: false }) })
    request.on('response', resolve)
    // Whoever answers by another protocol has not answered.
    request.on('upgrade', (_response, socket) => {
      socket.destroy()
      reject(new Error('upgraded'))
    })
    request.on('error', reject)
    request.end()
  })

const DECODERS: Record<string, () => Readable & NodeJS.WritableStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

const readBody = async <T>(
  response: IncomingMessage,
  at: URL,
  { mostBytes }: Fetching,
  deadline: AbortSignal,
  read: (body: AsyncIterable<Buffer>, head: Head) => Promise<T>,
): Promise<Result<Fetched<T>, FetchRefusal>> => {
  const { headers } = response
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding]!() : null
  if (!decoder && encoding !== 'identity' && encoding !== '') return refused('encoding-unknown')
  const head = {
    url: at.href,
    type: (headers['content-type'] ?? '').slice(0, 200),
    etag: headers.etag ?? null,
    modified: headers['last-modified'] ?? null,
  }
  const broken: { by: unknown } = { by: null }
  try {
    const value = await read(bytesOf(response, decoder, mostBytes, broken), head)
    if (broken.by) return refusalOf(broken.by, deadline, 'body-broken')
    return ok({ is: 'read', head, value })
  } catch (error) {
    // What the reader throws is its own; what the body threw went through it.
    if (broken.by) return refusalOf(broken.by, deadline, 'body-broken')
    throw error
  } finally {
    decoder?.destroy()
  }
}

/** The body, decompressed as it comes and never beyond the limit: what a bomb would fill is not asked for. */
async function* bytesOf(
  response: IncomingMessage,
  decoder: (Readable & NodeJS.WritableStream) | null,
  mostBytes: number,
  broken: { by: unknown },
): AsyncGenerator<Buffer> {
  let wire = 0
  let bytes = 0
  const stream: Readable = decoder
    ? decodedBy(response, decoder, (size) => (wire += size) <= mostBytes)
    : response
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const taken = chunk.subarray(0, mostBytes - bytes)
      bytes += taken.length
      yield taken
      if (bytes >= mostBytes) return
    }
  } catch (error) {
    broken.by = error
    throw error
  }
}

const decodedBy = (
  response: IncomingMessage,
  decoder: Readable & NodeJS.WritableStream,
  may: (size: number) => boolean,
): Readable => {
  response.on('data', (chunk: Buffer) => {
    if (!may(chunk.length)) decoder.destroy(new Error('too many bytes on the wire'))
  })
  response.on('error', (error) => decoder.destroy(error))
  response.on('aborted', () => decoder.destroy(new Error('aborted')))
  return response.pipe(decoder)
}

/** What went wrong on the way, told without what the network or the server said of it. */
const refusalOf = (
  error: unknown,
  deadline: AbortSignal,
  otherwise: FetchRefusal = 'connection-failed',
): Refusal => {
  if (deadline.aborted) return refused('too-slow')
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  if (code === 'HPE_HEADER_OVERFLOW') return refused('headers-too-large')
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return refused('certificate-refused')
  return refused(otherwise)
}

const resolveOurselves = async (host: string, signal: AbortSignal): Promise<string[]> => {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
