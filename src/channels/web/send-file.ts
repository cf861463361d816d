import type { FastifyReply } from 'fastify'
import type { readEvidence } from '#documents'

type Content = NonNullable<Awaited<ReturnType<typeof readEvidence>>>

/** What a person sent is shown apart from our pages: it loads nothing, runs nothing, and knows no session. */
const SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"

/** Sends what somebody attached under the name they gave it: to be kept, or shown by the browser itself. */
export const sendFile = (
  reply: FastifyReply,
  how: 'inline' | 'attachment',
  name: string,
  { type, size, body }: Content,
): FastifyReply =>
  reply
    .type(type)
    .header('content-length', size)
    .header('content-disposition', disposition(how, name))
    .header('content-security-policy', SANDBOX)
    .send(body)

/** A name in any alphabet (RFC 6266, RFC 8187), with a plain one for whoever cannot read it. */
export const disposition = (how: 'inline' | 'attachment', name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
