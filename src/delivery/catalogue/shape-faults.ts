import { z } from 'zod'
import { nearest } from '#kernel'
import { error, type Finding, meant, reporter } from './findings.ts'
import type { Path } from './source.ts'

/** What the schema refuses in one file, said to a person who has never heard of a schema. */
export const SHAPE = {
  'unknown-key': error<{ key: string; near: string | null; known: string[] }>(
    (d) => [`« ${d.key} » n’est pas un mot du langage à cet endroit.`, meant(d.near, d.known).fr],
    (d) => [`“${d.key}” is not a word of the language here.`, meant(d.near, d.known).en],
  ),
  'missing-key': error<{ key: string; expected: string }>(
    (d) => [`Il manque « ${d.key} ».`, `Ajoutez « ${d.key}: … » (${d.expected}).`],
    (d) => [`“${d.key}” is missing.`, `Add “${d.key}: …” (${d.expected}).`],
  ),
  'wrong-shape': error<{ written: string; expected: string }>(
    (d) => [`« ${d.written} » ne convient pas ici.`, `Attendu : ${d.expected}.`],
    (d) => [`“${d.written}” does not fit here.`, `Expected: ${d.expected}.`],
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
  const closest = issue.errors.reduce((best, branch) => (cost(branch) < cost(best) ? branch : best))
  return closest.flatMap((inner) => flatten(inner, path))
}

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
    if (written === undefined) return [missing(path, known.join(' | '), at)]
    return [
      report('unknown-value', at(path), {
        written: show(written),
        near: nearest(show(written), known),
        known,
      }),
    ]
  }
  if (written === undefined) return [missing(path, expectedOf(issue), at)]
  return [report('wrong-shape', at(path), { written: show(written), expected: expectedOf(issue) })]
}

const missing = (path: Path, expected: string, at: (path: Path) => string) =>
  report('missing-key', at(path.slice(0, -1)), { key: String(path.at(-1) ?? ''), expected })

const expectedOf = (issue: Issue): string => {
  if (issue.code === 'invalid_type') return issue.expected
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message
  return issue.message
}

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  )

const show = (value: unknown): string => {
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
