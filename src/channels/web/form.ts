import type { FastifyRequest } from 'fastify'
import { MOST_BYTES } from '#documents'
import { refusedWith } from './refused.ts'

/** A form as it was sent: every value of every name. Names come from the page, values from anybody. */
export type Form = Map<string, string[]>

/** A file as it was sent. `tooLarge`: it was cut at the limit and is not to be kept. */
export type Upload = { field: string; name: string; bytes: Buffer; tooLarge: boolean }

export type Sent = { form: Form; uploads: Upload[] }

/** The limits of one form: more is no person's doing. Its texts together weigh `bodyBytes` at most, its files `uploadBytes`. */
export const LIMITS = {
  fields: 2_000,
  fieldBytes: 64 * 1024,
  bodyBytes: 1024 * 1024,
  files: 10,
  uploadBytes: 4 * MOST_BYTES,
}

/** What all the forms that are being read may hold in memory together: a process outlives whoever sends most. */
const MOST_READING = 16 * MOST_BYTES

/**
 * Reads `application/x-www-form-urlencoded` text, keeping every value of a repeated name. A form with too many fields is
 * refused whole: part of it would pass for all of it.
 */
export const parseForm = (text: string): Form => {
  const form: Form = new Map()
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > LIMITS.fields) throw refusedWith(413, 'a form of too many fields')
    add(form, name, value)
  }
  return form
}

/**
 * What a request sent, whichever way its form was encoded; nothing at all is an empty form. Files are kept only where
 * the page asks for some. Throws what the edge answers with a page: too much (413), unreadable (400), too many at once (503).
 */
export const sentBy = async (request: FastifyRequest, { files = false } = {}): Promise<Sent> => {
  if (!request.isMultipart())
    return { form: request.body instanceof Map ? (request.body as Form) : new Map(), uploads: [] }
  const weighed = weighing()
  try {
    return await readParts(request, files, weighed)
  } catch (error) {
    // What the parser finds wrong in a form has no status of its own: it is the sender's fault, never ours.
    throw (error as { statusCode?: number }).statusCode
      ? error
      : refusedWith(400, 'a form that cannot be read')
  } finally {
    weighed.end()
  }
}

const readParts = async (request: FastifyRequest, files: boolean, weighed: Weighed): Promise<Sent> => {
  const form: Form = new Map()
  const uploads: Upload[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      // A part that says to be JSON comes parsed: no form of ours has one.
      const value = typeof part.value === 'string' ? part.value : ''
      weighed.text(part.fieldname.length + value.length)
      add(form, part.fieldname, value)
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      weighed.file(chunk.length)
      if (files) chunks.push(chunk)
    }
    const bytes = Buffer.concat(chunks)
    // A browser sends an empty nameless part for a file input that was left alone.
    if (!files || (bytes.length === 0 && !part.filename)) continue
    uploads.push({
      field: part.fieldname,
      name: cleanName(part.filename),
      bytes,
      tooLarge: part.file.truncated || bytes.length > MOST_BYTES,
    })
  }
  return { form, uploads }
}

type Weighed = ReturnType<typeof weighing>

let reading = 0

/** Weighs one form while it is read, and all those that are read at the same time. */
const weighing = () => {
  let texts = 0
  let files = 0
  const held = (bytes: number) => {
    reading += bytes
    if (reading > MOST_READING) throw refusedWith(503, 'too many forms are being read')
  }
  return {
    text(bytes: number) {
      texts += bytes
      held(bytes)
      if (texts > LIMITS.bodyBytes) throw refusedWith(413, 'a form of too much text')
    },
    file(bytes: number) {
      files += bytes
      held(bytes)
      if (files > LIMITS.uploadBytes) throw refusedWith(413, 'files that are too large together')
    },
    end: () => void (reading -= texts + files),
  }
}

export const valueIn = (form: Form, name: string): string => form.get(name)?.[0] ?? ''

const add = (form: Form, name: string, value: string): void => {
  const values = form.get(name)
  if (values) values.push(value)
  else form.set(name, [value])
}

/** The name is for the person to recognise: no folder, no control character, and not longer than a line. */
const cleanName = (name: string | undefined): string =>
  (name ?? '')
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e]/g, '')
    .slice(0, 120) || 'document'
