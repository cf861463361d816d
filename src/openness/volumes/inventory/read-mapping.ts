import { parse } from 'yaml'
import { z } from 'zod'
import { nearest, ok, refused, type Result, type Text } from '#kernel'
import { KEYS, Mapping } from './mapping.ts'
import { inFrench } from './mapping-words.ts'

/** A mapping from its YAML. Refused `mapping-malformed` with `faults`, a sentence each (`Text`), beginning with where. */
export const readMapping = (text: string): Result<Mapping, 'mapping-malformed'> => {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    const { message } = error as Error
    return malformed([{ fr: message, en: message }])
  }
  const shaped = Mapping.safeParse(value)
  if (!shaped.success) return malformed(faultsOf(value, shaped.error))
  const { parts, repeated } = shaped.data
  if (parts && repeated !== 'sum')
    return malformed([{ fr: 'parts : demande « repeated: sum »', en: 'parts: needs « repeated: sum »' }])
  return ok(shaped.data)
}

const malformed = (faults: readonly Text[]) => refused('mapping-malformed', { faults })

/** The same issues twice: what the schema says itself is worded in English, and what it leaves to zod in each language. */
const faultsOf = (value: unknown, { issues }: z.ZodError): Text[] => {
  const french = Mapping.safeParse(value, { error: z.locales.fr().localeError }).error!.issues
  return issues.map((issue, at) => ({
    fr: faultOf(issue, 'fr', inFrench(french[at]!.message)),
    en: faultOf(issue, 'en', issue.message),
  }))
}

type Issue = { path: readonly PropertyKey[]; code?: string; keys?: readonly string[] }

const faultOf = ({ path, code, keys }: Issue, language: keyof Text, message: string): string => {
  const where = path.join('.')
  const said =
    code === 'unrecognized_keys' && keys
      ? keys.map((key) => unknownKey(key, where)[language]).join('; ')
      : message
  return language === 'fr'
    ? `${where || 'la correspondance'} : ${said}`
    : `${where || 'the mapping'}: ${said}`
}

const unknownKey = (key: string, where: string): Text => {
  const may = KEYS[where]
  const said = { fr: `« ${key} » n’y est pas connu`, en: `« ${key} » is not known there` }
  if (!may) return said
  const like = nearest(key, may)
  const meant = { fr: like ? ` (« ${like} » ?)` : '', en: like ? ` (« ${like} »?)` : '' }
  return {
    fr: `${said.fr}${meant.fr} : ce peut être ${may.join(', ')}`,
    en: `${said.en}${meant.en}: it may be ${may.join(', ')}`,
  }
}
