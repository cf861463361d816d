import type { FastifyRequest } from 'fastify'
import { MOST_BYTES } from '#documents'

/** A form as it was sent: every value of every name. Names come from the page, values from anybody. */
export type Form = Map<string, string[]>

/** A file as it was sent. `tooLarge`: it was cut at the limit and is not to be kept. */
export type Upload = { field: string; name: string; bytes: Buffer; tooLarge: boolean }

export type Sent = { form: Form; uploads: Upload[] }

/** The limits of one form: more is no person's doing. */
export const LIMITS = { fields: 2_000, fieldBytes: 64 * 1024, bodyBytes: 1024 * 1024, files: 10 }

/** Reads `application/x-www-form-urlencoded` text, keeping every value of a repeated name. */
export const parseForm = (text: string): Form => {
  const form: Form = new Map()
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > LIMITS.fields) break
    add(form, name, value)
  }
  return form
}

/** What a request sent, whichever way its form was encoded; nothing at all is an empty form. */
export const sentBy = async (request: FastifyRequest): Promise<Sent> => {
  if (!request.isMultipart())
    return { form: request.body instanceof Map ? (request.body as Form) : new Map(), uploads: [] }
  const form: Form = new Map()
  const uploads: Upload[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      add(form, part.fieldname, String(part.value ?? ''))
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    // A browser sends an empty nameless part for a file input that was left alone.
    if (bytes.length === 0 && !part.filename) continue
    uploads.push({
      field: part.fieldname,
      name: cleanName(part.filename),
      bytes,
      tooLarge: part.file.truncated || bytes.length > MOST_BYTES,
    })
  }
  return { form, uploads }
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
