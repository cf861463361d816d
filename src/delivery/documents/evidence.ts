import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import { type Database, ok, type Queries, refused, type Result, sha256 } from '#kernel'
import { ACCEPTED_TYPES, type DocumentRefusal, MOST_BYTES } from './refusals.ts'
import { findContent, partsOf, putContent } from './store.ts'

/** A stored file as an answer refers to it: never by its name, always by what it contains. */
export type Stored = { digest: string; type: string; size: number }

/**
 * Stores evidence under its digest. Durable when it answers; the same bytes twice are stored once.
 * The type is read in the bytes: a program renamed `photo.jpg` is refused.
 */
export const storeEvidence = async (
  db: Database,
  bytes: Buffer,
  at: Date,
): Promise<Result<Stored, DocumentRefusal>> => {
  if (bytes.length === 0) return refused('file-empty')
  if (bytes.length > MOST_BYTES) return refused('file-too-large', { size: bytes.length, most: MOST_BYTES })
  const type = await typeOf(bytes)
  if (!(ACCEPTED_TYPES as readonly string[]).includes(type))
    return refused('file-type-not-accepted', { type })
  const digest = sha256(bytes).toString('hex')
  await putContent(db, { digest, type, bytes, at })
  return ok({ digest, type, size: bytes.length })
}

/** Bytes that begin like a container and break off make the reader throw: they are of no type. */
const typeOf = (bytes: Buffer): Promise<string> =>
  fileTypeFromBuffer(bytes).then(
    (found) => found?.mime ?? 'unknown',
    () => 'unknown',
  )

/** The content to send, by stream, or null when there is none under this digest. */
export const readEvidence = async (
  db: Queries,
  digest: string,
): Promise<{ type: string; size: number; body: Readable } | null> => {
  const content = await findContent(db, digest)
  return content && { ...content, body: Readable.from(partsOf(db, digest)) }
}
