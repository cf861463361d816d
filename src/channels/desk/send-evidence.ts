import type { FastifyReply } from 'fastify'
import { readEvidence } from '#documents'
import { remainderOf } from '#dossiers'
import { evidenceOf, VIEWABLE } from './evidence.ts'
import { sendNotFound } from './frame.ts'
import { openDossier } from './opening.ts'
import { sendPurposePage } from './purpose-page.ts'
import type { Visit } from './visit.ts'

/** What a person sent is shown apart from our pages: it loads nothing, runs nothing, and knows no session. */
const SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"

/** Sends a file of this dossier, and of no other, to an agent who may read it: one more reading, with its purpose. */
export const sendEvidence = async (visit: Visit): Promise<FastifyReply> => {
  const opened = await openDossier(visit)
  if (opened.is === 'purpose-needed') return sendPurposePage(visit, opened)
  if (opened.is === 'not-found') return sendNotFound(visit)
  const { dossier } = opened
  const { platform, params, query, reply } = visit
  const file = evidenceOf(remainderOf(dossier.pinned, dossier)).find(
    ({ digest }) => digest === params['digest'],
  )
  const content = file && (await readEvidence(platform.db, file.digest))
  if (!content) return sendNotFound(visit)
  const inline = VIEWABLE.has(content.type) && !query.has('telecharger')
  return reply
    .type(content.type)
    .header('content-length', content.size)
    .header('content-disposition', disposition(inline ? 'inline' : 'attachment', file.name))
    .header('content-security-policy', SANDBOX)
    .send(content.body)
}

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
