import { join } from 'node:path'
import { checkSource, type Definition, publish, readSource } from '#catalogue'
import { instantOf, type Database, ok, type Result } from '#kernel'
import { type Organisations, publishOrganisations } from '#parties'
import { serviceIds } from '../services.ts'
import { habitsOf, type Story } from './story.ts'
import { dayAt, type Span } from './time.ts'

type Past = {
  db: Database
  servicesDir: string
  organisations: Organisations
  story: Story
  span: Span
  now: Date
}

/**
 * Before anybody can have lived anything: the organisations that took part, each since its day, and the versions of their
 * services, each published on its day. For a database where nothing was published yet.
 */
export const publishPast = async (past: Past): Promise<void> => {
  const { db, organisations, story, span, now } = past
  const since = (organisation: string) => morning(dayAt(span, story.organisations[organisation] ?? 0))
  await publishOrganisations(db, organisations.organisations.keys(), { by: 'operator', at: now, since })
  for (const service of await serviceIds(past.servicesDir)) await publishVersions(past, service)
}

/** The version that today's folder says, and before it the earlier one that the story tells of. */
const publishVersions = async (past: Past, service: string): Promise<void> => {
  const { db, story, span } = past
  const { since, next, earlier } = habitsOf(story, service)
  const first = dayAt(span, since)
  const second = next !== undefined && earlier ? dayAt(span, next) : null
  const before = second ? await definitionOn(past, service, first, written(earlier!, second)) : null
  const today = await definitionOn(past, service, second ?? first, {})
  if (before?.ok && second) await publish(db, before.value, { by: 'operator', at: morning(first) })
  if (today.ok)
    await publish(db, today.value, { by: 'operator', at: morning(before?.ok && second ? second : first) })
}

const morning = (day: string): Date => instantOf(day, 7)

/** The definition with what it said otherwise, checked as on the day it goes live: what does not pass was never published. */
const definitionOn = async (
  { servicesDir, organisations }: Past,
  service: string,
  today: string,
  otherwise: object,
): Promise<Result<Definition, 'not-publishable' | 'cannot-load'>> => {
  const source = await readSource(join(servicesDir, service))
  if (!source.ok) return source
  const written = { ...source.value, service: merged(source.value.service, otherwise) as never }
  const { definition, findings } = checkSource(written, { ...organisations, today })
  return definition ? ok(definition) : { ok: false, refusal: 'not-publishable', details: { findings } }
}

/** `{next}` in what the story writes is the day of the next version. */
const written = (earlier: object, next: string): object =>
  JSON.parse(JSON.stringify(earlier).replaceAll('{next}', next)) as object

/** JSON Merge Patch (RFC 7396). */
const merged = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch))
    if (value === null) delete result[key]
    else result[key] = merged(result[key], value)
  return result
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
