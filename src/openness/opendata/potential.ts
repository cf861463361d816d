import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ok, refused, type Result } from '#kernel'

/**
 * How likely data are to be reused by others, by stated criteria: an organisation gives each 0 to 3 points, in words that
 * the file of criteria says, and the sum decides. `criteria` names the dated file that was in force.
 */
export type Potential = {
  criteria: string
  answers: Record<string, number>
  /** Why, in the organisation's words. */
  why: string
  score: number
  most: number
  threshold: number
  high: boolean
  /** What each answer says. */
  reasons: { criterion: string; points: number; fr: string; en: string }[]
}

const text = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const CriteriaFile = z.strictObject({
  from: day,
  threshold: z.int().positive(),
  criteria: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
        name: text,
        question: text,
        source: z.string().optional(),
        levels: z.array(text).length(4),
      }),
    )
    .min(1),
})
export type Criteria = z.infer<typeof CriteriaFile>

const FOLDER = join(import.meta.dirname, 'criteria')

/** Every version of the criteria, the oldest first. They come with the platform: one that cannot be read is a bug. */
export const CRITERIA_VERSIONS: readonly Criteria[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()
  .map((name) => CriteriaFile.parse(parse(readFileSync(join(FOLDER, name), 'utf8'))))

/** Those in force on a day; before the first of them, the first. */
export const criteriaOn = (day: string): Criteria =>
  CRITERIA_VERSIONS.findLast(({ from }) => from <= day) ?? CRITERIA_VERSIONS[0]!

export const mostPoints = ({ criteria }: Criteria): number => 3 * criteria.length

/** Reads the answers, every criterion once, and scores them. */
export const assess = (
  { from, threshold, criteria }: Criteria,
  answers: Readonly<Record<string, number>>,
  why: string,
): Result<Potential, 'potential-incomplete'> => {
  const missing = criteria.filter(({ id }) => ![0, 1, 2, 3].includes(answers[id] ?? -1)).map(({ id }) => id)
  if (missing.length > 0) return refused('potential-incomplete', { missing })
  const reasons = criteria.map(({ id, levels }) => {
    const points = answers[id]!
    return { criterion: id, points, ...levels[points]! }
  })
  const score = reasons.reduce((sum, { points }) => sum + points, 0)
  return ok({
    criteria: from,
    answers: Object.fromEntries(reasons.map(({ criterion, points }) => [criterion, points])),
    why,
    score,
    most: 3 * criteria.length,
    threshold,
    high: score >= threshold,
    reasons,
  })
}
