import type { FastifyReply } from 'fastify'
import { readEvidence } from '#documents'
import { remainderOf } from '#dossiers'
import { sendFile } from '#web'
import { evidenceOf, VIEWABLE } from './evidence.ts'
import { sendNotFound } from './frame.ts'
import { openDossier } from './opening.ts'
import { sendPurposePage } from './purpose-page.ts'
import type { Visit } from './visit.ts'

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
  return sendFile(reply, inline ? 'inline' : 'attachment', file.name, content)
}
