import { isDay, nearest, ok, refused, type Result, type Text } from '#kernel'
import type { Definition, Field, Need } from './definition.ts'

type Given = Record<string, unknown>
export type ReadFacts = Result<Given, 'facts-faulty'>

/** What is wrong and where, in one readable sentence of each language. */
export const saidOf = ({ details }: { details: Record<string, unknown> }): Text => details['says'] as Text

/**
 * Checks facts that come from outside as JSON (a file, a partner's simulation), for the rules of one service:
 * money in dollars with at most two decimals, days as texts, options by id. `mentioned` tells the facts, and the fields
 * of items, that the rules read: the others may be absent. Refused `facts-faulty` with the first fault, `says`.
 */
export const readFacts = (
  definition: Definition,
  mentioned: ReadonlyMap<string, readonly string[] | null>,
  given: unknown,
): ReadFacts => {
  if (!isObject(given))
    return fault(
      'Les faits d’une ligne sont un objet JSON, {"nom": valeur, …}.',
      'The facts of a line are one JSON object, {"name": value, …}.',
    )
  const stranger = strangerIn(given, definition.needs, NOWHERE)
  if (stranger) return stranger
  const facts: Given = {}
  for (const need of definition.needs) {
    if (need.derive !== null && Object.hasOwn(given, need.id))
      return fault(
        `${need.id} se calcule à partir d’autres faits : ne l’écrivez pas.`,
        `${need.id} is computed from other facts: leave it out.`,
      )
    if (need.derive !== null || !mentioned.has(need.id)) continue
    const value =
      need.is === 'list' ? readList(need, mentioned.get(need.id) ?? [], given) : readOne(need, given, NOWHERE)
    if (!value.ok) return value
    facts[need.id] = value.value
  }
  return ok(facts)
}

const fault = (fr: string, en: string) => refused('facts-faulty', { says: { fr, en } satisfies Text })

/** Where in a line: of the facts themselves, or of an item of a list. */
const NOWHERE: Text = { fr: '', en: '' }

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const strangerIn = (given: Given, known: readonly Field[], where: Text) => {
  const names = known.map((each) => each.id)
  const stranger = Object.keys(given).find((name) => !names.includes(name))
  if (stranger === undefined) return null
  const near = nearest(stranger, names)
  const all = names.join(', ')
  return fault(
    `${where.fr}Rien ne s’appelle ${show(stranger)} : ${near ? `vouliez-vous dire « ${near} » ?` : `possible : ${all}.`}`,
    `${where.en}Nothing is called ${show(stranger)}: ${near ? `did you mean “${near}”?` : `possible: ${all}.`}`,
  )
}

const readList = (
  need: Need,
  mentioned: readonly string[],
  given: Given,
): Result<unknown, 'facts-faulty'> => {
  const items = own(given, need.id)
  if (items === null && isOptional(need)) return ok(null)
  if (!Array.isArray(items)) return expected(need.id, A_LIST, items, NOWHERE)
  if (need.most !== null && items.length > need.most)
    return fault(
      `${need.id} : au plus ${need.most} éléments, et non ${items.length}.`,
      `${need.id}: at most ${need.most} items, not ${items.length}.`,
    )
  const read: Given[] = []
  for (const [at, item] of items.entries()) {
    const where = { fr: `${need.id}, élément ${at + 1} : `, en: `${need.id}, item ${at + 1}: ` }
    if (!isObject(item))
      return fault(
        `${where.fr}un objet est attendu, et non ${show(item)}.`,
        `${where.en}an object is expected, not ${show(item)}.`,
      )
    const stranger = strangerIn(item, need.fields, where)
    if (stranger) return stranger
    const one: Given = {}
    for (const field of need.fields) {
      if (!mentioned.includes(field.id)) continue
      const value = readOne(field, item, where)
      if (!value.ok) return value
      // Silence about an item's yes-or-no field is a no: a child said nothing of is not handicapped.
      one[field.id] = value.value ?? (field.is === 'yes-no' ? false : null)
    }
    read.push(one)
  }
  return ok(read)
}

const readOne = (field: Field, given: Given, where: Text): Result<unknown, 'facts-faulty'> => {
  const value = own(given, field.id)
  if (value === null) {
    const mayBeAbsent = isOptional(field) || (where !== NOWHERE && field.is === 'yes-no')
    return mayBeAbsent ? ok(null) : expected(field.id, wanted(field), null, where)
  }
  return isRight(field, value) ? ok(value) : expected(field.id, wanted(field), value, where)
}

const own = (given: Given, name: string): unknown =>
  Object.hasOwn(given, name) ? (given[name] ?? null) : null

const isOptional = (field: Field) => field.optional || field.when !== null

const expected = (name: string, what: Text, found: unknown, { fr, en }: Text) =>
  found === null
    ? fault(`${fr}${name} manque : attendu, ${what.fr}.`, `${en}${name} is missing: ${what.en} is expected.`)
    : fault(
        `${fr}${name} : attendu, ${what.fr}, et non ${show(found)}.`,
        `${en}${name}: ${what.en} is expected, not ${show(found)}.`,
      )

const isRight = (field: Field, value: unknown): boolean => {
  switch (field.is) {
    case 'money':
      return isDollars(value)
    case 'whole':
      return Number.isSafeInteger(value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'date':
      return isDay(value)
    case 'one-of':
      return typeof value === 'string' && field.options.includes(value)
    case 'many-of':
      return Array.isArray(value) && value.every((each) => field.options.includes(each as string))
    case 'file':
    case 'list':
      return Array.isArray(value)
    default:
      return typeof value === 'string'
  }
}

/** What `41250.50` is and `41250.505` is not; below ten thousand billion, where a double is still sure of its cents. */
const isDollars = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < 1e13 && Math.round(value * 100) / 100 === value

const A_LIST: Text = { fr: 'une liste', en: 'a list' }

const wanted = (field: Field): Text => {
  const options = field.options.map((option) => `"${option}"`).join(', ')
  switch (field.is) {
    case 'money':
      return {
        fr: 'un montant en dollars, 0 ou plus, de deux décimales au plus',
        en: 'an amount in dollars, 0 or more, with at most two decimals',
      }
    case 'whole':
      return { fr: 'un nombre entier', en: 'a whole number' }
    case 'yes-no':
      return { fr: 'true ou false', en: 'true or false' }
    case 'date':
      return { fr: 'un jour du calendrier comme "2015-03-02"', en: 'a day of the calendar like "2015-03-02"' }
    case 'one-of':
      return { fr: `une valeur parmi ${options}`, en: `one of ${options}` }
    case 'many-of':
      return { fr: `une liste de ${options}`, en: `a list of ${options}` }
    case 'file':
    case 'list':
      return A_LIST
    default:
      return { fr: 'un texte', en: 'a text' }
  }
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
