import type { FastifyReply, FastifyRequest } from 'fastify'
import { sha256 } from '#kernel'

export type Asking<Params = unknown> = FastifyRequest<{ Params: Params }>

/** Anyone reads it, from any page: nothing here depends on who asks. */
const forAnyOrigin = (reply: FastifyReply): FastifyReply =>
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')

export type Sent = { type: string; body: Buffer; caching: string; digest?: string; name?: string }

/** Sends bytes under the tag of their own digest; who has them already is told so and sent nothing. */
export const sendBytes = (request: Asking, reply: FastifyReply, sent: Sent): FastifyReply => {
  const { type, body, caching, digest = sha256(body).toString('hex'), name } = sent
  const tag = `"${digest.slice(0, 32)}"`
  forAnyOrigin(reply)
    .header('access-control-expose-headers', 'etag')
    .header('etag', tag)
    .header('cache-control', caching)
  if (name) reply.header('content-disposition', `attachment; filename="${name}"`)
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(tag) || known.includes('*')) return reply.code(304).send()
  return reply.type(type).send(body)
}

type Written = { body: Buffer; digest: string }

const written = new WeakMap<object, Written>()

/**
 * What is computed may be otherwise at the next question: it is asked again, and a tag spares the bytes. It is written
 * once for as long as `of`, which alone it is made of, stays the same object.
 */
export const sendJson = (
  request: Asking,
  reply: FastifyReply,
  of: object,
  made: () => unknown,
): FastifyReply => {
  const its = written.get(of) ?? write(made())
  written.set(of, its)
  return sendBytes(request, reply, {
    type: 'application/json; charset=utf-8',
    ...its,
    caching: 'no-cache',
  })
}

const write = (value: unknown): Written => {
  const body = Buffer.from(`${JSON.stringify(value)}\n`)
  return { body, digest: sha256(body).toString('hex') }
}

/** RFC 9457: what is wrong, for a machine and for whoever reads its log. */
export const sendProblem = (
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
): FastifyReply =>
  forAnyOrigin(reply)
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(Buffer.from(`${JSON.stringify({ type: 'about:blank', title, status, detail })}\n`))
