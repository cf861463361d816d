import type { Platform } from '#web'

/** What was sent with an action, from the address or from the body: values as JSON has them, or texts. */
export type Params = Readonly<Record<string, unknown>>

export type Action = (platform: Platform, params: Params) => Promise<unknown>

/** CKAN's own kinds of errors, with the codes that its clients wait for. */
const KINDS = {
  'Not Found Error': 404,
  'Validation Error': 409,
  'Authorization Error': 403,
  'Bad Request Error': 400,
} as const
type Kind = keyof typeof KINDS

/** Stops an action with an answer of CKAN's; it never leaves this folder. */
export class Faulted extends Error {
  readonly status: number
  readonly error: Record<string, unknown>
  constructor(kind: Kind, message: string, fields: Record<string, string[]> = {}) {
    super(message)
    this.status = KINDS[kind]
    this.error = { __type: kind, ...(kind === 'Validation Error' ? fields : {}), message }
  }
}

export const notFound = (what: string): Faulted => new Faulted('Not Found Error', `Not found: ${what}`)

export const invalid = (name: string, why: string): Faulted =>
  new Faulted('Validation Error', `${name}: ${why}`, { [name]: [why] })

/** What a database takes for a text: no half of a character, and no sign that ends it. */
export const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '')

/** A text, trimmed; empty when it was not sent. A number is a text of it. */
export const textIn = (params: Params, name: string): string => {
  const value = params[name]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return clean(value).trim().slice(0, 2_000)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw invalid(name, 'Must be a text')
}

/** The id of what is asked for, which has to be there. */
export const idIn = (params: Params, ...names: string[]): string => {
  const found = names.map((name) => textIn(params, name)).find(Boolean)
  if (!found) throw invalid(names[0]!, 'Missing value')
  return found
}

export const wholeIn = (
  params: Params,
  name: string,
  { otherwise, most }: { otherwise: number; most: number },
) => {
  const text = textIn(params, name)
  if (text === '') return otherwise
  if (!/^\d{1,15}$/.test(text)) throw invalid(name, 'Must be a natural number')
  return Math.min(Number(text), most)
}

export const isTrue = (params: Params, name: string): boolean =>
  /^(true|1|yes|on|t)$/i.test(textIn(params, name))

/** A list, as JSON writes it, or as names between commas. */
export const listIn = (params: Params, name: string): string[] => {
  const value = params[name]
  if (Array.isArray(value)) return value.map((one) => clean(String(one)))
  const text = textIn(params, name)
  if (text === '') return []
  const read = text.startsWith('[') ? parsed(name, text) : text.split(',')
  if (!Array.isArray(read)) throw invalid(name, 'Must be a list')
  return read.map((one) => clean(String(one)).trim()).filter(Boolean)
}

/** An object, as JSON writes it. */
export const objectIn = (params: Params, name: string): Record<string, unknown> => {
  const value = params[name]
  const read = typeof value === 'string' && value.trim() !== '' ? parsed(name, value) : (value ?? {})
  if (read === '' || read === null) return {}
  if (typeof read !== 'object' || Array.isArray(read)) throw invalid(name, 'Must be an object')
  return read as Record<string, unknown>
}

const parsed = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid(name, 'Cannot parse JSON')
  }
}
