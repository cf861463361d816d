import { inForceOn } from '#barometer'
import { dayOf } from '#kernel'
import { barometerReading as reading } from '#portal'
import type { Platform } from '#web'

/** Names and figures as the public pages write them: an agent and a citizen read the same. */
export const organisationName = (platform: Platform, id: string): string =>
  reading.organisationName(platform, id, 'fr')

export const unitName = (platform: Platform, unit: string): string => reading.unitName(platform, unit, 'fr')

export const shareOf = (share: number | null, goal?: number): string => reading.shareWords(share, 'fr', goal)

/** « 8. Utilisés en ligne » */
export const targetName = ({ clock }: Platform, target: number): string => {
  const definition = inForceOn(dayOf(clock())).find((one) => one.target === target)
  return definition ? `${target}. ${definition.title.fr}` : String(target)
}
