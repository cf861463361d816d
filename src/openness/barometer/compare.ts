import { type Database, ok, refused, type Result } from '#kernel'
import { broughtUp } from './board.ts'
import { DEFINITIONS, inForceOn, versionsOf } from './definitions.ts'
import type { Point } from './figure.ts'
import { pointsAt, trendDays } from './parts.ts'
import { atOneMoment, stateOf } from './store.ts'
import { dayByHour } from './subscriber.ts'

/** A day of the history under two versions of a target's definition. */
export type Compared = { day: string; inForce: Point; other: Point }

/**
 * What the whole history would have been under another version of a target, before it takes hold or after: each month
 * end of two years and `day`, for all organisations together. Nothing is written.
 */
export const compareVersions = async (
  db: Database,
  { target, version, day, definitions = DEFINITIONS }: Asked,
): Promise<Result<{ inForce: number; days: Compared[] }, 'version-unknown' | 'nothing-counted'>> => {
  const other = versionsOf(target, definitions).find((one) => one.version === version)
  const inForce = inForceOn(day, definitions).find((one) => one.target === target)
  if (!other || !inForce) return refused('version-unknown', { target, version })
  const history = await db.transaction(async (tx) => {
    await atOneMoment(tx)
    const state = await stateOf(tx)
    return state && (await broughtUp(tx, null, state, dayByHour())).history
  })
  if (!history) return refused('nothing-counted', { day })
  const days = [...new Set([...trendDays(day), day])].map((one): Compared => {
    const points = pointsAt(history, one, [...new Set([inForce, other])])
    const under = (wanted: number) =>
      points.find((its) => its.version === wanted && its.organisation === '')!.point
    return { day: one, inForce: under(inForce.version), other: under(other.version) }
  })
  return ok({ inForce: inForce.version, days })
}

type Asked = { target: number; version: number; day: string; definitions?: typeof DEFINITIONS }
