import { z } from 'zod'
import { nearest, type Text } from '#kernel'
import { error, type Finding, meant, reporter } from './findings.ts'
import type { Path } from './source.ts'

/** What the schema refuses in one file, said to a person who has never heard of a schema. */
export const SHAPE = {
  'unknown-key': error<{ key: string; near: string | null; known: string[] }>(
    (d) => [`« ${d.key} » n’est pas un mot du langage à cet endroit.`, meant(d.near, d.known).fr],
    (d) => [`“${d.key}” is not a word of the language here.`, meant(d.near, d.known).en],
  ),
  'missing-key': error<{ key: string; expected: Text }>(
    (d) => [`Il manque « ${d.key} ».`, `Ajoutez « ${d.key}: … » (${d.expected.fr}).`],
    (d) => [`“${d.key}” is missing.`, `Add “${d.key}: …” (${d.expected.en}).`],
  ),
  'wrong-shape': error<{ written: string; expected: Text }>(
    (d) => [`« ${d.written} » ne convient pas ici.`, `Attendu : ${d.expected.fr}.`],
    (d) => [`“${d.written}” does not fit here.`, `Expected: ${d.expected.en}.`],
  ),
  'unknown-value': error<{ written: string; near: string | null; known: string[] }>(
    (d) => [`« ${d.written} » n’est pas une des valeurs possibles.`, meant(d.near, d.known).fr],
    (d) => [`“${d.written}” is not one of the possible values.`, meant(d.near, d.known).en],
  ),
}

const report = reporter(SHAPE)

/** The faults of a value against its schema, each at its path. */
export const shapeFaults = (
  schema: z.ZodType,
  value: unknown,
  at: (path: Path) => string,
): { value: unknown; findings: Finding[] } => {
  const read = schema.safeParse(value)
  if (read.success) return { value: read.data, findings: [] }
  const issues = read.error.issues.flatMap((issue) => flatten(issue, []))
  return { value: null, findings: issues.flatMap((issue) => findingsOf(issue, schema, value, at)) }
}

type Issue = z.core.$ZodIssue

/** Of a choice between shapes, keep the complaints of the shape that the person most likely meant. */
const flatten = (issue: Issue, above: Path): Issue[] => {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path }]
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => flatten(inner, [])))
  const closest = branches.reduce((best, branch) => (cost(branch) < cost(best) ? branch : best))
  return closest.map((inner) => ({ ...inner, path: [...path, ...inner.path] }))
}

/** Another sort of value altogether is furthest; then a word that the shape does not know; then one that it lacks. */
const cost = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 3 * issue.keys.length
    return sum + (issue.path.length === 0 ? 100 : 2)
  }, 0)

const findingsOf = (
  issue: Issue,
  schema: z.ZodType,
  root: unknown,
  at: (path: Path) => string,
): Finding[] => {
  const path = issue.path
  const written = valueAt(root, path)
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path)
    return issue.keys.map((key) =>
      report('unknown-key', at([...path, key]), { key, near: nearest(key, known), known }),
    )
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    if (written === undefined) return [missing(path, same(known.join(' | ')), at)]
    return [
      report('unknown-value', at(path), {
        written: show(written),
        near: nearest(show(written), known),
        known,
      }),
    ]
  }
  if (written === undefined) return [missing(path, expectedOf(issue), at)]
  const shown = issue.code === 'invalid_key' ? String(path.at(-1)) : show(written)
  return [report('wrong-shape', at(path), { written: shown, expected: expectedOf(issue) })]
}

const missing = (path: Path, expected: Text, at: (path: Path) => string) =>
  report('missing-key', at(path.slice(0, -1)), { key: String(path.at(-1) ?? ''), expected })

const same = (text: string): Text => ({ fr: text, en: text })

const EXPECTED: Record<string, Text> = {
  string: { fr: 'un texte', en: 'a text' },
  number: { fr: 'un nombre', en: 'a number' },
  int: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  array: { fr: 'une liste, [a, b]', en: 'a list, [a, b]' },
  object: { fr: 'des clés et leurs valeurs', en: 'keys and their values' },
  record: { fr: 'des clés et leurs valeurs', en: 'keys and their values' },
}

/** The schema's own messages, in French: a test holds the two in step. */
export const IN_FRENCH: Record<string, string> = {
  'a name is one word in camelCase, as FEEL reads it': 'un mot sans espace ni trait d’union, comme birthDate',
  'an id is small letters and digits joined by hyphens':
    'de petites lettres et des chiffres, joints par des traits d’union',
  'a delay is an ISO 8601 duration of days, months or years: P20D':
    'un délai en jours, mois ou années (ISO 8601) : P20D',
  'a day is written 2026-11-22': 'une date comme 2026-11-22',
  'a day of the calendar: 2026-11-22': 'une date du calendrier : 2026-11-22',
  'registry.fact': 'registre.fait, comme etat-civil.birthDate',
}

const expectedOf = (issue: Issue): Text => {
  if (issue.code === 'invalid_type') return EXPECTED[issue.expected] ?? same(issue.expected)
  if (issue.code === 'invalid_key') return inBoth(issue.issues[0]?.message ?? issue.message)
  if (issue.code === 'too_small') {
    const least = Number(issue.minimum)
    return issue.origin === 'array' || issue.origin === 'string'
      ? { fr: `au moins ${least}`, en: `at least ${least}` }
      : {
          fr: `plus de ${least - (issue.inclusive ? 1 : 0)}`,
          en: `more than ${least - (issue.inclusive ? 1 : 0)}`,
        }
  }
  return inBoth(issue.message)
}

const inBoth = (message: string): Text => ({ fr: IN_FRENCH[message] ?? message, en: message })

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  )

const show = (value: unknown): string => {
  if (value === null) return '—'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Every key that some shape of the schema would accept at this path. */
const keysAt = (schema: z.ZodType, path: Path): string[] => {
  const shapes = path.reduce<z.ZodType[]>(
    (level, step) => level.flatMap((shape) => inside(shape, step)),
    alternatives(schema),
  )
  return [
    ...new Set(shapes.flatMap((shape) => (shape instanceof z.ZodObject ? Object.keys(shape.shape) : []))),
  ]
}

const inside = (shape: z.ZodType, step: PropertyKey): z.ZodType[] => {
  if (shape instanceof z.ZodObject) {
    const inner = shape.shape[String(step)] as z.ZodType | undefined
    return inner ? alternatives(inner) : []
  }
  if (shape instanceof z.ZodRecord) return alternatives(shape.valueType as z.ZodType)
  if (shape instanceof z.ZodArray) return alternatives(shape.element as z.ZodType)
  return []
}

const alternatives = (schema: z.ZodType): z.ZodType[] => {
  if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => alternatives(option as z.ZodType))
  return [schema]
}
