import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asPublished } from '#opendata'
import { disposition, type Platform } from '#web'
import { sendProblem } from '../measures/machines.ts'
import { downloadPath } from './addresses.ts'

type Asking = FastifyRequest<{ Params: { dataset: string; distribution: string; version?: string } }>

/**
 * Files of published datasets, the same addresses in every language: the version in force at `/fichiers/<id>`, an earlier one
 * at `/fichiers/<id>/<version>`, which never changes. Anyone reads them from any page. A link leads elsewhere.
 */
export const registerDownloads = (app: FastifyInstance, platform: Platform): void => {
  const answer = (request: Asking, reply: FastifyReply) => download(platform, request, reply)
  app.get('/donnees/:dataset/fichiers/:distribution', answer)
  app.get('/donnees/:dataset/fichiers/:distribution/:version', answer)
}

const download = async (platform: Platform, request: Asking, reply: FastifyReply): Promise<FastifyReply> => {
  const { dataset: id, distribution, version } = request.params
  const found = await platform.opendata.find(id)
  const dataset = found?.state === 'published' ? asPublished(found) : null
  const one = dataset?.distributions.find((each) => each.id === distribution)
  if (!dataset || !one || (version !== undefined && !/^[1-9]\d{0,5}$/.test(version)))
    return sendProblem(reply, 404, 'No such file', `See /donnees/${encodeURIComponent(id)}.`)
  if (one.url) return reply.redirect(one.url, 302)
  const content = await platform.opendata.content(dataset, one, version ? Number(version) : undefined)
  if (!content) return sendProblem(reply, 404, 'No such file', `See ${downloadPath(id, one.id)}.`)
  reply
    .type(`${content.mediaType}${content.mediaType.startsWith('text/') ? '; charset=utf-8' : ''}`)
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'etag, content-disposition, content-range, accept-ranges')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('content-disposition', disposition('attachment', content.name))
    .header('cache-control', version ? 'public, max-age=31536000, immutable' : 'no-cache')
  return content.digest === null || content.size === null
    ? reply.send(Readable.from(content.body))
    : sendKept(request, reply, { ...content, digest: content.digest, bytes: content.size })
}

type Kept = { digest: string; bytes: number; body: AsyncIterable<Buffer> }

/** A file that is kept is known by its digest: who has it is told so, and who lacks its end asks for that alone. */
const sendKept = (request: Asking, reply: FastifyReply, { digest, bytes, body }: Kept): FastifyReply => {
  const tag = `"${digest.slice(0, 32)}"`
  reply.header('etag', tag).header('accept-ranges', 'bytes')
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(tag) || known.includes('*')) return reply.code(304).send()
  const asked = request.headers['if-range'] === undefined || request.headers['if-range'] === tag
  const range = asked ? rangeIn(request.headers.range, bytes) : null
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${bytes}`).send()
  if (!range) return reply.header('content-length', bytes).send(Readable.from(body))
  const { from, to } = range
  return reply
    .code(206)
    .header('content-range', `bytes ${from}-${to}/${bytes}`)
    .header('content-length', to - from + 1)
    .header('content-encoding', 'identity')
    .send(Readable.from(part(body, from, to)))
}

/** One range (RFC 9110): several at once, or what cannot be read, get the whole file. */
const rangeIn = (
  header: string | undefined,
  size: number,
): { from: number; to: number } | 'outside' | null => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (from >= size || (first === '' && Number(last) === 0)) return 'outside'
  return from > to ? null : { from, to }
}

async function* part(body: AsyncIterable<Buffer>, from: number, to: number): AsyncGenerator<Buffer> {
  let at = 0
  for await (const piece of body) {
    const begin = Math.max(0, from - at)
    const end = Math.min(piece.length, to + 1 - at)
    if (begin < end) yield piece.subarray(begin, end)
    at += piece.length
    if (at > to) return
  }
}
