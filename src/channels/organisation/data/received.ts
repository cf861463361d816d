import type { FastifyRequest } from 'fastify'
import { MOST_FILE_BYTES } from '#opendata'
import { type Form, refusedWith } from '#web'

/** The texts of a form, and its file as it comes. */
export type Received = { form: Form; file: { name: string; chunks: AsyncIterable<Buffer> } }

const LIMITS = { fileSize: MOST_FILE_BYTES + 1, files: 1, fields: 20, fieldSize: 64 * 1024, parts: 22 }

async function* nothing(): AsyncGenerator<Buffer> {}

/**
 * Reads a form whose last field is a large file: what is typed first, then the file by stream, which `take` reads to its end.
 * A form without its file is one whose file is empty.
 */
export const receiving = async <T>(
  request: FastifyRequest,
  take: (received: Received) => Promise<T>,
): Promise<T> => {
  const form: Form = new Map()
  const without = () => take({ form, file: { name: '', chunks: nothing() } })
  if (!request.isMultipart()) return without()
  const parts = readingOf(() => request.parts({ limits: LIMITS }))
  for await (const part of parts) {
    if (part.type === 'file') {
      const taken = await take({
        form,
        file: { name: nameOf(part.filename), chunks: readingOf(() => part.file) },
      })
      // What was not read of it is let go, or the parser would wait for ever.
      part.file.resume()
      return taken
    }
    if (typeof part.value === 'string')
      form.set(part.fieldname, [...(form.get(part.fieldname) ?? []), part.value])
  }
  return without()
}

const nameOf = (name: string | undefined): string =>
  (name ?? '')
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, 120)

/** What the parser finds wrong, or a line that is cut, has no status of its own: it is the sender's, never a bug of ours. */
async function* readingOf<T>(open: () => AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* open()
  } catch (error) {
    throw (error as { statusCode?: number }).statusCode
      ? error
      : refusedWith(400, 'a form that cannot be read')
  }
}
