import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Database, ok, refused, type Result } from '#kernel'
import { putParts } from './store.ts'

/** A large file that has come in and is kept nowhere yet: it can be read as often as needed, until it is let go. */
export type ReceivedFile = {
  digest: string
  size: number
  /** Its bytes, from the first, a quarter of a megabyte at a time. */
  read(): AsyncIterable<Buffer>
  /** Forgets it; what was kept of it stays. */
  letGo(): Promise<void>
}

/**
 * Takes a file in by stream, at the pace of whoever sends it, without holding a connection to the database meanwhile: it
 * waits in a file of this process until it was looked at. Refused beyond `mostBytes`, or when it is empty.
 */
export const receiveFile = async (
  chunks: AsyncIterable<Buffer>,
  mostBytes: number,
): Promise<Result<ReceivedFile, 'file-empty' | 'file-too-large'>> => {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-file-'))
  const path = join(folder, 'content')
  const letGo = () => rm(folder, { recursive: true, force: true })
  const hash = createHash('sha256')
  let size = 0
  async function* weighed() {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > mostBytes) return
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(weighed, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await letGo()
    throw error
  }
  if (size > 0 && size <= mostBytes) {
    const read = () => createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>
    return ok({ digest: hash.digest('hex'), size, read, letGo })
  }
  await letGo()
  return size === 0 ? refused('file-empty') : refused('file-too-large', { most: mostBytes })
}

/** Keeps a received file under its digest, as evidence is kept: durable when it answers, the same bytes once. */
export const keepFile = (
  db: Database,
  { digest, size, read }: ReceivedFile,
  type: string,
  at: Date,
): Promise<void> => putParts(db, { digest, type, size, at }, read())
