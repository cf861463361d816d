import { parse } from 'yaml'
import { ok, refused, type Result } from '#kernel'
import { Mapping } from './mapping.ts'

/** A mapping from its YAML. Refused `mapping-malformed` with `faults`, a sentence each, beginning with where. */
export const readMapping = (text: string): Result<Mapping, 'mapping-malformed'> => {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    return refused('mapping-malformed', { faults: [(error as Error).message] })
  }
  const shaped = Mapping.safeParse(value)
  if (shaped.success) return ok(shaped.data)
  const faults = shaped.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the mapping'}: ${message}`,
  )
  return refused('mapping-malformed', { faults })
}
