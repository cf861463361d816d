import { parse } from 'yaml'
import { nearest, ok, refused, type Result } from '#kernel'
import { KEYS, Mapping } from './mapping.ts'

/** A mapping from its YAML. Refused `mapping-malformed` with `faults`, a sentence each, beginning with where. */
export const readMapping = (text: string): Result<Mapping, 'mapping-malformed'> => {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    return refused('mapping-malformed', { faults: [(error as Error).message] })
  }
  const shaped = Mapping.safeParse(value)
  if (!shaped.success) return refused('mapping-malformed', { faults: shaped.error.issues.map(faultOf) })
  const { parts, repeated } = shaped.data
  if (parts && repeated !== 'sum')
    return refused('mapping-malformed', { faults: ['parts: needs « repeated: sum »'] })
  return ok(shaped.data)
}

type Issue = { path: readonly PropertyKey[]; message: string; code?: string; keys?: readonly string[] }

const faultOf = ({ path, message, code, keys }: Issue): string => {
  const where = path.join('.')
  const said =
    code === 'unrecognized_keys' && keys ? keys.map((key) => unknownKey(key, where)).join('; ') : message
  return `${where || 'the mapping'}: ${said}`
}

const unknownKey = (key: string, where: string): string => {
  const may = KEYS[where]
  if (!may) return `« ${key} » is not known there`
  const like = nearest(key, may)
  return `« ${key} » is not known there${like ? ` (« ${like} »?)` : ''}: it may be ${may.join(', ')}`
}
