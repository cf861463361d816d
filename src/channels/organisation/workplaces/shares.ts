import type { QuarterStanding } from '#workplaces'

/** Of target 7. */
export const GOAL = 0.6

/** Null where there is nothing to be a part of: no figure is not 0. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** From the first quarter in which a unit was there to declare. */
export const declarationsIn = (standings: readonly QuarterStanding[]): readonly QuarterStanding[] => {
  const first = standings.findIndex(({ expected }) => expected > 0)
  return first < 0 ? [] : standings.slice(first)
}
