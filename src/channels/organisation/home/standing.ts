import type { Figure, Figures } from '#barometer'
import type { Platform } from '#web'

/** One target here, and how the others do. */
export type TargetStanding = {
  own: Figure
  everyone: Figure | undefined
  /** The values of the other organisations that have one. */
  others: number[]
  /** The middle of all organisations that have a value, this one among them; null when none has. */
  median: number | null
}

/** Where the ten targets stand in an organisation; null while nothing was computed. Nothing of it waits for a computation. */
export const standingOf = async (
  { barometer }: Pick<Platform, 'barometer'>,
  organisation: string,
): Promise<{ day: string; targets: TargetStanding[] } | null> => {
  const [own, everyone, ids] = await Promise.all([
    barometer.figures(organisation),
    barometer.figures(),
    barometer.organisations(),
  ])
  if (!own) return null
  const all = await Promise.all(ids.filter((id) => id !== organisation).map((id) => barometer.figures(id)))
  return { day: own.day, targets: own.figures.map((figure) => besides(figure, everyone, all)) }
}

const besides = (own: Figure, everyone: Figures | null, all: readonly (Figures | null)[]): TargetStanding => {
  const sameIn = (figures: Figures | null) => figures?.figures.find(({ target }) => target === own.target)
  const others = all.map((figures) => sameIn(figures)?.value ?? null).filter((value) => value !== null)
  return {
    own,
    everyone: sameIn(everyone),
    others,
    median: medianOf(own.value === null ? others : [...others, own.value]),
  }
}

/** Of an even number, the mean of the two in the middle. */
export const medianOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
